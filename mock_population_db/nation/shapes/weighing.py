"""How often each shape of a family occurs, so that the nation fits the tables.

Starting from equal weights, each round multiplies a shape's weight by the mean of
(wanted / found) over the cells that the shape touches. All in whole numbers, so the
result is the same on every machine.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation import sources
from mock_population_db.nation.shapes.families import SHARES
from mock_population_db.nation.shapes.slots import (
    CELLS,
    FIRST_YEAR,
    LAST_YEAR,
    YEARS,
    Kind,
    Shape,
)

Numbers = NDArray[np.int64]
SIZES = 7
_ROUNDS = 250
_TOTAL = 1 << 30
_UNIT = 1 << 16
_PPM = 1_000_000
_PULL_OF_AGES = 8
_PULL_OF_LEFT = 4
_PULL_OF_HOMES = 24
"""How hard ages, homes and places of those who left pull beside marital status."""
_LEAST, _MOST = _UNIT // 4, _UNIT * 4
_LEFT_PER_MILLE = {1950: 230, 1960: 600, 1970: 950, 1980: 1130, 2026: 1200}
"""Places of children who left per thousand grown-ups born up to a year.

More than a thousand, because provinces that people leave have fewer places than
grown-ups who were born there; the places left over are children nobody knows.
"""


@dataclass(frozen=True)
class Counted:
    """How many of each cell are in one family of each shape."""

    living: Numbers
    sizes: Numbers
    family: Numbers
    status: Numbers
    adults: Numbers
    left: Numbers


def counted(shapes: tuple[Shape, ...]) -> Counted:
    """Count what one family of each shape adds to each cell."""
    groups = sources.marital_statuses()
    found = Counted(
        *(
            np.zeros((len(shapes), width), np.int64)
            for width in (CELLS, SIZES, len(SHARES), 4 * len(groups), CELLS, CELLS)
        )
    )
    for number, shape in enumerate(shapes):
        _count(found, number, shape, groups)
    return found


def _count(
    found: Counted,
    number: int,
    shape: Shape,
    groups: list[tuple[int, int, int, tuple[int, ...]]],
) -> None:
    homes = [0] * shape.homes
    found.family[number, shape.family] = 1
    for place, slot in enumerate(shape.slots):
        if slot.kind == Kind.ADULT:
            found.adults[number, slot.cell] += 1
        if slot.kind == Kind.LEFT:
            found.left[number, slot.cell] += 1
            continue
        if slot.died:
            continue
        homes[slot.home] += 1
        found.living[number, slot.cell] += 1
        for group, (sex, first, last, _shares) in enumerate(groups):
            if slot.sex == sex and first <= LAST_YEAR - slot.year <= last:
                found.status[number, 4 * group + shape.status[place]] += 1
    for size in homes:
        if size:
            found.sizes[number, min(size, SIZES) - 1] += 1


def weights(shapes: tuple[Shape, ...]) -> Numbers:
    """Return the weight of each shape; all together are 2^30."""
    cells = counted(shapes)
    matrix = np.concatenate(
        (
            cells.living,
            cells.sizes,
            cells.family,
            cells.status,
            cells.left,
            cells.adults,
        ),
        axis=1,
    )
    pull = matrix[:, :-CELLS].copy()
    pull[:, :CELLS] *= _PULL_OF_AGES
    pull[:, -CELLS:] *= _PULL_OF_LEFT
    pull[:, CELLS : CELLS + SIZES] *= _PULL_OF_HOMES
    by_cell, by_shape = Sums(matrix.T), Sums(pull)
    touched = np.maximum(pull.sum(axis=1), 1)
    aims = Aims()
    found = np.full(len(shapes), _TOTAL // len(shapes), np.int64)
    for _ in range(_ROUNDS):
        now = by_cell.of(found)
        wanted = aims.wanted(now)
        ratio = np.clip(wanted * 256 // np.maximum(now[:-CELLS] >> 8, 1), _LEAST, _MOST)
        found = np.maximum(found * (by_shape.of(ratio) // touched) >> 16, 1)
        found = found * (_TOTAL >> 8) // (found.sum() >> 8)
    found[0] += _TOTAL - found.sum()
    return found


class Sums:
    """A matrix of few entries, by which whole numbers are summed."""

    def __init__(self, matrix: Numbers) -> None:
        rows, self._columns = np.nonzero(matrix)
        self._entries = matrix[rows, self._columns]
        self._starts = np.flatnonzero(np.diff(rows, prepend=-1))
        self._filled = rows[self._starts]
        self._count = len(matrix)

    def of(self, values: Numbers) -> Numbers:
        """Return the product of the matrix with a column of numbers."""
        found = np.zeros(self._count, np.int64)
        terms = self._entries * values[self._columns]
        found[self._filled] = np.add.reduceat(terms, self._starts)
        return found


class Aims:
    """What the tables want, in proportion to what there is."""

    def __init__(self) -> None:
        ages = sources.birth_years().ravel()
        self._people = int(ages.sum())
        self._aims = np.concatenate((ages, _status_targets(ages)))
        self._sizes = sources.household_sizes(SIZES)
        self._families = np.array(SHARES, np.int64)
        self._known = np.array(
            [_known(cell % YEARS + FIRST_YEAR) for cell in range(CELLS)]
        )

    def wanted(self, now: Numbers) -> Numbers:
        """Return what each cell should have, by what the cells have now."""
        living = int(now[:CELLS].sum())
        homes = int(now[CELLS : CELLS + SIZES].sum())
        of_people = (self._aims << 30) // self._people * (living >> 20) >> 10
        of_homes = (self._sizes << 30) // _PPM * (homes >> 20) >> 10
        families = int(now[CELLS + SIZES : CELLS + SIZES + len(SHARES)].sum())
        of_families = (self._families << 30) // sum(SHARES) * (families >> 20) >> 10
        known = now[-CELLS:] * self._known // 1000
        parts = (of_people[:CELLS], of_homes, of_families, of_people[CELLS:], known)
        return np.concatenate(parts)


def _status_targets(ages: Numbers) -> Numbers:
    found = []
    for sex, first, last, shares in sources.marital_statuses():
        years = range(
            max(FIRST_YEAR, LAST_YEAR - last), min(LAST_YEAR, LAST_YEAR - first) + 1
        )
        people = sum(int(ages[sex * YEARS + year - FIRST_YEAR]) for year in years)
        found += [people * share // 1_000_000 for share in shares]
    return np.array(found, np.int64)


def _known(year: int) -> int:
    return next(share for last, share in _LEFT_PER_MILLE.items() if year <= last)
