"""The run: get to know the relying party, then try every case on it."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.agent import Agent
from mock_idp.checker.case import Case
from mock_idp.checker.deed import Deed
from mock_idp.checker.mock import Mock, MockRefused
from mock_idp.checker.page import Step
from mock_idp.checker.plays import (
    NoCallback,
    Stage,
    sign_in,
    without_query,
)
from mock_idp.checker.plays import (
    field as sent,
)
from mock_idp.checker.traits import FACTS, Traits, met_needs
from mock_idp.checker.verdict import Finding, judge, skipped
from mock_idp.clock import ticks
from mock_idp.errors import MockIdpError

PERSON, LEVEL = "dao", 2
RETRY_SECONDS = 0.2
NO_CALLBACK = _("lần thử không đi tới được địa chỉ nhận câu trả lời")


class NotReady(MockIdpError):  # noqa: N818 - named after what is wrong
    """The relying party does not sign in even when nothing goes wrong."""


@dataclass(frozen=True)
class Target:
    """The relying party, as the command describes it.

    Attributes:
        login: the address where a sign-in begins.
        good: what a page says when somebody is signed in.
        home: a page that shows the session; found out when not given.
        logout: its own address for signing out.
        wait: seconds it may take to start.
    """

    login: str
    good: str
    client_id: str
    home: str | None = None
    logout: str | None = None
    wait: float = 10.0


@dataclass
class Check:
    """One relying party under check.

    Attributes:
        record: how to register it; none: it is registered already.
    """

    mock: Mock
    target: Target
    record: Mapping[str, Any] | None = None
    traits: Traits = field(
        default_factory=lambda: Traits("", {}, {}, frozenset()), repr=False
    )
    _names: dict[str, Any] = field(default_factory=dict, repr=False)

    def get_to_know(self) -> Traits:
        """Sign in once while nothing is wrong, and note what the client does.

        Raises:
            NotReady: the sign-in did not work; the text says what came instead.
        """
        self._await_login()
        self.mock.sign_in_unasked(self.target.client_id, PERSON, LEVEL)
        self._learn_redirect_uri()
        stage = self._stage(lambda: None)
        deed = sign_in(stage)
        if not deed.is_in:
            raise NotReady(_why_not(deed, self.target))
        self.traits = self._traits(stage, deed)
        keys = self.mock.document("/jwks").get("keys", [])
        self._names = {
            "issuer": self.mock.issuer,
            "client": self.target.client_id,
            "signing_keys": [key for key in keys if key.get("alg") == "RS256"],
        }
        return self.traits

    def _await_login(self) -> None:
        """Wait until the relying party answers at all."""
        tries = max(1, int(self.target.wait / RETRY_SECONDS))
        for _try in range(tries):
            with Agent() as agent:
                page = agent.send(Step("GET", self.target.login))
            if page.status:
                return
            time.sleep(RETRY_SECONDS)
        raise NotReady(f"{self.target.login} does not answer: {page.failed}")

    def _learn_redirect_uri(self) -> None:
        """Find the redirect URI out; register it when the registration is ours."""
        client_id = self.target.client_id
        found = self._redirect_uri()
        if self.record is not None and found is not None:
            self.mock.register(client_id, {**self.record, "redirect_uris": [found]})
        client = self.mock.client(client_id)
        if client is None:
            raise NotReady(_unknown(self.target, found))
        known = client.get("redirect_uris") or [""]
        self.traits = replace(self.traits, redirect_uri=found or known[0])

    def _redirect_uri(self) -> str | None:
        """Return the redirect URI of an authorization request that is not sent."""
        began = self.mock.position()
        with Agent() as agent:
            walk = agent.open(self.target.login, self._turns)
        if walk.paused is None:
            return None
        given = sent(walk.paused, "redirect_uri")
        pushed = (e for e in self.mock.journal(began) if e["endpoint"] == "par")
        return given or next((e["form"].get("redirect_uri") for e in pushed), None)

    def _turns(self, step: Step) -> bool:
        return step.url.startswith(f"{self.mock.issuer}/authorize")

    def _traits(self, stage: Stage, deed: Deed) -> Traits:
        client = self.mock.client(self.target.client_id) or {}
        home = self.target.home or self._home(deed)
        cookies = tuple(c for page in deed.pages for c in page.cookies)
        met = met_needs(
            deed.evidence,
            client,
            home=home,
            logout=self.target.logout,
            set_cookies=bool(cookies),
        )
        requests = deed.evidence.requests
        return Traits(
            stage.traits.redirect_uri,
            requests[-1] if requests else {},
            client,
            met,
            home,
            self.target.logout,
            cookies,
        )

    def _home(self, deed: Deed) -> str | None:
        """Return the page after the sign-in, when opening it again shows the same."""
        last = deed.last
        if last is None or last.step.method != "GET":
            return None
        url = last.step.url
        if without_query(url) == without_query(self.traits.redirect_uri):
            return None
        with Agent() as stranger:
            walk = stranger.open(url, self._turns)
        seen = walk.last
        is_public = seen is not None and seen.shows(self.target.good)
        return None if walk.paused is None and is_public else url

    def _stage(self, disarm: Callable[[], None]) -> Stage:
        return Stage(
            self.mock,
            self.target.client_id,
            self.target.login,
            self.target.good,
            self.traits,
            self.mock.position(),
            disarm,
        )

    def run(self, cases: Iterable[Case]) -> Iterator[Finding]:
        """Try the cases one after another."""
        for case in cases:
            began = ticks()
            finding = self._try(case)
            yield replace(finding, seconds=ticks() - began)

    def _try(self, case: Case) -> Finding:
        missing = self.traits.missing(case.needs)
        if missing is not None:
            return skipped(case, missing.value)
        client_id = self.target.client_id
        orders = case.orders(self._names)

        def disarm() -> None:
            for name in orders:
                self.mock.switch_off(name)

        stage = self._stage(disarm)
        if case.person != PERSON:
            self.mock.sign_in_unasked(client_id, case.person, LEVEL)
        for name, order in orders.items():
            self.mock.switch_on(name, order)
        try:
            return judge(case, (case.play or sign_in)(stage))
        except NoCallback:
            return skipped(case, NO_CALLBACK)
        finally:
            disarm()
            if case.person != PERSON:
                self.mock.sign_in_unasked(client_id, PERSON, LEVEL)

    def finish(self) -> None:
        """Leave the mock as it was found."""
        with suppress(MockRefused):
            self.mock.ask_again(self.target.client_id)
            self.mock.forget_faults()

    def facts(self) -> list[Text]:
        """Return what the relying party does, for reports."""
        return [text for need, text in FACTS if need in self.traits.met]


def _unknown(target: Target, found: str | None) -> str:
    if found is None:
        return f"{target.login} does not lead to the mock e-ID; is this its issuer?"
    return f"the mock e-ID knows no client {target.client_id}"


def _why_not(deed: Deed, target: Target) -> str:
    page = deed.crashed or deed.last
    seen = page.words()[:200] if page and page.status else (page.failed if page else "")
    where = page.step.url[:200] if page else target.login
    calls = ", ".join(
        f"{e['method']} {e['path']} {e['status']}" for e in deed.evidence.exchanges
    )
    return (
        f"the client does not sign in although nothing is wrong; expected "
        f"{target.good!r}, saw {seen!r} at {where}; the e-ID saw: {calls or 'nothing'}"
    )
