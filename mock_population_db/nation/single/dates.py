"""Days of birth, marriage and death."""

from datetime import date
from functools import cache

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.mixing import mix, pick
from mock_population_db.nation.permutation import back, forth
from mock_population_db.nation.shapes.slots import FIRST_YEAR, LAST_YEAR, YEARS, Kind
from mock_population_db.nation.single.tables import Tables
from mock_population_db.nation.single.tracing import Birth, Seat, Tracer
from mock_population_db.nation.sources import DAYS_OF_LAST_YEAR


@cache
def days_in(year: int) -> int:
    """Return how many days of a year the base covers."""
    if year == LAST_YEAR:
        return DAYS_OF_LAST_YEAR
    return date(year + 1, 1, 1).toordinal() - date(year, 1, 1).toordinal()


@cache
def first_day(year: int) -> int:
    """Return the ordinal of 1 January."""
    return date(year, 1, 1).toordinal()


class Dates:
    """The dates of people."""

    def __init__(self, tables: Tables, tracer: Tracer) -> None:
        self._t = tables
        self._tracer = tracer

    def born(self, birth: Birth) -> date:
        """Return the day of birth; a second twin has the day of the first."""
        home = self._t.province[birth.unit]
        year = birth.cell % YEARS + FIRST_YEAR
        code = self._tracer.code(home, birth.cell)
        count, days = self._tracer.count(home, birth.cell), days_in(year)
        place = forth(birth.number, count, self._t.keys.of(Purpose.DAY, code))
        day = (place * days + self._offset(code, days)) // count
        return date.fromordinal(first_day(year) + day)

    def _offset(self, code: int, days: int) -> int:
        return pick(self._t.keys.of(Purpose.FIRST_DAY, code), days)

    def numbers_of(self, home: int, cell: int, day: date) -> list[int]:
        """Return who of a cell of numbers was born on a day (twins by own draw)."""
        t = self._t
        days, count = days_in(day.year), self._tracer.count(home, cell)
        code = self._tracer.code(home, cell)
        offset, nth = self._offset(code, days), day.toordinal() - first_day(day.year)
        first = max(0, -((offset - nth * count) // days))
        end = min(count, -((offset - (nth + 1) * count) // days))
        key = t.keys.of(Purpose.DAY, code)
        return [back(place, count, key) for place in range(first, end)]

    def married(self, seat: Seat, first: int) -> date | None:
        """Return the day of the wedding; ``first`` is the family's first person."""
        year = self._t.wed[seat.place]
        if not year:
            return None
        start = self._t.place_first[self._t.shape[seat.place]]
        couple = min(seat.place - start, self._t.spouse[seat.place])
        return self._day(Purpose.WEDDING, first, couple, year)

    def died(self, seat: Seat, first: int) -> date | None:
        """Return the day of death."""
        year = self._t.died[seat.place]
        start = self._t.place_first[self._t.shape[seat.place]]
        if first + seat.place - start in self._t.late:
            year = LAST_YEAR - 1
        if not year:
            return None
        return self._day(Purpose.DEATH, first, seat.place - start, year)

    def _day(self, purpose: Purpose, first: int, salt: int, year: int) -> date:
        lane = mix(self._t.keys.of(purpose, first & 0xFFFFFFFF) ^ salt)
        return date.fromordinal(first_day(year) + pick(lane, days_in(year)))


def twin_decides(kind: int) -> bool:
    """Tell whether the first twin's day of birth counts, not one's own."""
    return kind == Kind.SECOND_TWIN
