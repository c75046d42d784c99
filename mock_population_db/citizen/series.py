"""Numbers that are one to one with people, and belong to nobody real.

A series scatters the nation's indices over a range of numbers by ``a * index + b``
modulo the range, so a number leads back to its person without any table.

* Old 9-digit numbers (CMND) begin with 7, 8 or 9. Real ones began with the code of the
  issuing province, 01 to 38, so none ever had such a first digit. The cast's begin
  with 6.
* Insurance numbers (mã số BHXH) begin with 90 or 88. Real ones begin with the
  two-digit code of a province (01 to 96 with gaps; neither 88 nor 90 was ever one) or
  of the army, police and cipher service (97 to 99). Older parts of this project give
  980 to the cast and 99 to numbers issued in a world.
"""

from functools import cache

from mock_population_db.citizen.draws import label
from mock_population_db.nation.mixing import chain
from mock_population_db.nation.nation import Nation

DIGITS = 8
BLOCK = 10**DIGITS
STRIDE = 61_803_397  # shares no factor with 2, 3 or 5, so not with a range


class Series:
    """Numbers of equal length, block after block of 100 million.

    Args:
        name: what is numbered; decides where the series begins.
        blocks: how the numbers of each block begin.
    """

    def __init__(self, name: str, *blocks: str) -> None:
        self.name, self.blocks = name, blocks
        self.size = BLOCK * len(blocks)
        self._label = label(name)
        self._back = pow(STRIDE, -1, self.size)

    def number(self, nation: Nation, index: int) -> str:
        """Return the number of a person or household.

        Raises:
            ValueError: the nation is larger than the series.
        """
        if index >= self.size:
            raise ValueError(f"no {self.name} is left for {index}")
        start = _start(nation.seed, self._label)
        place, serial = divmod((index * STRIDE + start) % self.size, BLOCK)
        return f"{self.blocks[place]}{serial:0{DIGITS}}"

    def index(self, nation: Nation, number: str) -> int | None:
        """Return the index that a number is made of; it may be too high."""
        opening, serial = number[:-DIGITS], number[-DIGITS:]
        if opening not in self.blocks or len(serial) != DIGITS:
            return None
        if not (serial.isascii() and serial.isdigit()):
            return None
        place = self.blocks.index(opening) * BLOCK + int(serial)
        start = _start(nation.seed, self._label)
        index: int = (place - start) * self._back % self.size
        return index


@cache
def _start(seed: int, name: int) -> int:
    return chain(seed, name)


OLD_IDS = Series("old id", "7", "8", "9")
INSURANCE = Series("insurance", "90", "88")
FILES = Series("residence file", "")
MAILBOXES = Series("mailbox", "1", "2", "3", "4")
