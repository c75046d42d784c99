"""The database: one base for all tables, moments in UTC, engines and sessions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

READ_ONLY = "portal_read_only"
POOL_SIZE = 20
BUSY_SECONDS = 30

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A moment, kept in UTC and given back aware; a naive moment is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Turn a moment of any zone into UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Give the moment back in UTC; SQLite forgets the zone."""
        del dialect
        if value is None:
            return None
        return (
            value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        )


class Base(DeclarativeBase):
    """What every table of the portal stands on."""

    metadata = sa.MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy
        datetime: UtcDateTime,
        dict[str, Any]: sa.JSON,
        list[Any]: sa.JSON,
    }


def make_engine(url: str) -> sa.Engine:
    """Open a database for the portal's own tables.

    On SQLite every transaction starts with BEGIN IMMEDIATE, so that two writers wait
    for each other instead of failing; WAL lets readers go on meanwhile. With
    ``synchronous=NORMAL`` a power cut may lose the last commits, never the file.

    Args:
        url: ``sqlite:///file`` or ``postgresql+psycopg://…``.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=POOL_SIZE, pool_pre_ping=True)
    options: Mapping[str, Any] = {}
    if not _in_memory(url):
        options = {"pool_size": POOL_SIZE, "connect_args": {"timeout": BUSY_SECONDS}}
    engine = sa.create_engine(url, **options)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _in_memory(url: str) -> bool:
    return sa.make_url(url).database in (None, "", ":memory:")


def _prepare_sqlite(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - sqlite3's own type differs by version
    del record
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: sa.Connection) -> None:
    reading = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def make_sessions(
    engine: sa.Engine, queue: object, *, read_only: bool = False
) -> sessionmaker[Session]:
    """Return a factory of sessions that know where work is enqueued.

    Args:
        engine: from :func:`make_engine`.
        queue: a ``portal.work.queue.Queue``, kept in ``Session.info["queue"]``; None
            where nothing is enqueued.
        read_only: sessions that only read; on SQLite they never wait for a writer.
            Writing in one may fail with "database is locked".
    """
    bind = engine.execution_options(**{READ_ONLY: True}) if read_only else engine
    return sessionmaker(bind, expire_on_commit=False, info={"queue": queue})
