"""Numbers that the nation leaves free, because hand-made people have them."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.keys import Keys, Purpose
from mock_population_db.nation.permutation import rank_of
from mock_population_db.nation.shapes.slots import CELLS, FIRST_YEAR, YEARS

_YEAR_DIGITS = 100
_CENTURY_DIGITS = 100
PROVINCE_WEIGHT = 1000
"""A cell of numbers = the first six digits of a number less 900,000."""


def number_cell(province: int, sex: int, year: int) -> int:
    """Return digits 2 to 6 of a number: province, century with sex, year."""
    century, short = divmod(year - 1900, _YEAR_DIGITS)
    return province * PROVINCE_WEIGHT + (2 * century + sex) * _CENTURY_DIGITS + short


def number_cells(provinces: Iterable[str]) -> NDArray[np.int64]:
    """Return the cells of numbers of all provinces, sexes and years of the base."""
    codes = [
        number_cell(int(code), cell // YEARS, cell % YEARS + FIRST_YEAR)
        for code in provinces
        for cell in range(CELLS)
    ]
    return np.array(codes, np.int64)


class Reserved:
    """Ranks to jump over, per cell of numbers."""

    def __init__(self, numbers: Iterable[str], keys: Keys) -> None:
        ranks: dict[int, list[int]] = {}
        self.numbers = frozenset(numbers)
        for number in sorted(self.numbers):
            cell, serial = divmod(int(number) - 900_000_000_000, 1_000_000)
            rank = rank_of(serial, keys.of(Purpose.SERIAL, cell))
            ranks.setdefault(cell, []).append(rank)
        self.ranks: Mapping[int, tuple[int, ...]] = MappingProxyType(
            {cell: tuple(sorted(found)) for cell, found in ranks.items()}
        )

    def jump(self, cell: int, rank: int) -> int:
        """Return the rank of somebody's number: reserved ranks are jumped over."""
        for taken in self.ranks.get(cell, ()):
            if rank >= taken:
                rank += 1
        return rank

    def land(self, cell: int, rank: int) -> int | None:
        """Return whose number it is: the inverse; nobody's if it is reserved."""
        found = self.ranks.get(cell, ())
        if rank in found:
            return None
        return rank - sum(taken < rank for taken in found)
