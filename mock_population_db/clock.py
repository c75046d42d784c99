"""The worlds' clocks: the only place that reads the system time.

A world's clock starts at ``starts_at`` when the world is first opened and runs
forward from there.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mock_population_db.models import World
from mock_population_db.settings import VIETNAM


def system_now() -> datetime:
    """Read the machine's clock, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Tells what time it is in a world.

    Args:
        starts_at: what a world shows when it is first opened.
        system: the machine's clock; a test passes its own.
    """

    def __init__(
        self, starts_at: datetime, system: Callable[[], datetime] = system_now
    ) -> None:
        self._starts_at = starts_at
        self._system = system

    def now(self, db: Session, world: str) -> datetime:
        """Return the moment in a world, in UTC; the world is opened when it is new."""
        found = db.get(World, world) or self._open(db, world)
        return found.starts_at + (self._system() - found.opened_at)

    def today(self, db: Session, world: str) -> date:
        """Return the date in Vietnam in a world."""
        return self.now(db, world).astimezone(VIETNAM).date()

    def _open(self, db: Session, world: str) -> World:
        values = {
            "code": world,
            "opened_at": self._system(),
            "starts_at": self._starts_at,
        }
        try:
            with db.begin_nested():
                db.execute(insert(World).values(values))
        except IntegrityError:  # another request opened it between our two looks
            pass
        return db.get_one(World, world)
