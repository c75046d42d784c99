"""Repeatable chance: every draw is named, and its name alone decides it.

A draw is SHA-256 of seed, stream and label, so adding a draw or changing the order
of calls moves nobody else's fate.
"""

import hashlib
from datetime import date, timedelta


class Draw:
    """A stream of named draws.

    Args:
        seed: the population's seed.
        stream: whose fate this is, for example ``dao/death``.
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

    def day(self, label: str, first: date, last: date) -> date:
        """Draw a day from ``first`` to ``last``, both included."""
        return first + timedelta(days=self.below(label, (last - first).days + 1))
