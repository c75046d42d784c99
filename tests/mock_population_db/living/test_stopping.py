"""A run that is stopped, or killed, leaves whole days."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, update

from mock_population_db.app import engine_of
from mock_population_db.clock import Clock
from mock_population_db.db import reading, transaction
from mock_population_db.living.commands import live
from mock_population_db.living.running import Wish, days_lived, run, stop
from mock_population_db.models import Event, World
from mock_population_db.models.living import LivingDay
from mock_population_db.settings import Settings
from tests.mock_population_db.living.conftest import TOWN

WARD = "00070"
"""Large enough that a run of it takes a while."""
CALL = ("--days", "25", "--commune", TOWN)
ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0


@pytest.fixture
def environment(file, register_app, trainer, monkeypatch):
    """The command line sees the same file, in a world that is a month old."""
    with transaction(engine_of(register_app)) as db:
        opened = World.opened_at
        found = db.scalar(select(opened))
        db.execute(update(World).values(opened_at=found - timedelta(days=40)))
    monkeypatch.setenv("POPULATION_DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("POPULATION_SEED", "test")
    return dict(os.environ)


def events_per_day(app):
    with reading(engine_of(app)) as db:
        events = Counter(
            at.astimezone(Settings().world_starts_at.tzinfo).date().isoformat()
            for at in db.scalars(select(Event.at))
        )
        marks = {
            one.day: sum(n for kind, n in one.counts.items() if kind != "refused")
            for one in db.scalars(select(LivingDay))
        }
    return events, {day: count for day, count in marks.items() if count}


def wait_for_days(app, count):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with reading(engine_of(app)) as db:
            if (db.scalar(select(func.count(LivingDay.id))) or 0) >= count:
                return
        threading.Event().wait(0.02)
    raise TimeoutError


def test_a_killed_run_leaves_whole_days_and_goes_on_where_it_was(
    register_app, environment
):
    process = subprocess.Popen(
        [sys.executable, "-m", "mock_population_db", "live", *CALL],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    wait_for_days(register_app, 3)
    process.send_signal(signal.SIGKILL)
    process.wait()
    events, marks = events_per_day(register_app)
    left = len(days_lived(engine_of(register_app), "public"))

    CliRunner().invoke(live, ["--days", str(25 - left), "--commune", TOWN])
    after, all_marks = events_per_day(register_app)
    days = [one.day for one in days_lived(engine_of(register_app), "public")]

    assert events == marks
    assert after == all_marks
    assert len(days) == len(set(days)) == 25


def test_a_run_stops_after_the_day_that_it_is_at(register_app, trainer, machine):
    engine, lived = engine_of(register_app), []
    clock = Clock(Settings().world_starts_at, machine)
    runner = threading.Thread(
        target=lambda: lived.extend(
            run(engine, clock, "public", Wish((WARD,), days=41))
        )
    )
    runner.start()
    wait_for_days(register_app, 1)

    trainer.post("/admin/living/stop", {})
    runner.join(PATIENCE)

    assert 1 <= len(lived) < 41
    assert len(trainer.live(days=1)) == 1


def test_an_old_wish_to_stop_does_not_stop_the_next_run(register_app, trainer):
    with transaction(engine_of(register_app)) as db:
        stop(db, "public")

    assert len(trainer.live(days=2)) == 2


def test_the_command_says_what_happened_on_each_day(environment):
    said = CliRunner().invoke(live, ["--days", "3", "--commune", TOWN])

    lines = said.output.splitlines()
    assert [line[:10] for line in lines[:3]] == [
        "2026-03-10",
        "2026-03-11",
        "2026-03-12",
    ]
    assert lines[-1] == "3 days"


def test_the_command_refuses_a_commune_that_is_none(environment):
    said = CliRunner().invoke(live, ["--days", "1", "--commune", "99999"])

    assert said.exit_code == 1
    assert "99999" in said.output
