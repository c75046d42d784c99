"""Codes, refresh tokens and access tokens of several consents against a small model."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from mock_idp.clock import Clock
from mock_idp.oidc.clients.registry import Clients
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.message import Json
from mock_idp.oidc.provider import Lifetimes, Provider
from mock_idp.oidc.store import Store
from mock_idp.oidc.tokens.access_token import find
from mock_idp.oidc.tokens.revocation import revocation
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.grants.asking import (
    OTHER,
    SERVICE,
    a_code,
    redeem,
    refresh,
    register,
    sent,
)

HALF_AN_HOUR = 1800


class Tokens(RuleBasedStateMachine):
    """The model knows of each token its consent, and of each consent whether it lives.

    Scopes without ``openid`` spare the signatures.
    """

    codes: Bundle[str] = Bundle("codes")
    refreshers: Bundle[str] = Bundle("refreshers")

    @initialize()
    def start(self) -> None:
        self.clock = Clock()
        self.clock.freeze(NOON)
        self.here = Provider(
            issuer=ISSUER,
            clients=Clients(()),
            keys=KeyRing(),
            store=Store(self.clock.now, token_seconds=3600, session_seconds=28800),
            clock=self.clock,
            lifetimes=Lifetimes(),
            subject_salt="salt",
        )
        register(self.here)
        self.consent_of: dict[str, int] = {}
        self.consented_at: dict[str, float] = {}
        self.used: set[str] = set()
        self.revoked: set[int] = set()
        self.access: dict[str, tuple[int, float]] = {}
        self.consents = 0

    @rule(target=codes)
    def consent(self) -> str:
        code = a_code(self.here, scopes=("phone",))
        self.consents += 1
        self.consent_of[code] = self.consents
        self.consented_at[code] = self.here.now()
        return code

    @rule(target=refreshers, code=codes)
    def redeem_code(self, code: str):
        """A code lives a minute; its second use is noticed for an hour."""
        age = self.here.now() - self.consented_at[code]
        is_known = age < (3600 if code in self.used else 60)
        return self.exchange(code, redeem(self.here, code), is_known=is_known)

    @rule(target=refreshers, token=refreshers)
    def refresh_token(self, token: str):
        return self.exchange(token, refresh(self.here, token))

    @rule(token=refreshers)
    def refresh_twice(self, token: str) -> None:
        for _ in range(2):
            self.exchange(token, refresh(self.here, token))

    def exchange(self, token: str, answer: Json, *, is_known: bool = True):
        """A first use brings tokens while the consent lives, a second ends it."""
        consent = self.consent_of.get(token) if is_known else None
        was_used = token in self.used
        good = consent is not None and not was_used and consent not in self.revoked
        assert (answer.status == 200) is good
        if consent is not None and was_used:
            self.revoked.add(consent)
        if not good:
            return multiple()
        assert consent is not None
        self.used.add(token)
        new = str(answer.body["refresh_token"])
        self.consent_of[new] = consent
        until = self.here.now() + 3600
        self.access[str(answer.body["access_token"])] = (consent, until)
        return new

    @rule(token=refreshers)
    def another_client_tries(self, token: str) -> None:
        assert refresh(self.here, token, OTHER).body["error"] == "invalid_grant"

    @rule(token=refreshers)
    def ask_for_too_much(self, token: str) -> None:
        if token not in self.used:
            assert refresh(self.here, token, scope="email").status == 400

    @rule(token=consumes(refreshers))
    def give_back(self, token: str) -> None:
        revocation(self.here, sent("/revoke", [("token", token)], SERVICE))
        self.revoked.add(self.consent_of[token])

    @rule(seconds=st.sampled_from([1, HALF_AN_HOUR]))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @invariant()
    def access_tokens_live_as_long_as_their_consent(self) -> None:
        if not hasattr(self, "access"):
            return
        for token, (consent, until) in self.access.items():
            lives = consent not in self.revoked and self.here.now() < until
            assert (find(self.here, token) is not None) is lives


TestTokens = Tokens.TestCase
TestTokens.settings = settings(max_examples=50, stateful_step_count=25, deadline=None)
