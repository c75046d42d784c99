"""Do the work that was enqueued, until told to stop.

A worker has a slot, a stable name: when it is killed and started again it carries
on with what it had begun. Tasks run at least once; a task that fails is enqueued
again with a growing delay, for ever, and no thread sleeps meanwhile.
"""

import logging
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig

from portal.db import make_engine
from portal.log import about
from portal.work import heartbeat
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
        beat_seconds: pause between two signs of life.
        silence_seconds: after how long without one a worker counts as lost.
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
    beat_seconds: float = 10.0
    silence_seconds: float = 60.0


@dataclass
class Worker:
    """A running worker; one per process."""

    load: Workload
    client: DBOSClient
    engine: sa.Engine
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def stop(self) -> None:
        """Finish what is being done, and stop."""
        self.stopping.set()
        for thread in self.threads:
            thread.join(timeout=SECONDS_TO_FINISH)
        DBOS.destroy(workflow_completion_timeout_sec=SECONDS_TO_FINISH)
        heartbeat.leave(self.engine, self.load.slot)
        self.client.destroy()
        self.engine.dispose()
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
    engine = make_engine(load.database_url)
    worker = Worker(load, make_client(load.database_url), engine)
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
    _repeat(worker, "beats", load.beat_seconds, partial(_beat, worker))
    for tick in load.ticks:
        _repeat(worker, "ticks", load.tick_seconds, partial(tick, load.context))
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


def _beat(worker: Worker) -> None:
    silence = timedelta(seconds=worker.load.silence_seconds)
    heartbeat.beat(worker.engine, worker.load.slot, silence)


def _repeat(worker: Worker, name: str, pause: float, act: Callable[[], object]) -> None:
    """Do something at once and then again and again, on a thread of its own."""

    def go_on() -> None:
        while True:
            try:
                act()
            except Exception:  # a bad turn must not end the worker
                log.exception("%s failed", name)
            if worker.stopping.wait(pause):
                return

    thread = threading.Thread(target=go_on, name=name, daemon=True)
    worker.threads.append(thread)
    thread.start()
