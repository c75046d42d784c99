"""The run: get to know the relying party, then try every case on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from forms.i18n import Text
from mock_idp.checker.browsing.agent import Agent
from mock_idp.checker.browsing.visitor import Browse
from mock_idp.checker.case import Case
from mock_idp.checker.learning import LEVEL, PERSON, Learning
from mock_idp.checker.mock import Mock, MockRefused
from mock_idp.checker.plays.stage import NoCallback, Stage
from mock_idp.checker.plays.visits import sign_in
from mock_idp.checker.target import Target
from mock_idp.checker.traits import FACTS, Traits
from mock_idp.checker.verdict import Finding, judge, skipped
from mock_idp.clock import ticks


@dataclass
class Check:
    """One relying party under check.

    Attributes:
        record: how to register it; none: it is registered already.
        browse: opens a fresh browser for each visit.
    """

    mock: Mock
    target: Target
    record: Mapping[str, Any] | None = None
    browse: Browse = Agent
    traits: Traits = field(
        default_factory=lambda: Traits("", {}, {}, frozenset()), repr=False
    )
    _names: dict[str, Any] = field(default_factory=dict, repr=False)

    def get_to_know(self) -> Traits:
        """Sign in once while nothing is wrong, and note what the client does.

        Raises:
            NotReady: the sign-in did not work; the text says what came instead.
        """
        learning = Learning(self.mock, self.target, self.record, self.browse)
        self.traits = learning.traits()
        keys = self.mock.document("/jwks").get("keys", [])
        self._names = {
            "issuer": self.mock.issuer,
            "client": self.traits.client.get("client_id", self.target.client_id),
            "signing_keys": [key for key in keys if key.get("alg") == "RS256"],
        }
        return self.traits

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
        whom = self.target.client_id
        orders = case.orders(self._names, whom)

        def disarm() -> None:
            for name in orders:
                self.mock.switch_off(name)

        stage = self._stage(disarm)
        if case.person != PERSON:
            self.mock.sign_in_unasked(whom, case.person, LEVEL)
        for name, order in orders.items():
            self.mock.switch_on(name, order)
        try:
            return judge(case, (case.play or sign_in)(stage))
        except NoCallback as none:
            return skipped(case, none.reason)
        finally:
            disarm()
            if case.person != PERSON:
                self.mock.sign_in_unasked(whom, PERSON, LEVEL)

    def _stage(self, disarm: Callable[[], None]) -> Stage:
        began = self.mock.position()
        return Stage(self.mock, self.target, self.traits, began, disarm, self.browse)

    def finish(self) -> None:
        """Leave the mock as it was found."""
        with suppress(MockRefused):
            self.mock.ask_again(self.target.client_id)
            self.mock.forget_faults()

    def facts(self) -> list[Text]:
        """Return what the relying party does, for reports."""
        return [text for need, text in FACTS if need in self.traits.met]
