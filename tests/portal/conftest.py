"""What tests of the portal's rooms may ask for: a database, a queue, a still clock.

The rooms whose work is in the database are tested on SQLite and on PostgreSQL, each
test with empty tables of its own; pages are tested on SQLite.
"""

import shutil
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from portal import clock
from portal.agency import models as _agency_tables  # noqa: F401 - tables to create
from portal.auth import models as _auth_tables  # noqa: F401
from portal.clock import World
from portal.db import Base, make_engine, make_sessions
from portal.documents import models as _document_tables  # noqa: F401
from portal.dossiers import models as _dossier_tables  # noqa: F401
from portal.notifications import models as _message_tables  # noqa: F401
from portal.work import models as _work_tables  # noqa: F401
from portal.work.memory import MemoryQueue
from tests.portal.factories import MORNING, WORLD
from tests.postgres import fresh_database

ON_BOTH = tuple(
    f"tests.portal.{room}"
    for room in ("agency.test_intake", "documents", "dossiers", "notifications", "work")
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the rooms of the database on both databases."""
    if "database_url" not in metafunc.fixturenames:
        return
    kinds: list[object] = ["sqlite"]
    if metafunc.module.__name__.startswith(ON_BOTH):
        kinds.append(pytest.param("postgresql", marks=pytest.mark.postgres))
    metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with empty tables, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "portal.sqlite"
    engine = make_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    engine.dispose()  # the last connection writes the log back into the file
    return file


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database with the portal's tables, one for this test process."""
    with fresh_database(postgres_server, f"portal{uuid.uuid4().hex}") as url:
        engine = make_engine(url)
        Base.metadata.create_all(engine)
        engine.dispose()
        yield url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with empty tables."""
    if request.param == "sqlite":
        file = tmp_path / "portal.sqlite"
        shutil.copy(request.getfixturevalue("empty_sqlite"), file)
        return f"sqlite:///{file}"
    url: str = request.getfixturevalue("postgres_tables")
    emptied(url)
    return url


def emptied(url: str) -> None:
    """Take every row out of a PostgreSQL database, and the durable engine's books."""
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA IF EXISTS dbos CASCADE"))
        connection.execute(sa.text(f"TRUNCATE {names} RESTART IDENTITY"))
    engine.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """Connections to the test's database."""
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def queue() -> MemoryQueue:
    """Where the test's sessions enqueue work."""
    return MemoryQueue()


@pytest.fixture
def sessions(engine: sa.Engine, queue: MemoryQueue) -> sessionmaker[Session]:
    """Sessions in a database whose world `public` stands still on 10 March, 08:30."""
    made = make_sessions(engine, queue)
    with made.begin() as db:
        db.add(World(code=WORLD, offset_seconds=0, frozen_at=MORNING, autopilot="off"))
    return made


@pytest.fixture
def db(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """One session; what it does not commit is thrown away."""
    with sessions() as session:
        yield session


class Frozen:
    """The world's clock, which moves only when a test moves it."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def set(self, moment: str, db: Session | None = None) -> None:
        """Set the clock, for example ``2026-03-13T15:20:00+07:00``."""
        at = datetime.fromisoformat(moment)
        if db is not None:
            clock.set_time(db, WORLD, at, frozen=True)
            return
        with self._sessions.begin() as own:
            clock.set_time(own, WORLD, at, frozen=True)


@pytest.fixture
def frozen(sessions: sessionmaker[Session]) -> Frozen:
    """The world's clock; give it the test's own session while one is open."""
    return Frozen(sessions)
