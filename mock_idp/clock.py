"""The clock of the mock e-ID: the only file that reads the system's time.

Tokens, codes, sessions and phone requests all live by ``now()``. It can be frozen, set
and advanced while the server runs. ``world_now()`` is the moment shown on screens: the
demo's world may begin on another day than the computer's, while tokens must be valid
for relying parties that trust their own clock.
"""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
LATEST = datetime(2200, 1, 1, tzinfo=UTC).timestamp()


class Clock:
    """Seconds since 1970, running or frozen, with an offset to the computer's time."""

    def __init__(self, world_starts_at: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = 0.0
        self._frozen: float | None = None
        self._shift = (
            world_starts_at.timestamp() - time.time() if world_starts_at else 0.0
        )

    def now(self) -> float:
        """Return the moment that lifetimes and tokens are measured by."""
        with self._lock:
            if self._frozen is not None:
                return self._frozen
            return time.time() + self._offset

    def world_now(self) -> datetime:
        """Return the moment to show on screens, in Vietnam's time zone."""
        return self.shown(self.now())

    def shown(self, moment: float) -> datetime:
        """Return a moment of ``now()`` as screens show it, in Vietnam's time zone."""
        return datetime.fromtimestamp(moment + self._shift, VIETNAM)

    @property
    def mode(self) -> str:
        """Say whether the clock is ``running`` or ``frozen``."""
        return "running" if self._frozen is None else "frozen"

    def freeze(self, at: float | None = None) -> None:
        """Stop the clock now, or at the given second."""
        moment = self.now() if at is None else _within(at)
        with self._lock:
            self._frozen = moment

    def run(self, at: float | None = None) -> None:
        """Let the clock run, from where it stands or from the given second."""
        moment = self.now() if at is None else _within(at)
        with self._lock:
            self._offset = moment - time.time()
            self._frozen = None

    def advance(self, seconds: float) -> None:
        """Move the clock on (or back, with a negative number); frozen stays frozen."""
        moment = _within(self.now() + seconds)
        with self._lock:
            if self._frozen is None:
                self._offset = moment - time.time()
            else:
                self._frozen = moment

    def reset(self) -> None:
        """Run with the computer's time again."""
        with self._lock:
            self._offset = 0.0
            self._frozen = None


def _within(moment: float) -> float:
    if not EARLIEST <= moment <= LATEST:
        raise ValueError("the clock runs from the year 2000 to 2200")
    return moment
