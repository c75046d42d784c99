"""The scenarios that are on: they stand at the emission points and before HTTP."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forms.i18n import _
from mock_idp.control.contract.orders import Problem
from mock_idp.control.exchanges import CURRENT, Exchange
from mock_idp.control.faults.fault import Fault, HttpAnswer, Memory, Scene
from mock_idp.control.waiting import Waiting
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.fetch import Fetch
from mock_idp.oidc.store import Shelf

if TYPE_CHECKING:
    from mock_idp.control.scenario import Scenario

MOST = 200
LARGEST = 65_536
FLOW_SECONDS = 24 * 3600

TOO_MANY = _("Chỉ bật được tối đa %(most)s kịch bản. Tắt bớt rồi bật lại.")
TOO_LARGE = _("Kịch bản quá dài.")
FAULTY_COMBINATION = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What a fault may raise when another fault has changed its value before."""


@dataclass(frozen=True)
class Banner:
    """One thing that is on, for the band on every page."""

    id: str
    text: str


class Scenarios:
    """What goes wrong on purpose at one provider."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._on: tuple[Scenario, ...] = ()
        self._lock = threading.RLock()
        self._flows: Shelf[tuple[Fault, ...]] = Shelf(now, FLOW_SECONDS, 5_000)
        self._count = 0
        self.memory = Memory()
        self.waiting = Waiting()
        self.magic: dict[str, tuple[Fault, ...]] = {}

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing at all can go wrong on purpose."""
        return not (self._on or self.magic or self.memory.published or len(self._flows))

    def all(self) -> "tuple[Scenario, ...]":
        """Return what is on, oldest first."""
        return self._on

    def find(self, name: str) -> "Scenario | None":
        """Return a scenario that is on."""
        return next((s for s in self._on if s.id == name), None)

    def switch_on(self, order: object, name: str | None = None) -> "Scenario":
        """Switch a scenario on; one of the same id is replaced.

        Raises:
            Problem: it cannot be read, or too many are on.
        """
        from mock_idp.control.scenario import (  # noqa: PLC0415 - start-up budget
            read_scenario,
            size_of,
        )

        if size_of(order) > LARGEST:
            raise Problem(TOO_LARGE, 413)
        with self._lock:
            self._count += 1
            scenario = read_scenario(order, name or f"s-{self._count}")
            if name is not None:
                scenario.id = name
            others = tuple(s for s in self._on if s.id != scenario.id)
            if len(others) >= MOST:
                raise Problem(TOO_MANY, 409, most=MOST)
            self._on = (*others, scenario)
        return scenario

    def switch_off(self, name: str) -> "Scenario | None":
        """Switch a scenario off and return it."""
        with self._lock:
            found = self.find(name)
            self._on = tuple(s for s in self._on if s is not found)
        if found is not None:
            self.waiting.end()
        return found

    def enchant(self, person: str, names: Iterable[str]) -> None:
        """Let named faults hold for everything about a person; none end that.

        Raises:
            Problem: a name is unknown, or too many people are magic.
        """
        from mock_idp.control.scenario import (  # noqa: PLC0415 - start-up budget
            MOST_ACTIONS,
            named,
        )

        faults = tuple(named(name, "/faults") for name in names)[:MOST_ACTIONS]
        with self._lock:
            known = {who: f for who, f in self.magic.items() if who != person}
            if len(known) >= MOST:
                raise Problem(TOO_MANY, 409, most=MOST)
            self.magic = known | ({person: faults} if faults else {})

    def clear(self) -> None:
        """Switch everything off and let waiting requests go on."""
        with self._lock:
            self._on = ()
            self._count = 0
        self._flows.clear()
        self.memory.clear()
        self.magic = {}
        self.waiting.end()

    def banners(self) -> list[Banner]:
        """Return what is on, in words."""
        on = [(s.id, s.say, s.faults) for s in self._on]
        on += [(who, "", faults) for who, faults in self.magic.items()]
        own = CURRENT.get()
        if own is not None:
            on += [(fault.id, "", (fault,)) for fault in own.own]
        return [
            Banner(name, say or "; ".join(f"{f.id} {f.title}" for f in faults))
            for name, say, faults in on
        ]

    def active(self, exchange: Exchange | None) -> list[str]:
        """Return the ids of everything that is on for an exchange."""
        names = [s.id for s in self._on]
        if exchange is not None:
            names += [*(fault.id for fault in exchange.own), *exchange.applied]
        return list(dict.fromkeys(names))

    def follow(self, key: str, faults: tuple[Fault, ...]) -> None:
        """Let faults hold for whatever comes with a code, a token or a sign-in."""
        if faults:
            self._flows.put(key, faults)

    def followed(self, keys: Iterable[str | None]) -> tuple[Fault, ...]:
        """Return the faults that hold for one of these keys."""
        if not len(self._flows):
            return ()
        return next((f for key in keys if (f := self._flows.find(key))), ())

    def say(self, kind: Kind, value: Any, about: About) -> Any:  # noqa: ANN401 - as Emit
        """Return what is really said at an emission point."""
        exchange = CURRENT.get()
        if exchange is None:
            return value
        for fault in self._firing(exchange, about, lambda f: kind in f.said):
            scene = self._scene(about, exchange, fault)
            try:
                value = fault.said[kind](value, scene)
            except FAULTY_COMBINATION:
                continue
            exchange.applied.append(fault.id)
        if exchange.own:
            self._follow_on(kind, value, exchange.own)
        if kind is Kind.JWKS and self.memory.published:
            value = {"keys": [*value.get("keys", ()), *self.memory.published]}
        return value

    def early(self, exchange: Exchange, about: About) -> HttpAnswer | None:
        """Return the answer that a fault gives instead of the endpoint."""
        answer = None
        for fault in self._firing(exchange, about, lambda f: _is_early(f, exchange)):
            scene = self._scene(about, exchange, fault)
            exchange.applied.append(fault.id)
            if fault.early is not None:
                answer = answer or fault.early(scene)
        return answer

    def late(self, exchange: Exchange, about: About, answer: HttpAnswer) -> HttpAnswer:
        """Return the answer as faults leave it."""
        for fault in self._firing(exchange, about, lambda f: _is_late(f, exchange)):
            if fault.late is not None:
                scene = self._scene(about, exchange, fault)
                answer = fault.late(answer, scene)
                exchange.applied.append(fault.id)
        return answer

    def phone(self, exchange: Exchange | None, about: About) -> Fault | None:
        """Return what the phone does wrong with a request, if anything."""
        if exchange is None:
            return None
        firing = self._firing(exchange, about, lambda f: f.phone is not None)
        found = next(firing, None)
        if found is not None:
            exchange.applied.append(found.id)
        return found

    def calling(self, fetch: Fetch) -> Fetch:
        """Return a caller of relying parties that faults can make call twice."""
        return _Calling(fetch, self)

    def _scene(self, about: About, exchange: Exchange, fault: Fault) -> Scene:
        wait = self.waiting.wait
        return Scene(
            exchange.provider, about, exchange, self.memory, wait, fault.seconds
        )

    def _firing(
        self, exchange: Exchange, about: About, acts: Callable[[Fault], bool]
    ) -> Iterator[Fault]:
        yield from (fault for fault in exchange.own if acts(fault))
        if exchange.is_private:
            return
        if self.magic and about.person is not None:
            yield from (f for f in self.magic.get(about.person, ()) if acts(f))
        for scenario in (*self._on, *exchange.fired):
            acting = [fault for fault in scenario.faults if acts(fault)]
            if acting and self._fires(scenario, exchange, about):
                yield from acting

    def _fires(self, scenario: "Scenario", exchange: Exchange, about: About) -> bool:
        """Decide once for each exchange whether a scenario concerns it."""
        if not _fits(scenario, exchange, about):
            return False
        with self._lock:
            decided = exchange.decided.get(scenario.id)
            if decided is not None:
                return decided
            fires = not scenario.is_used_up and _counts(scenario)
            exchange.decided[scenario.id] = fires
            if fires:
                scenario.fired += 1
                if scenario.is_used_up:
                    self._on = tuple(s for s in self._on if s is not scenario)
                    exchange.fired.append(scenario)
            return fires

    def _follow_on(self, kind: Kind, value: Any, own: tuple[Fault, ...]) -> None:  # noqa: ANN401 - as Emit
        if kind is Kind.AUTHORIZE_RESPONSE and isinstance(value, AuthorizeResponse):
            for name, text in value.fields:
                if name in ("code", "access_token"):
                    self.follow(text, own)
        elif kind is Kind.TOKEN_RESPONSE:
            for name in ("access_token", "refresh_token"):
                if isinstance(value.get(name), str):
                    self.follow(value[name], own)


class _Calling:
    """Calls relying parties, twice while ``L.retried`` is on."""

    def __init__(self, fetch: Fetch, scenarios: Scenarios) -> None:
        self._fetch, self._scenarios = fetch, scenarios

    def get(self, url: str) -> bytes:
        """Return a document.

        Raises:
            FetchFailed: not allowed, not found, too large, or too slow.
        """
        return self._fetch.get(url)

    def post(self, url: str, form: dict[str, str]) -> int:
        """Post a form and return the status code of the last answer.

        Raises:
            FetchFailed: not allowed, or no answer in time.
        """
        from mock_idp.control.faults.logout import RETRIED  # noqa: PLC0415 - start-up budget

        exchange = CURRENT.get()
        if exchange is not None and RETRIED in exchange.applied:
            self._fetch.post(url, form)
        return self._fetch.post(url, form)


def _counts(scenario: "Scenario") -> bool:
    scenario.seen += 1
    if scenario.when.nth is not None and scenario.seen != scenario.when.nth:
        return False
    return scenario.probability >= 1 or scenario.chance.random() < scenario.probability


def _fits(scenario: "Scenario", exchange: Exchange, about: About) -> bool:
    when = scenario.when
    return (
        when.endpoint in (None, about.endpoint, exchange.endpoint)
        and when.client in (None, about.client_id)
        and when.grant in (None, about.grant)
        and (not when.people or about.person in when.people)
    )


def _is_early(fault: Fault, exchange: Exchange) -> bool:
    return fault.early is not None and fault.endpoint == exchange.endpoint


def _is_late(fault: Fault, exchange: Exchange) -> bool:
    return fault.late is not None and fault.endpoint == exchange.endpoint
