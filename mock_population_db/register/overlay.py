"""Worlds over one shared base: what a world sees, and how it changes a row.

Reading in a world gives its own rows and the base rows it has not changed.
Changing a base row copies it into the world first.
"""

import re
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, delete, inspect, or_, select
from sqlalchemy.orm import Session, aliased

from mock_population_db.errors import HeaderMalformed
from mock_population_db.models import (
    BASE_WORLD,
    Birth,
    BirthNotice,
    Change,
    DeathNotice,
    Event,
    Fault,
    Household,
    Layered,
    Marriage,
    Person,
    Read,
    World,
    Write,
)
from mock_population_db.models.consents import Consent, FacadeRequest
from mock_population_db.models.living import LivingDay, LivingMessage, LivingStop
from mock_population_db.models.reservations import Reservation
from mock_population_db.register.glance import glance
from mock_population_db.register.virtual import base_of

LayeredRow = TypeVar("LayeredRow", bound=Layered)

DEFAULT_WORLD = "public"
_WORLD_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def world_code(text: str) -> str:
    """Check a world's code: letters, digits, ``. _ -``, at most 64 characters."""
    if not _WORLD_CODE.fullmatch(text):
        raise HeaderMalformed(header="X-World")
    return text


_HIDING: dict[type[Layered], Any] = {}
"""Each table's second name: making one takes longer than the query."""


def visible(model: type[LayeredRow], world: str) -> ColumnElement[bool]:
    """The rows of a table that a world sees."""
    if model not in _HIDING:
        _HIDING[model] = aliased(model)
    own = _HIDING[model]
    same_key = getattr(own, model.key) == getattr(model, model.key)
    hidden = select(own.id).where(own.world == world, same_key).exists()
    return or_(model.world == world, and_(model.world == BASE_WORLD, ~hidden))


def find(
    db: Session, model: type[LayeredRow], key: str, world: str
) -> LayeredRow | None:
    """Find the row that a world sees under a key, at last in the nation itself."""
    table = str(inspect(model).local_table)
    if glance(db, _is_stored(table, model.key), key, BASE_WORLD, world) is None:
        return base_of(db).row(model, key)
    rows = db.scalars(
        select(model).where(
            getattr(model, model.key) == key, model.world.in_((BASE_WORLD, world))
        )
    )
    found = max(rows, key=lambda row: row.world, default=None)
    return found or base_of(db).row(model, key)


@cache
def _is_stored(table: str, key: str) -> str:
    return f"SELECT 1 FROM {table} WHERE {key} = ? AND world IN (?, ?)"  # noqa: S608 - names of our own tables


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
    layered = (Person, Household, Marriage, BirthNotice, DeathNotice)
    asked = (Birth, Write, Read, Fault, Consent, FacadeRequest, Reservation)
    living = (LivingMessage, LivingDay, LivingStop)
    for table in (*living, *layered, Change, Event, *asked):
        db.execute(delete(table).where(table.world == world))
    db.execute(delete(World).where(World.code == world))
