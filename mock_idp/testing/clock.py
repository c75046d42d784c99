"""The time of one tenant, in a test's hands."""

from datetime import UTC, datetime, timedelta

from mock_idp import clock as mock_idp_clock


class Clock:
    """Moves a tenant's time; relying parties keep their own."""

    def __init__(self, clock: mock_idp_clock.Clock) -> None:
        self._clock = clock

    @property
    def now(self) -> datetime:
        """Return the moment by which tokens are issued, in UTC."""
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def advance(
        self,
        seconds: float = 0,
        *,
        minutes: float = 0,
        hours: float = 0,
        days: float = 0,
    ) -> None:
        """Move time on, or back with negative numbers."""
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._clock.advance(step.total_seconds())

    def freeze(self, at: datetime | float | None = None) -> None:
        """Stop time, now or at a moment (with a time zone, or seconds since 1970).

        Raises:
            ValueError: the moment has no time zone, or is before 2000 or after 2200.
        """
        self._clock.freeze(_seconds(at))

    def set(self, at: datetime | float) -> None:
        """Set the time; frozen stays frozen.

        Raises:
            ValueError: the moment has no time zone, or is before 2000 or after 2200.
        """
        if self._clock.mode == "frozen":
            self._clock.freeze(_seconds(at))
        else:
            self._clock.run(_seconds(at))

    def run(self, scale: float = 1.0) -> None:
        """Let time run, ``scale`` seconds in one second of the computer."""
        self._clock.run(scale=scale)

    def reset(self) -> None:
        """Show the computer's time again."""
        self._clock.reset()


def _seconds(at: datetime | float | None) -> float | None:
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise ValueError("the moment needs a time zone")
        return at.timestamp()
    return at
