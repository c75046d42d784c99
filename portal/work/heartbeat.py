"""Workers show that they are alive; what a lost one had begun is taken over.

A worker that comes back under its slot's name carries on by itself. One whose
machine is gone for good does not: when its slot has been silent for long enough, any
other worker puts its begun work back into the queues. Should it be alive after all,
work is done twice, which tasks do not mind.

The taking over is a private call of DBOS 3.4; it stands here alone and is tested with
real processes.
"""

import logging
from datetime import timedelta

import sqlalchemy as sa
from dbos import DBOS
from sqlalchemy.exc import IntegrityError

from portal.clock import system_now
from portal.work.models import WorkerSlot

log = logging.getLogger(__name__)


def beat(engine: sa.Engine, slot: str, silence: timedelta) -> list[str]:
    """Show that this worker is alive, and take over from slots that are not.

    Args:
        engine: the portal's database.
        slot: this worker.
        silence: after how long a slot counts as lost.

    Returns:
        The slots whose work was taken over.
    """
    now = system_now()
    _show(engine, slot)
    with engine.begin() as connection:
        lost = list(
            connection.scalars(
                sa.delete(WorkerSlot)
                .where(WorkerSlot.seen_at < now - silence, WorkerSlot.slot != slot)
                .returning(WorkerSlot.slot)
            )
        )
    for name in lost:
        log.warning("worker %s is silent; its work is taken over", name)
    if lost:
        DBOS._recover_pending_workflows(lost)  # noqa: SLF001 - there is no public call
    return lost


def leave(engine: sa.Engine, slot: str) -> None:
    """Say that this worker stops of its own accord."""
    with engine.begin() as connection:
        connection.execute(sa.delete(WorkerSlot).where(WorkerSlot.slot == slot))


def _show(engine: sa.Engine, slot: str) -> None:
    now = system_now()
    seen = sa.update(WorkerSlot).where(WorkerSlot.slot == slot).values(seen_at=now)
    with engine.begin() as connection:
        if connection.execute(seen).rowcount:
            return
    try:
        with engine.begin() as connection:
            connection.execute(sa.insert(WorkerSlot).values(slot=slot, seen_at=now))
    except IntegrityError:  # another worker of the same name was a moment earlier
        return
