"""Wires a worker: what it can do, and what it does it with."""

import importlib
import socket

from forms.agencies import AGENCIES
from portal import autopilot, log
from portal.clients.population import PopulationClient
from portal.db import make_engine, make_sessions
from portal.settings import Settings
from portal.tasks import TASKS, TaskContext
from portal.work import worker
from portal.work.queue import DurableQueue

LOADED_FIRST = ("portal.documents.results", "portal.documents.signing")
"""Drawing and signing: loaded before the first result, which holds the write lock."""


def run_worker(settings: Settings) -> None:
    """Carry deliveries and results until SIGTERM or Ctrl+C."""
    log.set_up()
    for heavy in LOADED_FIRST:
        importlib.import_module(heavy)
    worker.run(workload(settings))


def workload(settings: Settings) -> worker.Workload:
    """Return what a worker with these settings does."""
    engine = make_engine(settings.database_url)
    context = TaskContext(
        sessions=make_sessions(engine, DurableQueue(settings.database_url)),
        register=PopulationClient(settings.population_url, settings.population_key),
        intake_url=settings.worker_portal_url,
        intake_key=settings.intake_key,
        verify_base_url=settings.base_url.rstrip("/"),
    )
    return worker.Workload(
        database_url=settings.database_url,
        slot=settings.worker_slot or socket.gethostname(),
        queues=tuple(AGENCIES),
        tasks=TASKS,
        context=context,
        ticks=(autopilot.tick,),
    )
