"""What a test switches on, and off again: the next outcome, and faults."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from mock_idp.control.scenario import Scenario
from mock_idp.control.scenarios import Scenarios
from mock_idp.headless.wishes import Wish, Wishes


class _Switch(ABC):
    """Something that is on; at the end of a ``with`` block it is off."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.off()

    @abstractmethod
    def off(self) -> None:
        """Switch it off; a second time changes nothing."""


class Next(_Switch):
    """The outcome of the next authorization request."""

    def __init__(self, wishes: Wishes, wish: Wish) -> None:
        self._wishes, self.wish = wishes, wish
        wishes.put(wish)

    @property
    def is_waiting(self) -> bool:
        """Say whether no request has taken it yet."""
        return self.wish in self._wishes.waiting()

    def off(self) -> None:
        """Withdraw it, if no request has taken it."""
        waiting = list(self._wishes.waiting())
        if self.wish in waiting:
            waiting.remove(self.wish)
            self._wishes.forget()
            for wish in waiting:
                self._wishes.put(wish)


class Fault(_Switch):
    """A fault, or a whole scenario, that is on."""

    def __init__(self, scenarios: Scenarios, scenario: Scenario) -> None:
        self._scenarios, self._scenario = scenarios, scenario

    @property
    def fired(self) -> int:
        """Return how often it has gone wrong so far."""
        return self._scenario.fired

    @property
    def is_on(self) -> bool:
        """Say whether it can still go wrong."""
        return self._scenarios.find(self._scenario.id) is self._scenario

    def off(self) -> None:
        """Let everything go right again."""
        if self.is_on:
            self._scenarios.switch_off(self._scenario.id)
