"""Small questions to the database that every request asks.

The ORM takes a millisecond for what a prepared question answers in microseconds, and
most people have no row: the nation answers for them. Only ``SELECT`` belongs here.
"""

from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from mock_population_db.db import READING

Row = tuple[Any, ...]


def glance(db: Session, question: str, *values: str) -> Row | None:
    """Return the first row of an answer, as a session sees it.

    Args:
        db: the session; what it has not written yet is written first. One that only
            reads, and has not begun, is spared a transaction.
        question: SQL with ``?`` for each value.
        values: what stands for them.
    """
    if not db.in_transaction():
        engine = db.get_bind()
        if isinstance(engine, Engine) and engine.get_execution_options().get(READING):
            return glance_outside(engine, question, *values)
    elif db.new:
        db.flush()
    connection = db.connection()
    return _ask(connection.engine, connection.connection.cursor(), question, values)


def glance_outside(engine: Engine, question: str, *values: str) -> Row | None:
    """Return the first row of an answer, in no transaction of anybody's."""
    connection = engine.raw_connection()
    try:
        return _ask(engine, connection.cursor(), question, values)
    finally:
        connection.close()


def _ask(
    engine: Engine, cursor: DBAPICursor, question: str, values: tuple[str, ...]
) -> Row | None:
    dialect = engine.dialect
    try:
        cursor.execute(_written(question, dialect.paramstyle), values)
        row: Row | None = cursor.fetchone()
    except dialect.loaded_dbapi.Error as error:
        raise OperationalError(question, values, error) from error
    finally:
        cursor.close()
    return row


@cache
def _written(question: str, style: str) -> str:
    return question if style == "qmark" else question.replace("?", "%s")
