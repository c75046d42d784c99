"""Lists of people in blocks of columns."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

Row = dict[str, str]

FIELDS = (
    "row_id",
    "personal_id",
    "full_name",
    "date_of_birth",
    "sex",
    "address",
    "phone",
    "household",
    "office",
    "registered",
)
"""What a list may hold; ``office`` and ``registered`` (a year) say who wrote the row
and when, ``household`` groups members."""
BLOCK = 1 << 16
"""Rows worked on at a time."""


@dataclass
class Block:
    """Some rows, column by column.

    Attributes:
        columns: texts by field; all columns have the same length.
    """

    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.columns)

    def row(self, place: int) -> Row:
        """Return one row."""
        return {field: texts[place] for field, texts in self.columns.items()}

    def rows(self) -> Iterator[Row]:
        """Yield all rows."""
        fields = self.fields
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(fields, values, strict=True))


def blocks_of(rows: Iterable[Mapping[str, str]], size: int = BLOCK) -> Iterator[Block]:
    """Gather rows into blocks of one size; the last may be smaller."""
    stream = iter(rows)
    while some := list(islice(stream, size)):
        fields = tuple(some[0])
        yield Block({field: [row[field] for row in some] for field in fields})


def read_blocks(path: Path, size: int = BLOCK) -> Iterator[Block]:
    """Read a CSV that :func:`writer` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        fields = next(lines, [])
        while some := list(islice(lines, size)):
            columns = map(list, zip(*some, strict=True))
            yield Block(dict(zip(fields, columns, strict=True)))


def write_blocks(path: Path, blocks: Iterable[Block]) -> int:
    """Write blocks as CSV (UTF-8, comma, LF) and return how many rows there were."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for block in blocks:
            if not count:
                writer.writerow(block.fields)
            writer.writerows(zip(*block.columns.values(), strict=True))
            count += len(block)
    return count
