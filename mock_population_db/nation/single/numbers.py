"""Personal numbers: whose they are, and those of children not yet born."""

from forms import personal_id
from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.reserved import number_cell
from mock_population_db.nation.permutation import SERIALS, rank_of, serial_of
from mock_population_db.nation.shapes.slots import FIRST_YEAR, LAST_YEAR, YEARS
from mock_population_db.nation.single.tables import Tables
from mock_population_db.nation.single.tracing import Birth, Tracer

_OFFSET = 900_000_000_000
_CODE_DIGITS = slice(1, 6)
_SERIAL_DIGITS = slice(6, None)


class PersonalIds:
    """Gives and reads personal numbers.

    The rank in a cell of numbers (province, sex, year) is permuted into the serial.
    Ranks beyond those of the base belong to children born after it.
    """

    def __init__(self, tables: Tables, tracer: Tracer) -> None:
        self._t = tables
        self._tracer = tracer
        provinces = tables.plan.units.provinces
        self._home = {int(code): home for home, code in enumerate(provinces)}

    def of(self, birth: Birth) -> str:
        """Return the number that belongs to a birth."""
        code = self._tracer.code(self._t.province[birth.unit], birth.cell)
        return self._compose(code, self._t.reserved.jump(code, birth.number))

    def _compose(self, code: int, rank: int) -> str:
        serial = serial_of(rank, self._t.keys.of(Purpose.SERIAL, code))
        return str(_OFFSET + code * SERIALS + serial)

    def of_newborn(self, province: str, sex: str, year: int, k: int) -> str:
        """Return the number of the k-th child born after the base.

        Raises:
            personal_id.PersonalIdError: province, sex, year or ``k`` is out of range.
        """
        personal_id.compose(province, sex, year, 0)
        number = int(sex) - 1
        code = number_cell(int(province), number, year)
        count = 0
        if FIRST_YEAR <= year <= LAST_YEAR:
            cell = number * YEARS + year - FIRST_YEAR
            count = self._tracer.count(self._home[int(province)], cell)
        rank = self._t.reserved.jump(code, count + k)
        if k < 0 or rank >= SERIALS:
            raise personal_id.Malformed
        return self._compose(code, rank)

    def index_of(self, number: str) -> int | None:
        """Return whose number this is, None if nobody's of the base."""
        if len(number) != personal_id.LENGTH or not number.isascii():
            return None
        if not number.isdigit() or number[0] != "9":
            return None
        code, serial = int(number[_CODE_DIGITS]), int(number[_SERIAL_DIGITS])
        home = self._home.get(code // 1000)
        digit, short = divmod(code % 1000, 100)
        year = 1900 + 100 * (digit // 2) + short
        if home is None or not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        cell = digit % 2 * YEARS + year - FIRST_YEAR
        rank = rank_of(serial, self._t.keys.of(Purpose.SERIAL, code))
        place = self._t.reserved.land(code, rank)
        if place is None or place >= self._tracer.count(home, cell):
            return None
        return self._tracer.index(self._tracer.seat_of_number(home, cell, place))
