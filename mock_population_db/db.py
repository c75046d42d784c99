"""The database: one engine, the base class, a UTC time type.

SQLite runs in WAL with ``BEGIN IMMEDIATE``, so two writers queue instead of
failing half-way. The file is disposable: no migrations, ``generate`` makes a new one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Session

BUSY_TIMEOUT_MS = 30_000
READING = "reading"
"""Under which the execution options of an engine say that nothing is written."""
WRITER_LOCK = 7_310_009  # any fixed number: the advisory lock of all writers


class Base(DeclarativeBase):
    """Every table of the register; constraint names are fixed by convention."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC, on databases with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        """Store in UTC; a naive moment is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        """Return an aware moment; SQLite keeps none of the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value


def make_engine(url: str, *, synchronous: str = "NORMAL") -> Engine:
    """Open the database; a missing folder of a SQLite file is made."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True, pool_size=10)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, pool_size=10, max_overflow=20)
    _tame_sqlite(engine, synchronous)
    return engine


def _tame_sqlite(engine: Engine, synchronous: str) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI
        connection.isolation_level = None  # we send BEGIN ourselves
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get(READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Give a session whose work is kept whole or not at all."""
    with Session(engine, expire_on_commit=False) as db, db.begin():
        yield db


@lru_cache(maxsize=8)
def _reader(engine: Engine) -> Engine:
    return engine.execution_options(**{READING: True})


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that only reads, so that it waits for no writer."""
    with Session(_reader(engine), expire_on_commit=False) as db:
        yield db


def one_writer_at_a_time(db: Session) -> None:
    """Wait for the other writers, so that a check stays true until the commit.

    SQLite has already queued us with ``BEGIN IMMEDIATE``.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
