"""The clock of the mock e-ID: the only file that reads the system's time.

Tokens, codes, sessions and phone requests all live by ``now()``. It can be frozen, set,
advanced and run faster or slower while the server runs. ``world_now()`` is the moment
shown on screens: the demo's world may begin on another day than the computer's, while
tokens must be valid for relying parties that trust their own clock.
"""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
LATEST = datetime(2200, 1, 1, tzinfo=UTC).timestamp()
FASTEST = 1_000_000.0
"""Seconds that may pass here in one second of the computer."""

ticks = time.perf_counter
"""A stopwatch in seconds, for measuring how long an answer took."""


def computer_time() -> datetime:
    """Return the computer's time, for what must fit the world outside (TLS)."""
    return datetime.now(UTC)


class _Hands(NamedTuple):
    """Where the clock stood at a moment of the computer, and how fast it goes."""

    base: float
    since: float
    scale: float
    is_frozen: bool


class Clock:
    """Seconds since 1970: running, frozen, or faster than the computer's time."""

    def __init__(self, world_starts_at: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._first = self._hands = _Hands(0.0, 0.0, 1.0, is_frozen=False)
        self._shift = (
            world_starts_at.timestamp() - time.time() if world_starts_at else 0.0
        )

    def copy(self) -> "Clock":
        """Return a clock of its own that shows what this one shows."""
        clock = Clock()
        clock._first = clock._hands = self._hands
        clock._shift = self._shift
        return clock

    def now(self) -> float:
        """Return the moment that lifetimes and tokens are measured by."""
        base, since, scale, is_frozen = self._hands
        if is_frozen:
            return base
        moment = base + (time.time() - since) * scale
        return min(moment, LATEST)

    def world_now(self) -> datetime:
        """Return the moment to show on screens, in Vietnam's time zone."""
        return self.shown(self.now())

    def shown(self, moment: float) -> datetime:
        """Return a moment of ``now()`` as screens show it, in Vietnam's time zone."""
        return datetime.fromtimestamp(moment + self._shift, VIETNAM)

    @property
    def mode(self) -> str:
        """Say whether the clock is ``running`` or ``frozen``."""
        return "frozen" if self._hands.is_frozen else "running"

    @property
    def scale(self) -> float:
        """Return how many seconds pass here in one second of the computer."""
        return self._hands.scale

    def freeze(self, at: float | None = None) -> None:
        """Stop the clock now, or at the given second."""
        self._set(at, is_frozen=True)

    def run(self, at: float | None = None, scale: float | None = None) -> None:
        """Let the clock run, from where it stands or from the given second.

        Raises:
            ValueError: before 2000, after 2200, or a scale that is not sensible.
        """
        if scale is not None and not 0 < scale <= FASTEST:
            raise ValueError(f"the scale is above 0 and at most {FASTEST:g}")
        self._set(at, is_frozen=False, scale=scale)

    def advance(self, seconds: float) -> None:
        """Move the clock on (or back, with a negative number); frozen stays frozen."""
        self._set(self.now() + seconds, is_frozen=self._hands.is_frozen)

    def reset(self) -> None:
        """Stand or run as at the start."""
        with self._lock:
            self._hands = self._first

    def _set(
        self, at: float | None, *, is_frozen: bool, scale: float | None = None
    ) -> None:
        with self._lock:
            moment = self.now() if at is None else _within(at)
            speed = self._hands.scale if scale is None else scale
            self._hands = _Hands(moment, time.time(), speed, is_frozen)


def _within(moment: float) -> float:
    if not EARLIEST <= moment <= LATEST:
        raise ValueError("the clock runs from the year 2000 to 2200")
    return moment
