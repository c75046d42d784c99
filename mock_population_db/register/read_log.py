"""The read log's writer: many requests, one commit.

Requests that answer at the same time put their marks down together: whoever comes
first writes the marks of all who wait. An answer leaves only when its own marks are
committed, so that nothing is read without a trace, however a process ends.
"""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from mock_population_db.models import Read

Mark = Mapping[str, Any]
COLUMNS = (
    "world",
    "personal_id",
    "at",
    "requester",
    "purpose",
    "dossier",
    "path",
    "caller",
    "shown",
    "consent",
)


class _Waiting:
    """The marks of one request, until they are written."""

    __slots__ = ("error", "is_done", "marks")

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.is_done = False
        self.error: Exception | None = None


class ReadLog:
    """Writes marks of all requests of this process.

    Args:
        engine: of the register's database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[_Waiting] = deque()
        self._turn = threading.Lock()
        kept: Any = inspect(Read).columns["at"].type
        self._time = kept.bind_processor(engine.dialect)
        sign = "?" if engine.dialect.paramstyle == "qmark" else "%s"
        signs = ", ".join([sign] * len(COLUMNS))
        self._insert = f"INSERT INTO reads ({', '.join(COLUMNS)}) VALUES ({signs})"  # noqa: S608 - constants

    def write(self, marks: Sequence[Mark]) -> None:
        """Commit marks, together with those of others who wait.

        Raises:
            SQLAlchemyError: they could not be written; then nothing may be answered.
        """
        if not marks:
            return
        mine = _Waiting(marks)
        self._waiting.append(mine)
        with self._turn:
            if not mine.is_done:
                self._write_all()
        if mine.error:
            raise mine.error

    def _write_all(self) -> None:
        taken = [self._waiting.popleft() for _ in range(len(self._waiting))]
        rows = [self._row(mark) for one in taken for mark in one.marks]
        error: Exception | None = None
        try:
            self._commit(rows)
        except Exception as failed:  # noqa: BLE001 - handed to all who wait
            error = failed
        for one in taken:
            one.error, one.is_done = error, True

    def _commit(self, rows: list[tuple[Any, ...]]) -> None:
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            if self._engine.dialect.name == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany(self._insert, rows)
            connection.commit()
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise OperationalError(self._insert, None, error) from error
        finally:
            connection.close()

    def _row(self, mark: Mark) -> tuple[Any, ...]:
        return tuple(
            self._time(mark[name]) if name == "at" else mark[name] for name in COLUMNS
        )
