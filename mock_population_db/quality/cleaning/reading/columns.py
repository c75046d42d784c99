"""Which column holds what: by its name, by its contents, or as the user says."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from forms.names import fold
from mock_population_db.quality.cleaning.reading.block import Lines
from mock_population_db.quality.errors import (
    ColumnsMissing,
    ColumnUnknown,
    FieldUnknown,
)

OWN = "_"
"""Columns whose names begin so were added by an earlier run and are left out."""
_ENOUGH = 0.6
_NUMBER = re.compile(r"\d{12}|\d{9}")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2}")
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+){1,6}")
_GUESSES = (
    ("personal_id", _NUMBER),
    ("date_of_birth", _DATE),
    ("full_name", _NAME),
)


@cache
def _names() -> dict[str, str]:
    path = Path(__file__).with_name("headers.toml")
    fields: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {_key(name): field for field, names in fields.items() for name in names}


@cache
def fields() -> tuple[str, ...]:
    """Return all fields a column may hold."""
    return tuple(dict.fromkeys(_names().values()))


def _key(name: str) -> str:
    return fold(name.replace("_", " ")).replace(" ", "")


def assign(
    header: Sequence[str], sample: Lines, chosen: Mapping[str, str]
) -> dict[str, int]:
    """Return the place of the column of each field.

    Args:
        header: names of the columns.
        sample: some rows.
        chosen: names of columns by field, as the user says.

    Raises:
        FieldUnknown: the user names a field that does not exist.
        ColumnUnknown: the user names a column that does not exist.
        ColumnsMissing: numbers, names or days of birth are nowhere.
    """
    found = _chosen(header, chosen)
    for place, name in enumerate(header):
        field = None if name.startswith(OWN) else _names().get(_key(name))
        if field and field not in found and place not in found.values():
            found[field] = place
    _guess(header, sample, found)
    _check(header, found)
    return found


def _chosen(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, int]:
    found = {}
    for field, name in chosen.items():
        if field not in fields():
            raise FieldUnknown(field=field[:40], fields=", ".join(fields()))
        keys = [_key(column) for column in header]
        if _key(name) not in keys:
            raise ColumnUnknown(column=name[:40], header=_shown(header))
        found[field] = keys.index(_key(name))
    return found


def _guess(header: Sequence[str], sample: Lines, found: dict[str, int]) -> None:
    """Find fields without a known name by what stands in the columns."""
    for field, pattern in _GUESSES:
        if field in found or _has_other(field, found):
            continue
        for place, name in enumerate(header):
            values = [row[place].strip() for row in sample.rows if row[place].strip()]
            hits = sum(pattern.fullmatch(value) is not None for value in values)
            if (
                place not in found.values()
                and not name.startswith(OWN)
                and values
                and hits >= _ENOUGH * len(values)
            ):
                found[field] = place
                break


def _has_other(field: str, found: Mapping[str, int]) -> bool:
    if field == "personal_id":
        return "old_number" in found
    return field == "full_name" and "given_name" in found


def _check(header: Sequence[str], found: Mapping[str, int]) -> None:
    missing = [
        field
        for field, _pattern in _GUESSES
        if field not in found and not _has_other(field, found)
    ]
    if missing:
        raise ColumnsMissing(missing=", ".join(missing), header=_shown(header))


def _shown(header: Sequence[str]) -> str:
    return ", ".join(name[:40] for name in header[:30])
