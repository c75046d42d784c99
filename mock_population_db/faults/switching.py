"""Switching faults on and off."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mock_population_db.clock import Clock
from mock_population_db.errors import FaultNotKnown
from mock_population_db.faults.kinds import KINDS, LONGEST_SECONDS
from mock_population_db.models import Fault

EVERYBODY = ""


@dataclass(frozen=True)
class Wanted:
    """A fault as a trainer asks for it.

    Attributes:
        kind: one of :data:`~mock_population_db.faults.kinds.KINDS`.
        seconds: how long a slow register waits.
        caller: name of the calling system or of the requester; everybody when empty.
        person: personal number that a request must name; anybody when empty.
        times: how often it is played; until it is switched off when None.
    """

    kind: str
    seconds: float = 5.0
    caller: str = EVERYBODY
    person: str = EVERYBODY
    times: int | None = None


def switch_on(db: Session, wanted: Wanted, *, world: str, clock: Clock) -> None:
    """Switch a fault on; a second time changes its seconds and its count only.

    Raises:
        FaultNotKnown: there is no such kind.
    """
    if wanted.kind not in KINDS:
        raise FaultNotKnown(kinds=", ".join(KINDS))
    seconds = min(max(wanted.seconds, 0.0), LONGEST_SECONDS)
    fault = db.scalar(
        select(Fault).where(
            Fault.world == world,
            Fault.kind == wanted.kind,
            Fault.caller == wanted.caller,
            Fault.person == wanted.person,
        )
    )
    if fault is None:
        fault = Fault(
            world=world,
            kind=wanted.kind,
            caller=wanted.caller,
            person=wanted.person,
            since=clock.now(db, world),
        )
        db.add(fault)
    fault.seconds, fault.remaining = seconds, wanted.times
    db.flush()


def switch_off(
    db: Session,
    *,
    world: str,
    kind: str | None = None,
    caller: str | None = None,
    person: str | None = None,
) -> None:
    """Switch off the faults of a world that have all that is named."""
    query = delete(Fault).where(Fault.world == world)
    for column, value in (
        (Fault.kind, kind),
        (Fault.caller, caller),
        (Fault.person, person),
    ):
        if value is not None:
            query = query.where(column == value)
    db.execute(query)


def active(db: Session, world: str) -> list[Fault]:
    """Return the faults of a world, by kind, then as they were switched on."""
    query = select(Fault).where(Fault.world == world)
    return list(db.scalars(query.order_by(Fault.kind, Fault.id)))
