"""Households: where they stand and who lives there."""

from bisect import bisect_right
from collections.abc import Iterator

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.mixing import pick
from mock_population_db.nation.permutation import back, forth
from mock_population_db.nation.shapes.positions import POSITIONS
from mock_population_db.nation.single.tables import Tables
from mock_population_db.nation.single.tracing import Birth, Seat, Tracer

_MILLION = 1_000_000
_HEAD = POSITIONS.index("head")


class Homes:
    """Finds communes, members and heads."""

    def __init__(self, tables: Tables, tracer: Tracer) -> None:
        self._t = tables
        self._tracer = tracer
        spots = tables.plan.places
        self.codes = spots.codes
        self._first = spots.first.tolist()
        self._before, self._share = spots.before.tolist(), spots.share.tolist()
        self._homes = spots.homes.tolist()
        self._home_first = spots.home_first.tolist()
        self._province_of = {
            code: province
            for province, (low, high) in enumerate(
                zip(self._first, self._first[1:], strict=False)
            )
            for code in spots.codes[low:high]
        }

    def place(self, household: int) -> tuple[int, int]:
        """Return the commune (its number) and the home's number in the commune."""
        province = bisect_right(self._home_first, household) - 1
        key = self._t.keys.of(Purpose.COMMUNE, province)
        spot = forth(household - self._home_first[province], self._homes[province], key)
        low, high = self._first[province], self._first[province + 1]
        commune = bisect_right(self._before, spot, low, high) - 1
        return commune, spot - self._before[commune]

    def homes_of(self, commune: int) -> tuple[int, int, int]:
        """Return the province of a commune and its range of homes there."""
        province = self._province_of[self.codes[commune]]
        last = commune + 1 == self._first[province + 1]
        end = self._homes[province] if last else self._before[commune + 1]
        return province, self._before[commune], end

    def households_of(self, commune: int) -> Iterator[int]:
        """Yield the households of a commune."""
        province, start, end = self.homes_of(commune)
        key = self._t.keys.of(Purpose.COMMUNE, province)
        count, first = self._homes[province], self._home_first[province]
        for spot in range(start, end):
            yield first + back(spot, count, key)

    def birthplace(self, birth: Birth, cradle: Seat | None, key: int) -> int:
        """Return the commune (its number) in which somebody was born."""
        if cradle is not None:
            return self.place(self._tracer.household(cradle))[0]
        province = self._t.province[birth.unit]
        spot = pick(self._t.keys.of(Purpose.BIRTHPLACE, key), _MILLION)
        low, high = self._first[province], self._first[province + 1]
        return bisect_right(self._share, spot, low, high) - 1

    def seats(self, household: int) -> list[Seat]:
        """Return the seats of a household, of the dead too."""
        t = self._t
        stratum = bisect_right(t.home_first, household) - 1
        unit, shape = divmod(stratum, t.shapes)
        family, home = divmod(household - t.home_first[stratum], t.homes[shape])
        number, section = divmod(family, t.sections)
        start = t.place_first[shape]
        return [
            Seat(unit, place, number, section)
            for place in range(start, start + t.people[shape])
            if t.home[place] == home
        ]

    def is_head(self, seat: Seat) -> bool:
        """Tell whether somebody heads the household."""
        return self._t.position[seat.place] == _HEAD
