"""The simulated phones over HTTP: what waits, and what they do."""

from datetime import UTC, datetime

from forms.i18n import _
from mock_idp.clock import VIETNAM
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.contract.table import Order, Route, unknown
from mock_idp.errors import IllegalMove, RegisterDown, TransactionNotFound
from mock_idp.headless.signing_in import find_account
from mock_idp.phone.outcomes import Act, Outcome
from mock_idp.phone.transaction import Factor, Transaction

GROUP = "phones"
STATES = ("pending", "all")
ACTIONS = (*(act.value for act in Act), "choose_number", "give_factor")
NOT_NOW = _("Yêu cầu này đang ở trạng thái %(state)s nên không làm được %(action)s.")
NO_PERSON = _("Không có người %(name)s.")


def told(transaction: Transaction) -> dict[str, object]:
    """Return a request to a phone, with the number to choose."""
    account = transaction.account
    asked = datetime.fromtimestamp(transaction.asked_at, UTC).astimezone(VIETNAM)
    return {
        "id": transaction.code,
        "state": transaction.state.value,
        "purpose": transaction.purpose.value,
        "client": transaction.client_id,
        "person": account.slug if account else None,
        "number": transaction.match.number,
        "offered": list(transaction.match.offered),
        "mistakes": transaction.mistakes,
        "factor": transaction.factor.value,
        "asked_at": asked.isoformat(),
    }


def index(order: Order) -> dict[str, object]:
    """Return what waits, or everything that is remembered."""
    is_all = order.query.get("state", "pending") == "all"
    found = order.here.transactions.all()
    shown = [told(t) for t in found if is_all or t.is_waiting]
    return {"approvals": shown}


def _find(order: Order, code: str) -> Transaction:
    try:
        return order.here.transactions.find(code)
    except TransactionNotFound:
        raise unknown("approval", code) from None


def one(order: Order, code: str) -> dict[str, object]:
    """Return one request to a phone."""
    return told(_find(order, code))


def act(order: Order, code: str) -> dict[str, object]:
    """Let the phone do something now."""
    transaction, action = _find(order, code), order.body["action"]
    desk = order.here.transactions
    try:
        if action == "choose_number":
            desk.choose_number(transaction, order.body.get("number"))
        elif action == "give_factor":
            factor = Factor(order.body.get("factor", Factor.PASSCODE.value))
            is_right = order.body.get("is_right", True)
            desk.give_factor(transaction, factor, is_right=is_right)
        else:
            desk.perform(transaction, Act(action))
    except IllegalMove:
        state = transaction.state.value
        raise Problem(NOT_NOW, 409, "/action", state=state, action=action) from None
    return told(transaction)


def preset(order: Order) -> dict[str, object]:
    """Let the next request to a phone end like this."""
    outcome = Outcome.read(order.body["action"], order.body.get("after", 0.0))
    number = None
    if "person" in order.body:
        try:
            account = find_account(order.here, order.body["person"])
        except RegisterDown:
            account = None
        if account is None:
            raise Problem(NO_PERSON, where="/person", name=order.body["person"][:100])
        number = account.personal_id
    order.here.transactions.outcomes.put(outcome, number)
    return {"waiting": len(order.here.transactions.outcomes.waiting())}


ROUTES = (
    Route(
        "GET",
        "/approvals",
        index,
        "List the requests that wait on phones.",
        query=(Field("state", "string", "Which.", choices=STATES),),
        group=GROUP,
    ),
    Route(
        "POST",
        "/approvals",
        preset,
        "Let the next request to a phone end like this, after some seconds.",
        (
            Field(
                "action",
                "string",
                "What the phone does.",
                is_required=True,
                choices=tuple(act.value for act in Act),
            ),
            Field("person", "string", "Whose phone; anybody's when not given."),
            Field("after", "duration", "Seconds after the request."),
        ),
        status=201,
        group=GROUP,
    ),
    Route("GET", "/approvals/<code>", one, "Show a request to a phone.", group=GROUP),
    Route(
        "POST",
        "/approvals/<code>",
        act,
        "Let the phone answer a request now.",
        (
            Field(
                "action",
                "string",
                "What the phone does.",
                is_required=True,
                choices=ACTIONS,
            ),
            Field("number", "integer", "For choose_number."),
            Field(
                "factor",
                "string",
                "For give_factor.",
                choices=(Factor.PASSCODE.value, Factor.FACE.value),
            ),
            Field("is_right", "boolean", "For give_factor: whether it fits."),
        ),
        group=GROUP,
    ),
)
