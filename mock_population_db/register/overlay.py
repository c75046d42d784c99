"""Worlds over one shared base: what a world sees, and how it changes a row.

Reading in a world gives its own rows and the base rows it has not changed.
Changing a base row copies it into the world first.
"""

import re
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, delete, inspect, or_, select
from sqlalchemy.orm import Session, aliased

from mock_population_db.errors import HeaderMalformed
from mock_population_db.models import (
    BASE_WORLD,
    Birth,
    BirthNotice,
    Fault,
    Household,
    Layered,
    Marriage,
    Person,
    Read,
    World,
    Write,
)

LayeredRow = TypeVar("LayeredRow", bound=Layered)

DEFAULT_WORLD = "public"
_WORLD_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def world_code(text: str) -> str:
    """Check a world's code: letters, digits, ``. _ -``, at most 64 characters."""
    if not _WORLD_CODE.fullmatch(text):
        raise HeaderMalformed(header="X-World")
    return text


def visible(model: type[LayeredRow], world: str) -> ColumnElement[bool]:
    """The rows of a table that a world sees."""
    own = aliased(model)
    same_key = getattr(own, model.key) == getattr(model, model.key)
    hidden = select(own.id).where(own.world == world, same_key).exists()
    return or_(model.world == world, and_(model.world == BASE_WORLD, ~hidden))


def find(
    db: Session, model: type[LayeredRow], key: str, world: str
) -> LayeredRow | None:
    """Find the row that a world sees under a key."""
    rows = db.scalars(
        select(model).where(
            getattr(model, model.key) == key, model.world.in_((BASE_WORLD, world))
        )
    )
    return max(rows, key=lambda row: row.world, default=None)


def own(db: Session, row: LayeredRow, world: str) -> LayeredRow:
    """Return the world's own copy of a row, made now when it has none."""
    if row.world == world:
        return row
    columns = inspect(type(row)).column_attrs.keys()
    values = {name: getattr(row, name) for name in columns if name != "id"}
    copy = type(row)(**{**values, "world": world})
    db.add(copy)
    db.flush()
    return copy


def forget(db: Session, world: str) -> None:
    """Forget all that happened in a world; the base and issued serials stay."""
    layered = (Person, Household, Marriage, BirthNotice)
    for table in (*layered, Birth, Write, Read, Fault):
        db.execute(delete(table).where(table.world == world))
    db.execute(delete(World).where(World.code == world))
