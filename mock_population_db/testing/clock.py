"""The time of one world, in a test's hands."""

from datetime import date, datetime, timedelta

from mock_population_db.api.calling import Register
from mock_population_db.db import one_writer_at_a_time, reading, transaction
from mock_population_db.models import World
from mock_population_db.settings import VIETNAM


class Clock:
    """Moves a world's time; the machine keeps its own."""

    def __init__(self, register: Register, world: str) -> None:
        self._register, self._world = register, world

    @property
    def now(self) -> datetime:
        """Return the moment in the world, in Vietnam's time."""
        with reading(self._register.engine) as db:
            return self._register.clock.now(db, self._world).astimezone(VIETNAM)

    @property
    def today(self) -> date:
        """Return the day in Vietnam in the world."""
        return self.now.date()

    def advance(
        self,
        seconds: float = 0,
        *,
        minutes: float = 0,
        hours: float = 0,
        days: float = 0,
    ) -> None:
        """Move time on, or back with negative numbers."""
        self._move(timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds))

    def set(self, at: datetime) -> None:
        """Set the time; it runs on from there.

        Raises:
            ValueError: the moment has no time zone.
        """
        if at.tzinfo is None:
            raise ValueError("the moment needs a time zone")
        self._move(at - self.now)

    def _move(self, step: timedelta) -> None:
        with transaction(self._register.engine) as db:
            one_writer_at_a_time(db)
            self._register.clock.now(db, self._world)
            world = db.get_one(World, self._world)
            world.starts_at += step
