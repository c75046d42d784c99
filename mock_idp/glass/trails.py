"""The journal sorted into trails: a sign-in, a logout, a call of a machine each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from forms.i18n import Text, _
from mock_idp.control.exchanges import Exchange
from mock_idp.glass import marks
from mock_idp.glass.marks import body_of
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.emission import Kind

SIGN_IN, LOGOUT, DEVICE, QUESTION = "sign_in", "logout", "device", "question"
MACHINE, OTHER = "machine", "other"
KINDS: dict[str, Text] = {
    SIGN_IN: _("Đăng nhập"),
    DEVICE: _("Đăng nhập cho một thiết bị"),
    LOGOUT: _("Đăng xuất"),
    QUESTION: _("Hỏi ý một người qua điện thoại"),
    MACHINE: _("Dịch vụ tự gọi"),
    OTHER: _("Lời gọi lẻ"),
}
OTHERS = 0
"""The number of the trail of everything that belongs to no sign-in."""
_KIND_OF = {
    "logout": LOGOUT,
    "authorize": SIGN_IN,
    "par": SIGN_IN,
    "sign-in": SIGN_IN,
    "device": DEVICE,
    "confirmations": QUESTION,
    "token": MACHINE,
}
NOT_FINAL = ("authorization_pending", "slow_down", "use_dpop_nonce")


@dataclass(eq=False)
class Trail:
    """Exchanges that belong together, oldest first.

    Attributes:
        sessions: what ties them to a session.
        endings: the logouts of that session.
        members: the sign-ins of that session, when this is its logout.
    """

    exchanges: list[Exchange]
    sessions: frozenset[str] = frozenset()
    endings: list["Trail"] = field(default_factory=list)
    members: list["Trail"] = field(default_factory=list)
    is_rest: bool = False

    @property
    def number(self) -> int:
        """Return what the trail is called by: the number of its first exchange."""
        return OTHERS if self.is_rest else self.exchanges[0].number

    @cached_property
    def kind(self) -> str:
        """Return what it is, a key of ``KINDS``."""
        if self.is_rest:
            return OTHER
        found = {_KIND_OF.get(each.endpoint, OTHER) for each in self.exchanges}
        order = (LOGOUT, DEVICE, SIGN_IN, QUESTION, MACHINE, OTHER)
        return next(kind for kind in order if kind in found)

    @property
    def title(self) -> Text:
        """Return the name of its kind."""
        return KINDS[self.kind]

    @property
    def client(self) -> str | None:
        """Return the relying party; of a logout the one that asked for it."""
        if self.kind == LOGOUT:
            asked = (e.parameter("client_id") for e in self.exchanges)
            return next((name for name in asked if name), None)
        return next((e.client for e in self.exchanges if e.client), None)

    @property
    def person(self) -> str | None:
        """Return whom it is about, as far as anybody said."""
        return next((e.person for e in reversed(self.exchanges) if e.person), None)

    @property
    def faults(self) -> tuple[str, ...]:
        """Return the ids of the faults that changed something."""
        return tuple(dict.fromkeys(f for e in self.exchanges for f in e.applied))

    @property
    def whole(self) -> list[Exchange]:
        """Return its exchanges and those of the logouts that ended its session."""
        ends = [e for ending in self.endings for e in ending.exchanges]
        return sorted({*self.exchanges, *ends}, key=lambda e: e.number)

    @cached_property
    def error(self) -> str | None:
        """Return the error it ended with, if it did."""
        for exchange in reversed(self.exchanges):
            for said, is_error in _outcomes(exchange):
                return said if is_error else None
        return None

    @cached_property
    def is_done(self) -> bool:
        """Say whether the relying party got what it wanted."""
        if self.kind == LOGOUT:
            return True
        told = (each for e in self.exchanges for each in _outcomes(e))
        return self.error is None and any(not is_error for _, is_error in told)


def _outcomes(exchange: Exchange) -> Iterable[tuple[str, bool]]:
    """Return what an exchange told a relying party, and whether it is an error."""
    answer = body_of(exchange)
    error = answer.get("error")
    if isinstance(error, str) and error not in NOT_FINAL:
        yield error, True
    elif exchange.endpoint == "token" and "access_token" in answer:
        yield "token", False
    for kind, value, _about in exchange.said:
        if kind == Kind.AUTHORIZE_RESPONSE and isinstance(value, AuthorizeResponse):
            fields = dict(value.fields)
            yield fields.get("error", "code"), "error" in fields


def trails(exchanges: Iterable[Exchange]) -> list[Trail]:
    """Sort exchanges into trails, newest first; what is alone comes last."""
    made = [_trail(group) for group in _groups(list(exchanges))]
    kept = [trail for trail in made if trail.kind != OTHER]
    _tie(kept)
    rest = [e for trail in made if trail.kind == OTHER for e in trail.exchanges]
    kept.sort(key=lambda trail: trail.number, reverse=True)
    if rest:
        rest.sort(key=lambda e: e.number)
        kept.append(Trail(rest, is_rest=True))
    return kept


def _groups(exchanges: list[Exchange]) -> list[list[Exchange]]:
    """Put exchanges together that share a mark (union of sets)."""
    leader = list(range(len(exchanges)))

    def first(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    seen: dict[str, int] = {}
    for place, exchange in enumerate(exchanges):
        for mark in _ties(exchange):
            one, other = first(place), first(seen.setdefault(mark, place))
            leader[max(one, other)] = min(one, other)
    groups: dict[int, list[Exchange]] = {}
    for place, exchange in enumerate(exchanges):
        groups.setdefault(first(place), []).append(exchange)
    return list(groups.values())


def _ties(exchange: Exchange) -> Iterable[str]:
    if exchange.endpoint != "logout":
        return marks.marks(exchange)
    return {f"logout {mark}" for mark in (*_of_session(exchange),)}


def _of_session(exchange: Exchange) -> frozenset[str]:
    return marks.sessions(exchange) | marks.cookies_sent(exchange)


def _trail(exchanges: list[Exchange]) -> Trail:
    told = {mark for e in exchanges for mark in marks.sessions(e)}
    new = {mark for e in exchanges for mark in marks.cookies_set(e)}
    old = {mark for e in exchanges for mark in marks.cookies_sent(e)}
    return Trail(exchanges, frozenset(told | (new or old)))


def _tie(found: list[Trail]) -> None:
    """Tie each logout to the sign-ins of the session that it ended."""
    logouts = [trail for trail in found if trail.kind == LOGOUT]
    for logout in logouts:
        for trail in found:
            shares = trail.kind != LOGOUT and trail.sessions & logout.sessions
            if shares and trail.number < logout.exchanges[-1].number:
                trail.endings.append(logout)
                logout.members.append(trail)


def find(found: Iterable[Trail], number: int) -> Trail | None:
    """Return the trail an exchange belongs to; 0 is everything that is alone."""
    for trail in found:
        if number == OTHERS and trail.is_rest:
            return trail
        if any(e.number == number for e in trail.exchanges) and number != OTHERS:
            return trail
    return None
