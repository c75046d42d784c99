"""Faults that a trainer switches on in one world: down, slow, rubbish."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mock_population_db.clock import Clock
from mock_population_db.errors import FaultNotKnown
from mock_population_db.models import Fault

KINDS = ("down", "slow", "rubbish")
LONGEST_SECONDS = 30.0


def switch_on(
    db: Session, kind: str, *, world: str, seconds: float, clock: Clock
) -> None:
    """Switch a fault on; a second time changes its seconds only."""
    if kind not in KINDS:
        raise FaultNotKnown
    seconds = min(max(seconds, 0.0), LONGEST_SECONDS)
    fault = db.get(Fault, (world, kind))
    if fault is None:
        since = clock.now(db, world)
        db.add(Fault(world=world, kind=kind, seconds=seconds, since=since))
    else:
        fault.seconds = seconds
    db.flush()


def switch_off(db: Session, *, world: str, kind: str | None = None) -> None:
    """Switch one fault off, or all of a world."""
    query = delete(Fault).where(Fault.world == world)
    db.execute(query.where(Fault.kind == kind) if kind else query)


def active(db: Session, world: str) -> dict[str, Fault]:
    """Return the faults of a world by kind."""
    rows = db.scalars(select(Fault).where(Fault.world == world).order_by(Fault.kind))
    return {row.kind: row for row in rows}
