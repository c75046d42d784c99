"""Worlds have clocks of their own; moments survive the database."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from portal import clock
from portal.clock import UnknownWorld, World
from portal.db import make_engine, make_sessions
from tests.portal.factories import MORNING, WORLD


def test_a_frozen_clock_stands_still_until_it_is_moved(db: Session) -> None:
    first = clock.now(db, WORLD)
    moved = clock.advance(db, WORLD, timedelta(days=3))

    assert first == MORNING
    assert moved == MORNING + timedelta(days=3)


def test_a_running_world_starts_where_it_is_told(db: Session) -> None:
    clock.ensure_world(db, "class", starts_at=MORNING, autopilot="human")

    now = clock.now(db, "class")

    assert timedelta(0) <= now - MORNING + timedelta(seconds=1) < timedelta(minutes=1)
    assert clock.today(db, "class").isoformat() == "2026-03-10"


def test_opening_a_world_again_leaves_its_clock_alone(db: Session) -> None:
    later = MORNING + timedelta(days=9)

    clock.ensure_world(db, WORLD, starts_at=later, autopilot="fast")

    world = db.get(World, WORLD)
    assert clock.now(db, WORLD) == MORNING
    assert world is not None
    assert world.autopilot == "off"


def test_the_day_is_the_day_in_vietnam(db: Session) -> None:
    late = datetime(2026, 3, 10, 17, 30, tzinfo=UTC)

    clock.set_time(db, WORLD, late, frozen=True)

    assert clock.today(db, WORLD).isoformat() == "2026-03-11"


def test_a_world_that_is_not_there_is_named(db: Session) -> None:
    with pytest.raises(UnknownWorld) as refused:
        clock.now(db, "nowhere")

    assert refused.value.code == "nowhere"


def test_a_moment_comes_back_the_same_and_in_utc(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        db.add(World(code="x", frozen_at=MORNING))
    with sessions() as db:
        found = db.get(World, "x")

    assert found is not None
    assert found.frozen_at == MORNING
    assert found.frozen_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(db: Session) -> None:
    db.add(World(code="x", frozen_at=datetime(2026, 3, 10)))  # noqa: DTZ001 - the point

    with pytest.raises(sa.exc.StatementError):
        db.flush()


def test_a_reader_does_not_wait_for_a_writer(
    engine: sa.Engine, sessions: sessionmaker[Session]
) -> None:
    readers = make_sessions(engine, None, read_only=True)
    with sessions() as writer:
        writer.add(World(code="unfinished"))
        writer.flush()
        with readers() as reader:
            seen = reader.scalars(sa.select(World.code)).all()

    assert list(seen) == [WORLD]


def test_writers_wait_for_each_other_and_lose_nothing(
    database_url: str, sessions: sessionmaker[Session]
) -> None:
    def count_up() -> None:
        engine = make_engine(database_url)
        own = make_sessions(engine, None)
        for _ in range(10):
            with own.begin() as db:
                world = db.get(World, WORLD, with_for_update=True)
                assert world is not None
                world.offset_seconds += 1
        engine.dispose()

    writers = [threading.Thread(target=count_up) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with sessions() as db:
        world = db.get(World, WORLD)
    assert world is not None
    assert world.offset_seconds == 30
