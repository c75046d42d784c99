"""The one thing a person agrees to on the phone, whatever it is for."""

from dataclasses import dataclass, field
from enum import StrEnum

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.account import Account
from mock_idp.phone.matching import Match, draw
from mock_idp.phone.outcomes import Outcome
from mock_idp.phone.qr import Shown
from mock_idp.phone.states import APPROVED, WAITING, State


class Purpose(StrEnum):
    """What the person agrees to."""

    SIGN_IN = "sign_in"
    STEP_UP = "step_up"
    DEVICE = "device"
    CONFIRMATION = "confirmation"


class Factor(StrEnum):
    """What the phone asks beside the number."""

    NONE = "none"
    PASSCODE = "passcode"
    FACE = "face"


@dataclass(eq=False)
class Transaction:
    """A request to a phone, from its beginning to its end.

    Attributes:
        code: names it in addresses; public.
        client_id: who asks.
        account: whose phone was asked.
        expected: the personal number of the only person who may scan it.
        match: the number on the computer and those offered on the phone.
        mistakes: wrong numbers chosen so far.
        factor: what the phone asks beside the number.
        given: the factors that were given.
        asked_at: when the phone was asked, arrives_at when it hears of it, and
            expires_at until when it may answer; seconds since 1970.
        moved_at: when something happened last.
        shown: the QR code on the screen.
        is_updated: the app was updated, is_reactivated: the account was activated
            on this phone again, for this request.
        outcome: what the phone does by itself.
        approvals: how often somebody approved; more than once counts once.
        is_answered: whoever asked has its answer.
    """

    code: str
    client_id: str
    purpose: Purpose = Purpose.SIGN_IN
    state: State = State.CREATED
    account: Account | None = None
    expected: str | None = None
    match: Match = field(default_factory=draw)
    mistakes: int = 0
    factor: Factor = Factor.NONE
    given: tuple[Factor, ...] = ()
    is_headless: bool = False
    asked_at: float = 0.0
    arrives_at: float = 0.0
    expires_at: float = 0.0
    moved_at: float = 0.0
    shown: Shown | None = None
    is_updated: bool = False
    is_reactivated: bool = False
    outcome: Outcome | None = None
    approvals: int = 0
    is_answered: bool = False
    language: str | None = None

    @property
    def is_waiting(self) -> bool:
        """Say whether somebody must still answer."""
        return self.state in WAITING

    @property
    def is_approved(self) -> bool:
        """Say whether the phone has agreed."""
        return self.state in APPROVED

    @property
    def has_wrong_numbers(self) -> bool:
        """Say whether it was refused because of wrong numbers."""
        return self.mistakes >= dialect().phone.wrong_numbers

    @property
    def state_tag(self) -> str:
        """Return a short text that changes whenever the waiting page should."""
        nonce = self.shown.nonce if self.shown else ""
        return f"{self.state.value}-{self.mistakes}-{self.match.number}-{nonce}"

    @property
    def amr(self) -> tuple[str, ...]:
        """Return how the person proved to be there (RFC 8176), in the dialect."""
        names = dialect().amr
        given = [name for one in self.given for name in names[one.value]]
        several = names["several"] if given else ()
        headless = names["headless"] if self.is_headless else ()
        return (*names["phone"], *given, *several, *headless)
