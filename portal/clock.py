"""What time it is, per world; nobody else reads the system's time."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.db import Base
from portal.errors import PortalError

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

AutopilotMode = Literal["off", "fast", "human"]


class UnknownWorld(PortalError):  # noqa: N818 - named after what happened
    """No world has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"No world has the code {code!r}.")
        self.code = code


class World(Base):
    """One self-contained stage of dossiers, with its own clock."""

    __tablename__ = "world"

    code: Mapped[str] = mapped_column(primary_key=True)
    offset_seconds: Mapped[int] = mapped_column(default=0)
    """World time minus system time."""
    frozen_at: Mapped[datetime | None]
    """While set, the world's clock stands still here."""
    autopilot: Mapped[str] = mapped_column(default="off")
    """Officers who answer by rule: ``off``, ``fast`` or ``human``."""


def now(db: Session, world: str) -> datetime:
    """Return the moment it is in a world, aware, in UTC.

    Raises:
        UnknownWorld: no world has this code.
    """
    found = _world(db, world)
    if found.frozen_at is not None:
        return found.frozen_at
    return system_now() + timedelta(seconds=found.offset_seconds)


def today(db: Session, world: str) -> date:
    """Return the date it is in Vietnam in a world."""
    return now(db, world).astimezone(VIETNAM).date()


def in_vietnam(moment: datetime) -> datetime:
    """Return a moment as a clock in Vietnam shows it."""
    return moment.astimezone(VIETNAM)


def ensure_world(
    db: Session, code: str, *, starts_at: datetime, autopilot: str = "off"
) -> World:
    """Find a world, or open it with its clock at ``starts_at`` and running."""
    found = db.get(World, code)
    if found is None:
        offset = round((starts_at - system_now()).total_seconds())
        found = World(code=code, offset_seconds=offset, autopilot=autopilot)
        db.add(found)
        db.flush()
    return found


def set_time(
    db: Session, world: str, moment: datetime, *, frozen: bool = False
) -> None:
    """Set a world's clock; frozen, it stands still there."""
    found = _world(db, world)
    found.frozen_at = moment if frozen else None
    found.offset_seconds = round((moment - system_now()).total_seconds())
    db.flush()


def advance(db: Session, world: str, by: timedelta) -> datetime:
    """Move a world's clock on and return its new time."""
    found = _world(db, world)
    if found.frozen_at is not None:
        found.frozen_at = found.frozen_at + by
    found.offset_seconds += round(by.total_seconds())
    db.flush()
    return now(db, world)


def system_now() -> datetime:
    """Return the system's time, in UTC; for clocks and back-off, never for law."""
    return datetime.now(UTC)


def stopwatch() -> float:
    """Return seconds on a clock that only runs forward, to measure durations."""
    return time.monotonic()


def _world(db: Session, code: str) -> World:
    found = db.get(World, code)
    if found is None:
        raise UnknownWorld(code)
    return found
