"""What is drawn for many people: serials, days, ethnic groups, names."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.names import DRAWS_BITS, REGIONS
from mock_population_db.nation.layout.plan import Plan
from mock_population_db.nation.layout.reserved import Reserved, number_cells
from mock_population_db.nation.many.seats import Births
from mock_population_db.nation.mixing import mix, pick
from mock_population_db.nation.permutation import all_back, all_forth, serial_of
from mock_population_db.nation.shapes.slots import CELLS, FIRST_YEAR, YEARS, Kind
from mock_population_db.nation.single.dates import days_in, first_day

Numbers = NDArray[np.int64]
NUMBERS = 900_000_000_000
_STRANGER = int(Kind.STRANGER)


class Drawing:
    """Draws by cell of numbers (province x sex x year) and rank."""

    def __init__(self, plan: Plan, reserved: Reserved) -> None:
        self.plan = plan
        self.reserved = reserved
        years = np.arange(CELLS) % YEARS + FIRST_YEAR
        self.days = np.array([days_in(int(year)) for year in years], np.int64)
        self.starts = np.array([first_day(int(year)) for year in years], np.int64)
        self.code = number_cells(plan.units.provinces)
        of, names = plan.keys.of, plan.names
        self.serial_key = of(Purpose.SERIAL, self.code)
        self.day_key = of(Purpose.DAY, self.code)
        self._person_key = of(Purpose.PERSON, self.code)
        offsets = of(Purpose.FIRST_DAY, self.code)
        self.offset = pick(offsets, np.tile(self.days, len(plan.units.provinces)))
        # np.isin would load numpy.ma, which costs a tenth of the start
        self.held = np.array([code in reserved.ranks for code in self.code.tolist()])
        self._run = np.concatenate(([0], np.cumsum(plan.units.weight)))
        self._region = np.array([REGIONS.index(word) for word in plan.units.regions])
        self._names = names

    def cells(self, births: Births) -> Numbers:
        """Return the cells of numbers, counted through."""
        return self.plan.units.province[births.unit] * CELLS + births.cell

    def personal_ids(self, cells: Numbers, numbers: Numbers) -> Numbers:
        """Return personal numbers as whole numbers."""
        ranks = numbers
        for row in np.flatnonzero(self.held[cells]).tolist():
            if ranks is numbers:
                ranks = numbers.copy()
            ranks[row] = self.reserved.jump(int(self.code[cells[row]]), int(ranks[row]))
        serial = serial_of(ranks, self.serial_key[cells])
        return NUMBERS + self.code[cells] * 1_000_000 + serial

    def days_of_birth(
        self, cells: Numbers, numbers: Numbers, counts: Numbers
    ) -> Numbers:
        """Return days of birth as ordinals, by own draw (also for second twins)."""
        place = all_forth(numbers, counts, self.day_key[cells])
        cell = cells % CELLS
        day = (place * self.days[cell] + self.offset[cells]) // counts
        return self.starts[cell] + day

    def born_on(
        self, cells: Numbers, counts: Numbers, day: date
    ) -> tuple[Numbers, Numbers]:
        """Return who was born on a day by own draw: cells of numbers and ranks."""
        days = self.days[cells % CELLS]
        nth = day.toordinal() - first_day(day.year)
        first = np.maximum(0, -((self.offset[cells] - nth * counts) // days))
        end = -((self.offset[cells] - (nth + 1) * counts) // days)
        found = np.maximum(np.minimum(end, counts) - first, 0)
        rows = np.repeat(np.arange(len(cells)), found)
        starts = np.cumsum(found) - found
        place = np.arange(len(rows)) - starts[rows] + first[rows]
        cells = cells[rows]
        return cells, all_back(place, counts[rows], self.day_key[cells])

    def person_keys(self, cells: Numbers, numbers: Numbers) -> Numbers:
        """Return the hashes from which all draws of people come."""
        return mix(self._person_key[cells] ^ numbers)

    def groups(self, births: Births, keys: Numbers) -> Numbers:
        """Return ethnic groups, 1..54."""
        units = self.plan.units
        found = units.ethnicity[births.unit]
        rows = np.flatnonzero(births.kind == _STRANGER)
        if rows.size:
            home = units.province[births.unit[rows]]
            low, high = self._run[units.first[home]], self._run[units.first[home + 1]]
            lane = self.plan.keys.of(Purpose.ETHNICITY, keys[rows])
            at = np.searchsorted(self._run, low + pick(lane, high - low), side="right")
            found[rows] = units.ethnicity[at - 1]
        return found

    def people(self, births: Births, groups: Numbers) -> Numbers:
        """Return which name lists apply: group and region."""
        home = self.plan.units.province[births.unit]
        region: Numbers = self._region[home]
        return groups * len(REGIONS) + region

    def own_names(
        self, people: Numbers, cell: Numbers, keys: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Return middle and given names as texts."""
        names, at = self._names, people * CELLS + cell
        middle = names.text[self._draw(Purpose.MIDDLE, names.middle[at], keys)]
        item = self._draw(Purpose.GIVEN, names.given[at], keys)
        given = names.text[item]
        same = given == names.last_word[middle]
        return middle, np.where(same, names.after[item], given)

    def family_names(self, people: Numbers, keys: Numbers) -> Numbers:
        """Return the family names of roots as texts."""
        item = self._draw(Purpose.FAMILY, self._names.family[people], keys)
        return self._names.text[item]

    def _draw(self, purpose: Purpose, lists: Numbers, keys: Numbers) -> Numbers:
        lane = self.plan.keys.of(purpose, keys)
        place = (lists << DRAWS_BITS) + (lane >> (32 - DRAWS_BITS))
        item: Numbers = self._names.draws[place].astype(np.int64)
        return item
