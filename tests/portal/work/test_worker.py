"""Real workers: killed hard, started again, two at once; on both databases."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from portal.agency import models as _agency_tables  # noqa: F401 - tables to create
from portal.clock import World
from portal.db import Base, make_engine, make_sessions
from portal.documents import service as documents
from portal.dossiers import queries
from portal.dossiers.models import DossierEvent
from portal.dossiers.state import DossierStatus
from portal.work import models as _worker_tables  # noqa: F401
from portal.work.engine import prepare
from portal.work.queue import DurableQueue
from tests.portal.factories import DAO, MORNING, WORLD, a_dossier
from tests.portal.work.intake import Intake, an_intake

pytestmark = pytest.mark.slow

PATIENCE = 60.0


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'portal.sqlite'}"


@pytest.fixture
def open_world(address: str) -> Iterator[Any]:
    """A database with a world, and sessions that enqueue durably."""
    engine = make_engine(address)
    Base.metadata.create_all(engine)
    prepare(address)
    queue = DurableQueue(address)
    made = make_sessions(engine, queue)
    yield made
    queue.close()
    engine.dispose()


@pytest.fixture
def intake() -> Iterator[Any]:
    with an_intake() as server:
        yield server


@contextmanager
def a_worker(address: str, intake_url: str, slot: str) -> Iterator[subprocess.Popen]:
    module = "tests.portal.work.a_worker"
    command = [sys.executable, "-m", module, address, intake_url, slot]
    process = subprocess.Popen(command)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def kill(process: subprocess.Popen) -> None:
    process.kill()
    process.wait(timeout=30)


def until(happened: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.1)):
        if happened():
            return
        pause.wait(0.1)
    raise AssertionError("it did not happen in time")


def a_world(sessions: sessionmaker[Session], autopilot: str) -> None:
    with sessions.begin() as db:
        db.add(World(code=WORLD, frozen_at=MORNING, autopilot=autopilot))


def submitted(sessions: sessionmaker[Session], **asked: Any) -> Any:
    with sessions.begin() as db:
        return a_dossier(db, **asked).code


def status(
    sessions: sessionmaker[Session], code: str, branch: str = "civil_status"
) -> Any:
    with sessions() as db:
        view = queries.dossier_of(db, code=code, person_id=DAO)
    return view.state.branches[branch].status.value


def finished(sessions: sessionmaker[Session], codes: Any) -> Any:
    with sessions() as db:
        views = [queries.dossier_of(db, code=code, person_id=DAO) for code in codes]
    return all(view.state.status is DossierStatus.FINISHED for view in views)


def test_a_worker_killed_in_the_middle_of_a_delivery_carries_on(
    address: str, open_world: sessionmaker[Session], intake: Intake
) -> None:
    a_world(open_world, "off")
    code = submitted(open_world)
    intake.mood = "hanging"
    with a_worker(address, intake.url, "w0") as first:
        until(lambda: bool(intake.deliveries))
        kill(first)
    intake.mood = "well"
    intake.let_go.set()

    with a_worker(address, intake.url, "w0"):
        until(lambda: status(open_world, code) == "received")

    keys = {key for _path, key, _body in intake.deliveries}
    assert len(intake.deliveries) == 2
    assert len(keys) == 1


def test_what_a_lost_worker_had_begun_is_taken_over_by_another(
    address: str, open_world: sessionmaker[Session], intake: Intake
) -> None:
    a_world(open_world, "off")
    code = submitted(open_world)
    intake.mood = "hanging"
    with a_worker(address, intake.url, "w1") as lost:
        until(lambda: bool(intake.deliveries))
        kill(lost)
    intake.mood = "well"
    intake.let_go.set()

    with a_worker(address, intake.url, "w0"):
        until(lambda: status(open_world, code) == "received")

    assert len({key for _path, key, _body in intake.deliveries}) == 1


def test_a_delivery_waits_for_an_intake_that_comes_back(
    address: str, open_world: sessionmaker[Session], intake: Intake
) -> None:
    a_world(open_world, "off")
    code = submitted(open_world)
    intake.mood = "broken"

    with a_worker(address, intake.url, "w0"):
        until(lambda: len(intake.deliveries) >= 2)
        failing = status(open_world, code)
        intake.mood = "well"
        until(lambda: status(open_world, code) == "received")

    assert failing == "sent"


def test_two_workers_and_their_autopilots_finish_everything_once(
    address: str, open_world: sessionmaker[Session], intake: Intake
) -> None:
    a_world(open_world, "fast")
    names = ("An", "Bình", "Chi", "Dung")
    codes = [submitted(open_world, child_given_name=name) for name in names]

    with (
        a_worker(address, intake.url, "w0") as first,
        a_worker(address, intake.url, "w1"),
    ):
        until(lambda: finished(open_world, codes[:1]))
        kill(first)
        with a_worker(address, intake.url, "w0"):
            until(lambda: finished(open_world, codes))

    with open_world() as db:
        kinds = sa.select(DossierEvent.dossier_code, DossierEvent.kind)
        told = [(code, kind) for code, kind in db.execute(kinds)]
        results = [len(documents.results_of(db, code)) for code in codes]
    completed = [code for code, kind in told if kind == "BranchCompleted"]
    assert results == [3, 3, 3, 3]
    assert sorted(completed) == sorted(codes * 3)


def test_a_transaction_that_is_rolled_back_leaves_no_work(
    address: str, open_world: sessionmaker[Session], intake: Intake
) -> None:
    a_world(open_world, "off")
    with open_world() as db:
        a_dossier(db)
        db.rollback()
    code = submitted(open_world)

    with a_worker(address, intake.url, "w0"):
        until(lambda: status(open_world, code) == "received")

    assert {body["dossier"] for _p, _k, body in intake.deliveries} == {code}
