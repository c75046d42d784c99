"""Counts of the living from the tables alone, without looking at anybody."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.plan import Plan, late_dead
from mock_population_db.nation.many.tracing import Tracing
from mock_population_db.nation.mixing import chain
from mock_population_db.nation.permutation import all_forth
from mock_population_db.nation.shapes.slots import CELLS, FIRST_YEAR, LAST_YEAR, YEARS

Numbers = NDArray[np.int64]


class Census:
    """Counts the living and draws samples of them."""

    def __init__(self, plan: Plan, tracing: Tracing) -> None:
        self._plan = plan
        self._tracing = tracing

    @cached_property
    def _table(self) -> Numbers:
        """The living per unit and cell of birth."""
        plan, made = self._plan, self._plan.made
        shapes = len(made.people)
        own = np.zeros((shapes, CELLS), np.int64)
        here = np.arange(len(made.shape)) - made.first[made.shape]
        people = (here < made.people[made.shape]) & (made.died == 0)
        np.add.at(own, (made.shape[people], made.cell[people]), made.sections)
        found = plan.sets.reshape(-1, shapes) @ own
        late = np.array(sorted(late_dead(plan)), np.int64)
        if late.size:
            seats, _first = self._tracing.seats(late)
            np.subtract.at(found, (seats.unit, made.cell[seats.place]), 1)
        return found

    def alive(
        self,
        province: str | None = None,
        sex: str | None = None,
        year: int | None = None,
        ethnicity: str | None = None,
    ) -> int:
        """Count the living by where they live, sex, year of birth and family."""
        units, table = self._plan.units, self._table
        rows = np.ones(len(table), np.bool_)
        if province is not None:
            rows &= units.province == units.provinces.index(province)
        if ethnicity is not None:
            rows &= units.ethnicity == int(ethnicity)
        found = table[rows].sum(axis=0).reshape(2, YEARS)
        if sex is not None:
            found = found[int(sex) - 1 : int(sex)]
        if year is not None:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                return 0
            found = found[:, year - FIRST_YEAR]
        return int(found.sum())

    def sample(self, count: int, seed: int) -> Numbers:
        """Draw so many living people, all different."""
        plan = self._plan
        if not 0 <= count <= plan.size:
            raise ValueError(f"a sample has 0 to {plan.size} people")
        key = plan.keys.of(Purpose.SAMPLE, chain(seed))
        late = np.array(sorted(late_dead(plan)), np.int64)
        found, start = np.empty(0, np.int64), 0
        while found.size < count:
            end = min(plan.capacity, start + 2 * (count - found.size) + 8)
            places = np.arange(start, end)
            drawn = all_forth(
                places, np.full_like(places, plan.capacity), np.full_like(places, key)
            )
            seats, _first = self._tracing.seats(drawn)
            alive = (plan.made.died[seats.place] == 0) & ~np.isin(drawn, late)
            found = np.concatenate((found, drawn[alive]))
            start = end
        return found[:count]
