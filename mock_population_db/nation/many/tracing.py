"""From people to their births and back, for many at once."""

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.cells import PIECES
from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.plan import Plan
from mock_population_db.nation.layout.units import SHARE
from mock_population_db.nation.many.seats import Births, Seats
from mock_population_db.nation.permutation import all_back, all_forth
from mock_population_db.nation.shapes.slots import CELLS, Kind

Numbers = NDArray[np.int64]
_ADULT = int(Kind.ADULT)


def last_up_to(
    run: NDArray[np.signedinteger], targets: Numbers, low: Numbers, high: Numbers
) -> Numbers:
    """Return per target the last place of ``run[low:high]`` that is not above it.

    Each part of ``run`` rises and starts with a number not above its target.
    """
    at, size = low.copy(), high - low
    for _ in range(int(size.max(initial=1)).bit_length()):
        half = size >> 1
        at += half * (run[at + half] <= targets)
        size -= half
    return at


class Tracing:
    """Finds seats, births and the way back."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.made = plan.made
        self.sections = plan.made.sections
        self.width = len(plan.made.order)
        self.role = plan.made.role * plan.made.sections
        self.shapes = len(plan.made.people)
        units = plan.units
        self._pieces_width = (units.first[1:] - units.first[:-1]) * PIECES + 1
        self._degree = np.diff(plan.routes.inward_first)
        ends = np.arange(1, CELLS + 1)[None, :] * self._pieces_width[:, None] - 1
        ends += plan.cells.pieces_first[:-1, None]
        self._counts = plan.cells.pieces[ends.ravel()].astype(np.int64)
        self._near = plan.near

    def seats(self, indices: Numbers) -> tuple[Seats, Numbers]:
        """Return the seats of people, and the first person of each family."""
        plan, made = self.plan, self.made
        block = indices >> self._near.shift
        stratum = last_up_to(
            plan.person_first,
            indices,
            self._near.first[block],
            self._near.first[block + 1] + 1,
        )
        unit = stratum // self.shapes
        shape = stratum - unit * self.shapes
        offset = indices - plan.person_first[stratum]
        people = made.people[shape]
        family = offset // people
        place = offset - family * people
        number = family // self.sections
        section = family - number * self.sections
        return Seats(unit, made.first[shape] + place, number, section), indices - place

    def first(self, seats: Seats) -> Numbers:
        """Return the first person of each family."""
        shape = self.made.shape[seats.place]
        family = seats.set * self.sections + seats.section
        stratum = seats.unit * self.shapes + shape
        first: Numbers = self.plan.person_first[stratum]
        return first + family * self.made.people[shape]

    def indices(self, seats: Seats) -> Numbers:
        """Return who has these seats."""
        start = self.made.first[self.made.shape[seats.place]]
        return self.first(seats) + seats.place - start

    def households(self, seats: Seats) -> Numbers:
        """Return the households of seats."""
        made = self.made
        shape = made.shape[seats.place]
        family = seats.set * self.sections + seats.section
        stratum = seats.unit * self.shapes + shape
        first: Numbers = self.plan.home_first[stratum]
        return first + family * made.homes[shape] + made.home[seats.place]

    def births(self, seats: Seats) -> Births:
        """Return where people stand among those born."""
        made, before = self.made, self.plan.cells.before
        kind, cell = made.kind[seats.place], made.cell[seats.place]
        start = seats.unit * self.width
        group = kind * CELLS + cell
        low = before[start + made.segment[group]].astype(np.int64)
        size = before[start + made.segment[group + 1]] - low
        rank = before[start + made.order[seats.place]] - low + seats.set
        section = made.outward[self.role[seats.place] + seats.section]
        found = Births(seats.unit.copy(), kind, cell, section, rank, size)
        grown = np.flatnonzero(kind == _ADULT)
        if grown.size:
            self._move(found, grown)
        return found

    def _move(self, births: Births, grown: Numbers) -> None:
        """Replace the residence of grown-ups by their origin."""
        plan, some = self.plan, births.take(grown)
        ways = plan.routes
        lane = (some.unit * CELLS + some.cell) * 8 + some.section
        keys = plan.keys.of(Purpose.MIGRATION, lane)
        step = all_forth(some.rank, some.size, keys)
        part = ((step + 1) * SHARE - 1) // some.size
        low, high = ways.first[some.unit], ways.first[some.unit + 1]
        pair = last_up_to(ways.share, part, low, high)
        origin = ways.origin[pair]
        degree = self._degree[origin]
        row = plan.cells.births_first[origin] + some.cell * (degree + 1)
        births.rank[grown] = (
            plan.cells.births[row + ways.inward_place[pair]]
            + step
            - (some.size * ways.share[pair] >> 20)
        )
        births.size[grown] = plan.cells.births[row + degree]
        births.unit[grown] = origin

    def numbers(self, births: Births) -> Numbers:
        """Return the rank of people in their cell of numbers."""
        plan = self.plan
        home = plan.units.province[births.unit]
        row = plan.cells.pieces_first[home] + births.cell * self._pieces_width[home]
        piece = row + (births.unit - plan.units.first[home]) * PIECES + births.kind
        number: Numbers = births.section * births.size + births.rank
        return number + plan.cells.pieces[piece]

    def counts(self, cells: Numbers) -> Numbers:
        """Return how many people cells of numbers have (province x CELLS + cell)."""
        counts: Numbers = self._counts[cells]
        return counts

    def births_of_numbers(
        self, home: Numbers, cell: Numbers, number: Numbers
    ) -> Births:
        """Return the births that have these ranks in their cells of numbers."""
        plan, pieces = self.plan, self.plan.cells.pieces
        width = self._pieces_width[home]
        row = plan.cells.pieces_first[home] + cell * width
        piece = last_up_to(pieces, number, row, row + width)
        local = (piece - row) // PIECES
        kind = piece - row - local * PIECES
        start = pieces[piece].astype(np.int64)
        size = (pieces[piece + 1] - start) // self.sections
        section = (number - start) // size
        rank = number - start - section * size
        return Births(plan.units.first[home] + local, kind, cell, section, rank, size)

    def seats_of_births(self, births: Births) -> Seats:
        """Return the seats of births."""
        found = self.seats_of_ranks(births, births.kind * CELLS + births.cell)
        grown = np.flatnonzero(births.kind == _ADULT)
        if grown.size:
            adults = self.adults(births.take(grown))
            for column in ("unit", "place", "set", "section"):
                getattr(found, column)[grown] = getattr(adults, column)
        return found

    def seats_of_ranks(self, births: Births, group: Numbers) -> Seats:
        """Return the seats of ranks in the cells of a unit, all known to exist."""
        made, before = self.made, self.plan.cells.before
        start = births.unit * self.width
        low, high = start + made.segment[group], start + made.segment[group + 1]
        target = before[low] + births.rank
        found = last_up_to(before, target, low, np.maximum(high, low + 1))
        place = made.ordered[np.minimum(found - start, self.width - 1)]
        family = made.inward[self.role[place] + births.section]
        return Seats(births.unit.copy(), place, target - before[found], family)

    def adults(self, births: Births) -> Seats:
        """Return the seats of grown-ups by their rank at birth."""
        plan, ways, cells = self.plan, self.plan.routes, self.plan.cells
        degree = self._degree[births.unit]
        row = cells.births_first[births.unit] + births.cell * (degree + 1)
        place = last_up_to(cells.births, births.rank, row, row + degree)
        pair = ways.inward[ways.inward_first[births.unit] + place - row]
        home = ways.residence[pair]
        group = _ADULT * CELLS + births.cell
        start = home * self.width
        low = cells.before[start + self.made.segment[group]].astype(np.int64)
        size = cells.before[start + self.made.segment[group + 1]] - low
        step = births.rank - cells.births[place] + (size * ways.share[pair] >> 20)
        lane = (home * CELLS + births.cell) * 8 + births.section
        rank = all_back(step, size, plan.keys.of(Purpose.MIGRATION, lane))
        moved = Births(home, births.kind, births.cell, births.section, rank, size)
        return self.seats_of_ranks(moved, group)
