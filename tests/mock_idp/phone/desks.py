"""A desk with requests to phones, with a clock in the test's hand."""

from dataclasses import dataclass, field, replace

from mock_idp.login.transactions import SignIn, Transactions
from mock_idp.oidc.authorization.request import AuthorizationRequest
from mock_idp.oidc.clients.client import Client
from mock_idp.people.account import Account
from mock_idp.people.traits import Device, Habit, Traits
from tests.mock_idp.people.accounts import CHI, DAO

ASK = AuthorizationRequest(
    client_id="portal",
    redirect_uri="http://127.0.0.1:8390/auth/callback",
    response_type="code",
    response_mode="query",
    scopes=("openid",),
    state=None,
    nonce=None,
    prompt=frozenset(),
    max_age=None,
    acr_values=(),
    code_challenge=None,
    login_hint=None,
    id_token_hint=None,
    ui_locales=(),
)
REQUEST_SECONDS = 120
FACE = Client("face", (), phone_factor="face")
PASSCODE = Client("passcode", (), phone_factor="passcode")


@dataclass
class Time:
    """Seconds that pass when the test says so."""

    seconds: float = 1_000.0

    def now(self) -> float:
        return self.seconds


@dataclass
class Hall:
    """A desk, its clock, and the people as they are now."""

    time: Time = field(default_factory=Time)
    people: dict[str, Account] = field(default_factory=dict)

    def __post_init__(self) -> None:
        clients = {"face": FACE, "passcode": PASSCODE}
        self.desk = Transactions(
            self.time.now,
            phone_seconds=REQUEST_SECONDS,
            transaction_seconds=100_000_000,
            current=lambda a: self.people.get(a.personal_id, a),
            client_of=clients.get,
        )

    def begin(self, client_id: str = "portal", browser: str = "b-1") -> SignIn:
        return self.desk.begin(replace(ASK, client_id=client_id), browser, None)

    def ask(self, account: Account = DAO, client_id: str = "portal") -> SignIn:
        sign_in = self.begin(client_id)
        self.desk.ask_phone(sign_in, account)
        return sign_in

    def make(self, account: Account, **traits: object) -> Account:
        changed = replace(account, traits=Traits(**traits))  # type: ignore[arg-type]
        self.people[account.personal_id] = changed
        return changed


OFF = {"device": Device.OFF}
LOST = {"device": Device.LOST}
OUTDATED = {"device": Device.OUTDATED}
IGNORES = {"habit": Habit.IGNORES}
LATE = {"habit": Habit.LATE}
FACE_FAILS = {"habit": Habit.FACE_FAILS}

__all__ = ["CHI", "DAO"]
