"""A real worker as a process of its own, with a register in memory.

``python -m tests.portal.work.a_worker <database> <intake> <slot>``
"""

import sys

from portal import autopilot
from portal.db import make_engine, make_sessions
from portal.tasks import TASKS, TaskContext
from portal.work.queue import DurableQueue
from portal.work.worker import Workload, run
from tests.portal.dossiers.walks import AGENCIES
from tests.portal.factories import FakeRegister


def main(database_url: str, intake_url: str, slot: str) -> None:
    """Work until told to stop."""
    sessions = make_sessions(make_engine(database_url), DurableQueue(database_url))
    context = TaskContext(
        sessions=sessions,
        register=FakeRegister(),
        intake_url=intake_url,
        intake_key="k",
        verify_base_url="http://127.0.0.1:8390",
    )
    run(
        Workload(
            database_url=database_url,
            slot=slot,
            queues=AGENCIES,
            tasks=TASKS,
            context=context,
            ticks=(autopilot.tick,),
            polling_seconds=0.1,
            tick_seconds=0.1,
            beat_seconds=0.2,
            silence_seconds=2,
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
