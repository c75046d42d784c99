"""Parents of many people, and the first of each male line."""

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.many.seats import Births, Seats
from mock_population_db.nation.many.tracing import Tracing
from mock_population_db.nation.permutation import all_forth
from mock_population_db.nation.shapes.slots import CELLS, NOBODY, Kind

Numbers = NDArray[np.int64]
_ADULT = int(Kind.ADULT)
_LEFT = int(Kind.LEFT)
_STRANGER = int(Kind.STRANGER)


class Kin:
    """Finds parents."""

    def __init__(self, tracing: Tracing) -> None:
        self._tracing = tracing
        self._made = tracing.made

    def cradles(self, seats: Seats, births: Births) -> tuple[Seats, NDArray[np.bool_]]:
        """Return where people grew up, and for whom the register knows it."""
        known = births.kind < _STRANGER
        grown = np.flatnonzero(births.kind == _ADULT)
        if not grown.size:
            return seats, known
        found = Seats(
            seats.unit.copy(),
            seats.place.copy(),
            seats.set.copy(),
            seats.section.copy(),
        )
        some = births.take(grown)
        keys = self._tracing.plan.keys.of(
            Purpose.KINSHIP, (some.unit * CELLS + some.cell) * 8 + some.section
        )
        place = all_forth(some.rank, some.size, keys)
        group = _LEFT * CELLS + some.cell
        start = some.unit * self._tracing.width
        before = self._tracing.plan.cells.before
        places = before[start + self._made.segment[group + 1]]
        inside = place < places - before[start + self._made.segment[group]]
        lucky = grown[inside]
        left = Births(
            some.unit, some.kind, some.cell, some.section, place, some.size
        ).take(inside)
        cradles = self._tracing.seats_of_ranks(left, group[inside])
        for column in ("unit", "place", "set", "section"):
            getattr(found, column)[lucky] = getattr(cradles, column)
        known[lucky] = True
        return found, known

    def parents(
        self, cradles: Seats, known: NDArray[np.bool_], column: Numbers
    ) -> Numbers:
        """Return fathers or mothers as people; -1 = none."""
        place = column[cradles.place]
        people = self._tracing.first(cradles) + place
        return np.where(known & (place != NOBODY), people, NOBODY)

    def roots(
        self, seats: Seats, births: Births, from_mother: NDArray[np.bool_]
    ) -> Births:
        """Return the births of those from whom the family names come."""
        made = self._made
        roots = births.take(slice(None))  # type: ignore[arg-type]
        roots = Births(*(getattr(roots, name).copy() for name in Births.__slots__))
        rows = np.arange(len(seats.unit))
        while rows.size:
            cradles, known = self.cradles(seats, births)
            rows, cradles = rows[known], cradles.take(known)
            mothers = from_mother[self._tracing.plan.units.ethnicity[cradles.unit]]
            father = made.father[cradles.place]
            mothers |= father < 0
            parent = np.where(mothers, made.mother[cradles.place], father)
            start = made.first[made.shape[cradles.place]]
            seats = cradles.at(start + parent)
            births = self._tracing.births(seats)
            for name in Births.__slots__:
                getattr(roots, name)[rows] = getattr(births, name)
        return roots
