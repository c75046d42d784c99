"""Repeatable chance: every draw is named, and its name alone decides it.

A draw is SHA-256 of seed, stream and label, so adding a draw or changing the order
of calls moves nobody else's fate.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

Item = TypeVar("Item")


class Draw:
    """A stream of named draws.

    Args:
        seed: the population's seed.
        stream: whose fate this is, for example ``clan/3/couple/1``.
    """

    __slots__ = ("_prefix",)

    def __init__(self, seed: str, stream: str) -> None:
        self._prefix = f"{seed}\x1f{stream}"

    def within(self, stream: str) -> "Draw":
        """Return the stream of a part of this one."""
        inner = Draw.__new__(Draw)
        inner._prefix = f"{self._prefix}/{stream}"  # noqa: SLF001 - our own class
        return inner

    def below(self, label: str, bound: int) -> int:
        """Draw a whole number from 0 to ``bound - 1``."""
        digest = hashlib.sha256(f"{self._prefix}\x1f{label}".encode()).digest()
        return int.from_bytes(digest[:8], "big") * bound >> 64

    def number(self, label: str, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + self.below(label, high - low + 1)

    def chance(self, label: str, percent: float) -> bool:
        """Say yes in so many of a hundred cases."""
        return self.below(label, 1_000_000) < percent * 10_000

    def pick(self, label: str, items: Sequence[Item]) -> Item:
        """Draw one of several, all alike."""
        return items[self.below(label, len(items))]

    def weigh(self, label: str, weights: Mapping[Item, int]) -> Item:
        """Draw one of several by whole-number weights, in the order given."""
        left = self.below(label, sum(weights.values()))
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        raise ValueError("There is nothing to draw from.")

    def day(self, label: str, first: date, last: date) -> date:
        """Draw a day from ``first`` to ``last``, both included."""
        return first + timedelta(days=self.below(label, (last - first).days + 1))
