"""Batches: facts of any people, people of any numbers."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.names import PLAIN
from mock_population_db.nation.layout.plan import Plan, late_dead
from mock_population_db.nation.layout.reserved import Reserved
from mock_population_db.nation.many.drawing import NUMBERS, Drawing
from mock_population_db.nation.many.facts import Facts
from mock_population_db.nation.many.kinship import Kin
from mock_population_db.nation.many.seats import Births, Seats
from mock_population_db.nation.many.tracing import Tracing, last_up_to
from mock_population_db.nation.permutation import all_forth, rank_of
from mock_population_db.nation.shapes.slots import (
    CELLS,
    FIRST_YEAR,
    LAST_YEAR,
    NOBODY,
    YEARS,
    Kind,
)

Numbers = NDArray[np.int64]
CHUNK: Final = 1 << 14
"""So many people at a time stay in the processor's cache."""
_SECOND = int(Kind.SECOND_TWIN)
_MILLION = 1_000_000


class Crowd:
    """Answers for many people at once."""

    def __init__(self, plan: Plan, reserved: Reserved) -> None:
        self.plan = plan
        self.tracing = Tracing(plan)
        self.kin = Kin(self.tracing)
        self.drawing = Drawing(plan, reserved)
        self._reserved = reserved
        self._late = sorted(late_dead(plan))
        self._home_of_code = np.full(1000, NOBODY, np.int64)
        for home, code in enumerate(plan.units.provinces):
            self._home_of_code[int(code)] = home
        self._commune_key = plan.keys.of(
            Purpose.COMMUNE, np.arange(len(plan.units.provinces))
        )
        self._patterns = [
            None if pattern == PLAIN else pattern
            for pair in plan.names.patterns
            for pattern in pair
        ]

    def batch(self, indices: Numbers) -> Facts:
        """Return facts of people.

        Raises:
            IndexError: an index is nobody's.
        """
        index = np.asarray(indices, np.int64)
        if index.size and not 0 <= index.min() <= index.max() < self.plan.capacity:
            raise IndexError("an index is nobody's")
        parts = [
            self._chunk(index[start : start + CHUNK])
            for start in range(0, max(index.size, 1), CHUNK)
        ]
        columns = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Facts(self, *columns)

    def _chunk(self, index: Numbers) -> tuple[NDArray[np.generic], ...]:
        made, tracing, drawing = self.plan.made, self.tracing, self.drawing
        seats, first = tracing.seats(index)
        births = tracing.births(seats)
        number = tracing.numbers(births)
        cells = drawing.cells(births)
        keys = drawing.person_keys(cells, number)
        groups = drawing.groups(births, keys)
        people = drawing.people(births, groups)
        middle, given = drawing.own_names(people, births.cell, keys)
        cradles, known = self.kin.cradles(seats, births)
        spouse = made.spouse[seats.place]
        household = tracing.households(seats)
        alive = made.died[seats.place] == 0
        for late in self._late:
            alive &= index != late
        return (
            index,
            drawing.personal_ids(cells, number),
            births.cell // YEARS + 1,
            self._born(seats, births, cells, number),
            groups,
            alive,
            self.kin.parents(cradles, known, made.father),
            self.kin.parents(cradles, known, made.mother),
            np.where(spouse == NOBODY, NOBODY, first + spouse),
            household,
            self.communes(household, self.plan.units.province[seats.unit]),
            middle,
            given,
            people,
        )

    def _born(
        self, seats: Seats, births: Births, cells: Numbers, number: Numbers
    ) -> Numbers:
        """Return days of birth; a second twin has the day of the first."""
        tracing, drawing = self.tracing, self.drawing
        counts = tracing.counts(cells)
        found = drawing.days_of_birth(cells, number, counts)
        rows = np.flatnonzero(births.kind == _SECOND)
        if rows.size:
            some = seats.take(rows)
            first = tracing.births(self._twins(some))
            cell = drawing.cells(first)
            counts = tracing.counts(cell)
            found[rows] = drawing.days_of_birth(cell, tracing.numbers(first), counts)
        return found

    def _twins(self, seats: Seats) -> Seats:
        made = self.plan.made
        start = made.first[made.shape[seats.place]]
        return seats.at(start + made.twin[seats.place])

    def twins_of(self, seats: Seats) -> Seats:
        """Return the seats of the twins of twins."""
        return self._twins(seats)

    def communes(self, households: Numbers, home: Numbers) -> Numbers:
        """Return the communes of households of provinces, as numbers."""
        spots = self.plan.places
        keys = self._commune_key[home]
        place = all_forth(households - spots.home_first[home], spots.homes[home], keys)
        return last_up_to(spots.before, place, spots.first[home], spots.first[home + 1])

    def family_names(self, indices: Numbers) -> Numbers:
        """Return family names as texts, walking up to the first of each line."""
        found = np.empty(len(indices), np.int64)
        for start in range(0, len(indices), CHUNK):
            seats, _first = self.tracing.seats(indices[start : start + CHUNK])
            births = self.tracing.births(seats)
            found[start : start + CHUNK] = self.family_names_of(seats, births)
        return found

    def family_names_of(self, seats: Seats, births: Births) -> Numbers:
        """Return the family names of seats, as texts."""
        drawing = self.drawing
        roots = self.kin.roots(seats, births, self.plan.names.from_mother)
        keys = drawing.person_keys(drawing.cells(roots), self.tracing.numbers(roots))
        people = drawing.people(roots, drawing.groups(roots, keys))
        return drawing.family_names(people, keys)

    def written(self, people: int, family: int, middle: int, given: int) -> str:
        """Return a full name; ``people`` = name lists and sex."""
        texts, pattern = self.plan.names.texts, self._patterns[people]
        if pattern is None and texts[middle]:
            return f"{texts[family]} {texts[middle]} {texts[given]}"
        parts = pattern or PLAIN
        full = [
            part.replace("{family}", texts[family])
            .replace("{middle}", texts[middle])
            .replace("{given}", texts[given])
            for part in parts
        ]
        return " ".join(part for part in full if part)

    def numbers_of(self, indices: Numbers) -> Numbers:
        """Return the personal numbers of people as whole numbers; -1 stays -1."""
        found = np.full(indices.shape, NOBODY, np.int64)
        rows = np.flatnonzero(indices != NOBODY)
        for start in range(0, rows.size, CHUNK):
            part = rows[start : start + CHUNK]
            births = self.tracing.births(self.tracing.seats(indices[part])[0])
            cells, number = self.drawing.cells(births), self.tracing.numbers(births)
            found[part] = self.drawing.personal_ids(cells, number)
        return found

    def indices_of(self, numbers: Numbers) -> Numbers:
        """Return who has these personal numbers, -1 = nobody."""
        given = np.asarray(numbers, np.int64)
        found = np.full(given.shape, NOBODY, np.int64)
        for start in range(0, given.size, CHUNK):
            part = slice(start, start + CHUNK)
            found[part] = self._indices_of(given[part])
        return found

    def _indices_of(self, given: Numbers) -> Numbers:
        found = np.full(given.shape, NOBODY, np.int64)
        rows = np.flatnonzero((given >= NUMBERS) & (given < NUMBERS + 10**11))
        code, serial = np.divmod(given[rows] - NUMBERS, _MILLION)
        province, digits = np.divmod(code, 1000)
        digit, short = np.divmod(digits, 100)
        home = self._home_of_code[province]
        year = 1900 + 100 * (digit // 2) + short
        good = (home != NOBODY) & (year >= FIRST_YEAR) & (year <= LAST_YEAR)
        rows, home, serial = rows[good], home[good], serial[good]
        cell = (digit % 2 * YEARS + year - FIRST_YEAR)[good]
        cells = home * CELLS + cell
        rank = rank_of(serial, self.drawing.serial_key[cells])
        rank = self._landed(cells, rank)
        good = (rank >= 0) & (rank < self.tracing.counts(cells))
        births = self.tracing.births_of_numbers(home[good], cell[good], rank[good])
        found[rows[good]] = self.tracing.indices(self.tracing.seats_of_births(births))
        return found

    def _landed(self, cells: Numbers, ranks: Numbers) -> Numbers:
        held = self.drawing.held[cells]
        for row in np.flatnonzero(held).tolist():
            code = int(self.drawing.code[cells[row]])
            landed = self._reserved.land(code, int(ranks[row]))
            ranks[row] = NOBODY if landed is None else landed
        return ranks
