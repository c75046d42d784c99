"""Do the work that was enqueued, until told to stop.

A worker has a slot, a stable name: when it is killed and started again it carries
on with what it had begun. Tasks run at least once; a task that fails is enqueued
again with a growing delay, for ever, and no thread sleeps meanwhile.
"""

import logging
import signal
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig

from portal.log import about
from portal.work.engine import NAME, make_client, options, prepare, system_database
from portal.work.queue import APPLICATION_VERSION, WORKFLOW
from portal.work.tasks import Task, Tick, TryAgain, delay_before

log = logging.getLogger(__name__)

NEVER_GIVE_UP = 1_000_000
SECONDS_TO_FINISH = 10


@dataclass(frozen=True)
class Workload:
    """What a worker can do, and how fast it may.

    Attributes:
        database_url: the portal's database.
        slot: stable name of this worker, unique among those running.
        queues: names of the queues to serve.
        tasks: task name to function.
        context: given to every task and tick.
        ticks: functions called about once a second.
        at_once: how many tasks of one queue this worker does side by side.
        polling_seconds: how often a queue is looked at.
        tick_seconds: pause between two ticks.
    """

    database_url: str
    slot: str
    queues: Sequence[str]
    tasks: Mapping[str, Task]
    context: Any
    ticks: Sequence[Tick] = ()
    at_once: int = 4
    polling_seconds: float = 0.25
    tick_seconds: float = 1.0


@dataclass
class Worker:
    """A running worker; one per process."""

    load: Workload
    client: DBOSClient
    stopping: threading.Event = field(default_factory=threading.Event)
    ticker: threading.Thread | None = None

    def stop(self) -> None:
        """Finish what is being done, and stop."""
        self.stopping.set()
        if self.ticker is not None:
            self.ticker.join(timeout=SECONDS_TO_FINISH)
        DBOS.destroy(workflow_completion_timeout_sec=SECONDS_TO_FINISH)
        self.client.destroy()
        _running.clear()


_running: list[Worker] = []


def launch(load: Workload) -> Worker:
    """Start a worker in this process and return; for the demo and for tests.

    Raises:
        RuntimeError: this process already has one.
    """
    if _running:
        raise RuntimeError("this process already has a worker")
    prepare(load.database_url)
    worker = Worker(load, make_client(load.database_url))
    _running.append(worker)
    DBOS(config=_config(load))
    DBOS.launch()
    for name in load.queues:
        DBOS.register_queue(
            name,
            worker_concurrency=load.at_once,
            polling_interval_sec=load.polling_seconds,
            on_conflict="always_update",
        )
    if load.ticks:
        worker.ticker = threading.Thread(
            target=_tick_on, args=(worker,), name="ticks", daemon=True
        )
        worker.ticker.start()
    return worker


def run(load: Workload) -> None:
    """Work until SIGTERM or Ctrl+C, then finish what is being done."""
    worker = launch(load)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: worker.stopping.set())
    log.info("worker %s is ready", load.slot)
    worker.stopping.wait()
    worker.stop()


def _config(load: Workload) -> DBOSConfig:
    books = system_database(load.database_url)
    config = DBOSConfig(
        name=NAME,
        system_database_url=books["system_database_url"],
        serializer=books["serializer"],
        executor_id=load.slot,
        application_version=APPLICATION_VERSION,
        log_level="ERROR",
        enable_otlp=False,
    )
    if "system_database_engine" in books:
        config["system_database_engine"] = books["system_database_engine"]
    return config


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=NEVER_GIVE_UP)
def carry(
    task: str, key: str, queue: str, tries: int, arguments: dict[str, Any]
) -> None:
    """Do one piece of work; when it fails, enqueue it again with a delay."""
    worker = _running[0]
    with about(task=task, key=key):
        try:
            worker.load.tasks[task](worker.load.context, **arguments)
        except TryAgain as reason:
            log.info("again in a moment: %s", reason)
        except Exception:  # the worker outlives every task; nothing is lost
            log.exception("the task failed and will be tried again")
        else:
            return
        again = tries + 1
        worker.client.enqueue(
            options(
                key=key,
                queue=queue,
                tries=again,
                delay=delay_before(again),
            ),
            task,
            key,
            queue,
            again,
            arguments,
        )


def _tick_on(worker: Worker) -> None:
    while not worker.stopping.wait(worker.load.tick_seconds):
        for tick in worker.load.ticks:
            try:
                tick(worker.load.context)
            except Exception:  # the same: a bad tick must not end the worker
                log.exception("a tick failed")
