"""The rows of a block by field, as the comparison needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from forms.names import full_name
from mock_population_db.quality.cleaning.matching.dates import read_day
from mock_population_db.quality.cleaning.matching.numbers import Kind, read_numbers
from mock_population_db.quality.cleaning.reading.block import Lines

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Records:
    """Columns; row n is line ``lines[n]`` of the list.

    Attributes:
        lines: numbers of the lines.
        row_id: what the list calls the rows; empty without such a column.
        number: personal numbers, or old ones; 0 = none that can be asked for.
        kind: what is written as a number; see :class:`Kind`.
        name: full names as written.
        born: ordinals of days, minus the year where only that is known, 0 = none.
        sex: 1 male, 2 female, 0 unknown.
        address: as written; empty without such a column.
        written_number: as written.
    """

    lines: Numbers
    row_id: Sequence[str]
    number: Numbers
    kind: Numbers
    name: Sequence[str]
    born: Numbers
    sex: Numbers
    address: Sequence[str]
    written_number: Sequence[str]

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def is_complete(self) -> NDArray[np.bool_]:
        """Tell of which rows number, name and full day of birth are filled in."""
        named = np.array([" " in name.strip() for name in self.name], np.bool_)
        found: NDArray[np.bool_] = named & (self.kind == Kind.FULL) & (self.born > 0)
        return found


_SEXES = {
    **dict.fromkeys(("nam", "1", "m", "male", "trai"), 1),
    **dict.fromkeys(("nữ", "nu", "2", "f", "female", "gái"), 2),
}


def read_records(lines: Lines, columns: Mapping[str, int]) -> Records:
    """Read the rows of a block.

    Args:
        lines: the block.
        columns: place of the column of each field.
    """
    count = len(lines.rows)
    texts = dict.fromkeys(columns, ()) if not count else _columns(lines, columns)
    empty = [""] * count
    written = _numbers(texts, empty)
    kinds, numbers = read_numbers(written)
    return Records(
        np.array(lines.numbers, np.int64),
        texts.get("row_id", empty),
        numbers,
        kinds,
        _names(texts),
        np.array(list(map(read_day, texts["date_of_birth"])), np.int64),
        _sexes(texts.get("sex", empty)),
        texts.get("address", empty),
        written,
    )


def _sexes(texts: Sequence[str]) -> Numbers:
    codes = {text: _SEXES.get(text.strip().lower(), 0) for text in set(texts)}
    return np.array([codes[text] for text in texts], np.int64)


def _columns(lines: Lines, columns: Mapping[str, int]) -> dict[str, Sequence[str]]:
    every = list(zip(*lines.rows, strict=True))
    return {field: every[place] for field, place in columns.items()}


def _numbers(texts: Mapping[str, Sequence[str]], empty: Sequence[str]) -> Sequence[str]:
    """Return the personal numbers, old numbers where there is none."""
    new, old = texts.get("personal_id", empty), texts.get("old_number")
    if old is None:
        return new
    return [one if one.strip() else other for one, other in zip(new, old, strict=True)]


def _names(texts: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if "full_name" in texts:
        return texts["full_name"]
    given = texts["given_name"]
    empty = [""] * len(given)
    parts = zip(
        texts.get("surname", empty), texts.get("middle_name", empty), given, strict=True
    )
    return [full_name(*part) for part in parts]
