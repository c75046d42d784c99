"""The worlds' clocks: the only place that reads the system time.

A world's clock starts at ``starts_at`` when the world is first opened and runs
forward from there.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache

from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mock_population_db.db import transaction
from mock_population_db.models import World
from mock_population_db.register.glance import Row, glance, glance_outside
from mock_population_db.settings import VIETNAM

_WORLD = "SELECT opened_at, starts_at FROM worlds WHERE code = ?"


def system_now() -> datetime:
    """Read the machine's clock, in UTC."""
    return datetime.now(UTC)


def _aware(stored: datetime | str) -> datetime:
    """Read a moment as the database keeps it: SQLite as text without its zone."""
    if isinstance(stored, str):
        return _read(stored)
    return stored.astimezone(UTC)


@lru_cache(maxsize=1024)
def _read(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


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
        row = glance(db, _WORLD, world)
        if row is None:
            found = self._open(db, world)
            return found.starts_at + (self._system() - found.opened_at)
        return self._moment(row)

    def now_outside(self, engine: Engine, world: str) -> datetime:
        """Return the moment in a world for a request that writes nothing itself."""
        row = glance_outside(engine, _WORLD, world)
        if row is None:
            with transaction(engine) as db:
                return self.now(db, world)
        return self._moment(row)

    def _moment(self, row: Row) -> datetime:
        opened_at, starts_at = map(_aware, row)
        return starts_at + (self._system() - opened_at)

    def machine_now(self) -> datetime:
        """Return the machine's moment, which quotas follow in every world."""
        return self._system()

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
