"""People who stand in more than one row of a list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.quality.cleaning.parts import Part

Numbers = NDArray[np.int64]
AT_ONCE = 4_000_000
"""Rows compared at a time; longer lists are gone through several times."""


@dataclass(frozen=True)
class Doubles:
    """Rows that are one too many.

    Attributes:
        lines: their lines, rising.
        kept: for each the line of the same person that is kept.
    """

    lines: Numbers
    kept: Numbers

    def rows_of(self, part: Part) -> Numbers:
        """Return which rows of a part are one too many."""
        return np.flatnonzero(np.isin(part.lines, self.lines))

    def kept_for(self, line: int) -> int:
        """Return the line that is kept in place of a line."""
        return int(self.kept[np.searchsorted(self.lines, line)])


def find_doubles(parts: Callable[[], Iterator[Part]], rows: int) -> Doubles:
    """Find all rows but the best of each person.

    The best row has the lightest findings; among equals the first is kept.

    Args:
        parts: yields all parts, each time it is called.
        rows: about how many rows there are.
    """
    turns = rows // AT_ONCE + 1
    found = [_turn(parts(), turn, turns) for turn in range(turns)]
    lines = np.concatenate([one.lines for one in found])
    kept = np.concatenate([one.kept for one in found])
    order = np.argsort(lines)
    return Doubles(lines[order], kept[order])


def _turn(parts: Iterator[Part], turn: int, turns: int) -> Doubles:
    columns: list[tuple[Numbers, Numbers, Numbers]] = []
    for part in parts:
        rows = part.is_accepted & (part.number % turns == turn)
        columns.append((part.number[rows], _weight(part.bits[rows]), part.lines[rows]))
    if not columns:
        nothing = np.empty(0, np.int64)
        return Doubles(nothing, nothing)
    number, weight, line = map(np.concatenate, zip(*columns, strict=True))
    order = np.lexsort((line, weight, number))
    number, line = number[order], line[order]
    is_first = np.ones(len(number), np.bool_)
    is_first[1:] = number[1:] != number[:-1]
    firsts = line[is_first][np.cumsum(is_first) - 1]
    return Doubles(line[~is_first], firsts[~is_first])


def _weight(bits: Numbers) -> Numbers:
    """Return how weighty the weightiest findings are: 0 for none."""
    lowest = bits & -bits
    return np.where(bits == 0, 0, 64 - np.log2(np.maximum(lowest, 1)).astype(np.int64))
