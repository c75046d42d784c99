"""Sign-ins without a person over HTTP: the next outcome, and who signs in by itself."""

from forms.i18n import _
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.table import Order, Route
from mock_idp.headless.wishes import ERRORS, MOST_WAITING, Wish

GROUP = "sign-ins"
ONE_OF = _("Cần đúng một trong hai: person hoặc error.")
FULL = _("Đã có %(most)s kết quả chờ. Xóa bằng DELETE rồi gửi lại.")
LEVEL = _("level phải là 1 hoặc 2.")
LEVELS = (1, 2)
WHO = (
    Field("client", "string", "Only for this client_id."),
    Field("person", "string", "Short name of the cast, or a personal number."),
    Field("level", "integer", "1 or 2; an account's own level is never exceeded."),
)


def _level(order: Order) -> int:
    level: int = order.body.get("level", LEVELS[-1])
    if level not in LEVELS:
        raise Problem(LEVEL, where="/level")
    return level


def told(wish: Wish) -> dict[str, object]:
    """Return a wish as it was ordered."""
    said: dict[str, object] = {"client": wish.client} if wish.client else {}
    if wish.error is not None:
        return {**said, "error": wish.error}
    return {**said, "person": wish.person, "level": wish.level}


def queue(order: Order) -> dict[str, object]:
    """Let the next request end like this."""
    person, error = order.body.get("person"), order.body.get("error")
    if (person is None) == (error is None):
        raise Problem(ONE_OF)
    wish = Wish(
        person or "", _level(order), error=error, client=order.body.get("client")
    )
    try:
        waiting = order.here.wishes.put(wish)
    except OverflowError:
        raise Problem(FULL, 409, most=MOST_WAITING) from None
    return {**told(wish), "waiting": waiting}


def waiting(order: Order) -> dict[str, object]:
    """Return what waits."""
    return {"next": [told(wish) for wish in order.here.wishes.waiting()]}


def forget(order: Order) -> None:
    """Forget what waits."""
    order.here.wishes.forget()


def show_auto(order: Order) -> dict[str, object]:
    """Return who signs in by itself."""
    auto = order.here.wishes.auto().items()
    return {"auto": {client: told(wish) for client, wish in auto}}


def set_auto(order: Order) -> dict[str, object]:
    """Sign somebody in without being asked."""
    wish = Wish(order.body["person"], _level(order))
    order.here.wishes.set_auto(order.body.get("client"), wish)
    return show_auto(order)


def clear_auto(order: Order) -> dict[str, object]:
    """Ask again."""
    order.here.wishes.set_auto(order.query.get("client"), None)
    return show_auto(order)


ROUTES = (
    Route(
        "POST",
        "/next",
        queue,
        "Let the next authorization request end like this, once.",
        (*WHO, Field("error", "string", "Answer with this error.", choices=ERRORS)),
        status=201,
        group=GROUP,
    ),
    Route("GET", "/next", waiting, "List the outcomes that wait.", group=GROUP),
    Route(
        "DELETE",
        "/next",
        forget,
        "Forget the outcomes that wait.",
        status=204,
        group=GROUP,
    ),
    Route("GET", "/auto", show_auto, "Tell who signs in unasked.", group=GROUP),
    Route(
        "PUT",
        "/auto",
        set_auto,
        "Sign a person in unasked, for one client or for all.",
        (WHO[0], Field("person", "string", "Who.", is_required=True), WHO[2]),
        group=GROUP,
    ),
    Route(
        "DELETE",
        "/auto",
        clear_auto,
        "Ask people again, for one client (?client=) or for the rest.",
        query=(WHO[0],),
        group=GROUP,
    ),
)
