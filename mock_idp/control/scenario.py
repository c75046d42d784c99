"""A scenario: when something goes wrong, how often, and what.

``then`` holds fault ids, or changes written out: ``{"id_token": {"set": …}}``,
``{"http": {"status": 503}}``, ``{"delay": "800ms"}``.
"""

import json
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.contract import orders
from mock_idp.control.contract.orders import Field, Problem
from mock_idp.control.faults import forging
from mock_idp.control.faults.catalogue import UnknownFault, find
from mock_idp.control.faults.fault import Change, Early, Fault, HttpAnswer, Scene
from mock_idp.control.waiting import LONGEST_SECONDS
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.emission import Kind

ENDPOINTS = (
    *("authorize", "token", "userinfo", "jwks", "discovery", "introspection"),
    *("revocation", "par", "registration", "device", "logout", "sign-in", "phone"),
)
KINDS = {
    "authorize_response": Kind.AUTHORIZE_RESPONSE,
    "par_response": Kind.PAR_RESPONSE,
    "token_response": Kind.TOKEN_RESPONSE,
    "id_token": Kind.ID_TOKEN_CLAIMS,
    "id_token_header": Kind.ID_TOKEN_HEADER,
    "userinfo": Kind.USERINFO_CLAIMS,
    "introspection": Kind.INTROSPECTION,
    "discovery": Kind.DISCOVERY,
    "jwks": Kind.JWKS,
    "logout_token": Kind.LOGOUT_TOKEN_CLAIMS,
}
SIGNERS: dict[str, Change] = {
    "other_key": forging.other_key,
    "none": forging.unsigned,
    "hs256": forging.public_key_as_secret,
}
MOST_ACTIONS, MOST_TIMES = 20, 1_000_000
LONGEST_BODY = 65_536
_LOWEST_STATUS, _HIGHEST_STATUS = 200, 599
_TAIL = 2.326
"""The 99th percentile of the normal distribution."""

WHEN = (
    Field("endpoint", "string", "Where: one endpoint.", choices=ENDPOINTS),
    Field("client", "string", "Only for this client_id."),
    Field("person", "strings", "Only about these people (short name or number)."),
    Field("grant", "string", "Only for this grant_type."),
    Field("nth", "integer", "Only the n-th fitting request, counted from 1."),
)
SCENARIO = (
    Field("id", "string", "Its name; made up when not given."),
    Field("fault", "string", "Short for `then` with one named fault."),
    Field("then", "array", "Fault ids, or changes written out."),
    Field("when", "object", "Which requests it concerns; all when not given."),
    Field("client", "string", "Short for `when.client`."),
    Field("person", "strings", "Short for `when.person`."),
    Field("endpoint", "string", "Short for `when.endpoint`.", choices=ENDPOINTS),
    Field("times", "integer", "How often, then it goes; sticky when not given."),
    Field("probability", "number", "Between 0 and 1; 1 when not given."),
    Field("seed", "integer", "Makes the probability repeatable."),
    Field("say", "string", "What the banner says while it is on."),
)
_SHORTS = ("client", "person", "endpoint")
CHANGE = (
    Field("set", "object", "Members to set."),
    Field("drop", "strings", "Members to leave out."),
    Field("sign", "string", "Sign wrongly.", choices=tuple(SIGNERS)),
)
HTTP = (
    Field("status", "integer", "The status code.", is_required=True),
    Field("body", "string", "The body."),
    Field("type", "string", "The content type."),
    Field("retry_after", "integer", "Seconds for `Retry-After`."),
)
DELAY = (
    Field("p50", "duration", "The usual delay.", is_required=True),
    Field("p99", "duration", "The delay that one request in a hundred exceeds."),
    Field("seed", "integer", "Makes the delays repeatable."),
)
NAMED = (
    Field("fault", "string", "The id of a named fault.", is_required=True),
    Field("seconds", "duration", "How long, for faults that take their time."),
)

RANGE = _("%(where)s phải từ %(lowest)s đến %(highest)s.")
NO_FAULT = _("Không có sự cố tên %(name)s. Xem danh mục tại /faults.")
WRITTEN_OUT = _("Tùy thay đổi mà kịch bản ghi ra.")
NOTHING = _("Kịch bản phải có fault hoặc then.")
NO_ENDPOINT = _("Hành động http và delay cần when.endpoint.")
ACTION = _("%(where)s phải là mã sự cố, hoặc đối tượng có đúng một trong: %(known)s.")
BAD_NAME = _(
    "%(where)s chỉ gồm chữ cái không dấu, chữ số, dấu chấm, gạch nối, gạch dưới, "
    "tối đa 64 ký tự."
)


@dataclass(frozen=True)
class When:
    """Which requests a scenario concerns; what is not given does not matter."""

    endpoint: str | None = None
    client: str | None = None
    people: tuple[str, ...] = ()
    grant: str | None = None
    nth: int | None = None


@dataclass
class Scenario:
    """What goes wrong, when, and how often; it counts for itself."""

    id: str
    faults: tuple[Fault, ...]
    when: When = field(default_factory=When)
    times: int | None = None
    probability: float = 1.0
    seed: int | None = None
    say: str = ""
    order: Mapping[str, Any] = field(default_factory=dict)
    seen: int = 0
    fired: int = 0
    chance: random.Random = field(default_factory=random.Random, repr=False)

    @property
    def is_used_up(self) -> bool:
        """Say whether it has happened as often as it should."""
        return self.times is not None and self.fired >= self.times

    def told(self) -> dict[str, object]:
        """Return it as it was ordered, with what has happened since."""
        return {**self.order, "id": self.id, "seen": self.seen, "fired": self.fired}


def read_scenario(order: object, name: str) -> Scenario:
    """Read a scenario; ``name`` is its id when it has none of its own.

    Raises:
        Problem: says which member is wrong.
    """
    given = orders.read(order, SCENARIO)
    name = given.get("id", name)
    if not orders.NAME.fullmatch(name):
        raise Problem(BAD_NAME, where="/id")
    when = _when(given)
    actions = [given["fault"]] if "fault" in given else given.get("then", [])
    if not actions:
        raise Problem(NOTHING, where="/then")
    _check_range(len(actions), 1, MOST_ACTIONS, "/then")
    seed = given.get("seed")
    return Scenario(
        id=name,
        faults=tuple(
            _fault(action, f"{name}.{number}", when, f"/then/{number}")
            for number, action in enumerate(actions)
        ),
        when=when,
        times=_check_range(given.get("times"), 1, MOST_TIMES, "/times"),
        probability=_check_range(given.get("probability"), 0, 1, "/probability", 1.0),
        seed=seed,
        say=given.get("say", ""),
        order={k: v for k, v in dict(order).items() if k != "id"},  # type: ignore[call-overload]
        chance=random.Random(seed),  # noqa: S311 - chance for tests, not secrecy
    )


def _when(given: Mapping[str, Any]) -> When:
    shorts = {name: given[name] for name in _SHORTS if name in given}
    read = orders.read(given.get("when", {}), WHEN, "/when") | shorts
    return When(
        endpoint=read.get("endpoint"),
        client=read.get("client"),
        people=read.get("person", ()),
        grant=read.get("grant"),
        nth=_check_range(read.get("nth"), 1, MOST_TIMES, "/when/nth"),
    )


def _check_range(
    value: Any,  # noqa: ANN401 - int or float, as it comes
    lowest: float,
    highest: float,
    where: str,
    default: Any = None,  # noqa: ANN401 - as above
) -> Any:  # noqa: ANN401 - as above
    if value is None:
        return default
    if not lowest <= value <= highest:
        raise Problem(RANGE, where=where, lowest=lowest, highest=highest)
    return value


def _fault(action: object, name: str, when: When, where: str) -> Fault:
    """Return a named fault, or one made of what is written out."""
    if isinstance(action, str):
        return named(action, where)
    known = ("fault", "delay", "http", *KINDS)
    if not isinstance(action, dict):
        raise Problem(ACTION, where=where, known=", ".join(known))
    if "fault" in action:
        return _timed(orders.read(action, NAMED, where), where)
    if len(action) != 1 or next(iter(action)) not in known:
        raise Problem(ACTION, where=where, known=", ".join(known))
    kind, value = next(iter(action.items()))
    at = f"{where}/{kind}"
    if kind in KINDS:
        return _change(orders.read(value, CHANGE, at), KINDS[kind], name)
    if when.endpoint is None:
        raise Problem(NO_ENDPOINT, where="/when/endpoint")
    step = _delay(value, at) if kind == "delay" else _http(value, at)
    return Fault(name, Text(name), WRITTEN_OUT, when.endpoint, early=step)


def named(name: str, where: str = "") -> Fault:
    """Return a fault of the catalogue.

    Raises:
        Problem: no fault, or more than one, has this name.
    """
    try:
        return find(name)
    except UnknownFault:
        raise Problem(NO_FAULT, where=where, name=name[:60]) from None


def _timed(given: Mapping[str, Any], where: str) -> Fault:
    from dataclasses import replace  # noqa: PLC0415 - shadows nothing here

    seconds = _check_range(given.get("seconds"), 0, LONGEST_SECONDS, f"{where}/seconds")
    return replace(named(given["fault"], f"{where}/fault"), seconds=seconds)


def _change(given: Mapping[str, Any], kind: Kind, name: str) -> Fault:
    added, left_out = given.get("set", {}), given.get("drop", ())

    def change(value: Any, _scene: Scene) -> Any:  # noqa: ANN401 - as Change
        if isinstance(value, AuthorizeResponse):
            return _changed_response(value, added, left_out)
        return {k: v for k, v in {**value, **added}.items() if k not in left_out}

    said: dict[Kind, Change] = {kind: change}
    signs = {Kind.ID_TOKEN_CLAIMS: Kind.ID_TOKEN}
    signs[Kind.LOGOUT_TOKEN_CLAIMS] = Kind.LOGOUT_TOKEN
    if "sign" in given and kind in signs:
        said[signs[kind]] = SIGNERS[given["sign"]]
    return Fault(name, Text(name), WRITTEN_OUT, "", said)


def _changed_response(
    answer: AuthorizeResponse, added: Mapping[str, Any], left_out: tuple[str, ...]
) -> AuthorizeResponse:
    fields = dict(answer.fields) | {k: str(v) for k, v in added.items()}
    kept = tuple((k, v) for k, v in fields.items() if k not in left_out)
    return AuthorizeResponse(answer.redirect_uri, answer.mode, kept)


def _http(value: object, where: str) -> Early:
    given = orders.read(value, HTTP, where)
    status = _check_range(
        given["status"], _LOWEST_STATUS, _HIGHEST_STATUS, f"{where}/status"
    )
    kind = given.get("type", "text/html; charset=utf-8")
    if not kind.isascii() or not kind.isprintable():
        raise Problem(orders.TYPES["string"], where=f"{where}/type", longest=60)
    headers: tuple[tuple[str, str], ...] = (("Content-Type", kind),)
    if "retry_after" in given:
        headers = (*headers, ("Retry-After", str(given["retry_after"])))
    body = given.get("body", "").encode()
    return lambda _scene: HttpAnswer(status, headers, body)


def _delay(value: object, where: str) -> Early:
    given = orders.read(
        value if isinstance(value, dict) else {"p50": value}, DELAY, where
    )
    usual = _check_range(given["p50"], 0, LONGEST_SECONDS, f"{where}/p50")
    late = _check_range(given.get("p99"), usual, LONGEST_SECONDS, f"{where}/p99", usual)
    chance = random.Random(given.get("seed"))  # noqa: S311 - chance for tests
    spread = math.log(late / usual) / _TAIL if usual > 0 and late > usual else 0.0

    def step(scene: Scene) -> None:
        scene.wait(usual * math.exp(spread * chance.gauss(0, 1)))

    return step


def size_of(order: object) -> int:
    """Return how many characters an order takes, to keep what is stored small."""
    return len(json.dumps(order, ensure_ascii=True, default=str))
