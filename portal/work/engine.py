"""How the portal uses DBOS: one database, JSON, pinned version, own connections.

Imported only where work is enqueued or done; the import takes a second.
"""

import logging
import sqlite3
from typing import Any, TypedDict

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions

from portal.db import BUSY_SECONDS
from portal.work.queue import APPLICATION_VERSION, WORKFLOW

# Its remarks about itself are no news; its errors are.
logging.getLogger("dbos").setLevel(logging.ERROR)

NAME = "lienthong"
SYSTEM_POOL = 10


class SystemDatabase(TypedDict, total=False):
    """Where DBOS keeps its books; the same for worker, client and migration."""

    system_database_url: str
    system_database_engine: sa.Engine
    serializer: DBOSPortableJSONSerializer


def system_database(database_url: str) -> SystemDatabase:
    """Return the books inside the portal's database, on connections of their own.

    On one pool with the domain, SQLite's single writer would wait for itself.
    """
    found = SystemDatabase(
        system_database_url=_plain(database_url),
        serializer=DBOSPortableJSONSerializer(),
    )
    if database_url.startswith("sqlite"):
        found["system_database_engine"] = _sqlite_engine(database_url)
    return found


def make_client(database_url: str) -> DBOSClient:
    """Return what enqueues; it connects when first used."""
    return DBOSClient(**system_database(database_url), lazy=True)


def prepare(database_url: str) -> None:
    """Create or upgrade DBOS's own tables; safe to repeat."""
    DBOS.migrate(_plain(database_url))


def options(*, key: str, queue: str, tries: int, delay: float) -> EnqueueOptions:
    """Return how a piece of work is enqueued: its key makes it happen once.

    Args:
        key: names the work.
        queue: whose queue.
        tries: how often it was tried before; each try is work of its own.
        delay: seconds to wait before it may start.
    """
    chosen: EnqueueOptions = {
        "workflow_name": WORKFLOW,
        "queue_name": queue,
        "workflow_id": f"{key}#{tries}" if tries else key,
        "app_version": APPLICATION_VERSION,
    }
    if delay > 0:
        chosen["delay_seconds"] = delay
    return chosen


def _plain(database_url: str) -> str:
    # DBOS chooses its driver itself.
    return database_url.replace("postgresql+psycopg://", "postgresql://", 1)


def _sqlite_engine(database_url: str) -> sa.Engine:
    engine = sa.create_engine(database_url, pool_size=SYSTEM_POOL)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    del record
    connection.isolation_level = "IMMEDIATE"
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
