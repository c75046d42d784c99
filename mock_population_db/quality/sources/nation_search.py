"""Many searches by name and day of birth at once, without regard to marks.

Who was born on a day is a stretch of ranks in each cell of numbers (province, sex,
year). All stretches of many searches are looked at in one go; family names are worked
out only for those whose own names fit.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.many.seats import Births
from mock_population_db.nation.nation import Nation
from mock_population_db.nation.permutation import all_back
from mock_population_db.nation.shapes.slots import (
    CELLS,
    FIRST_YEAR,
    LAST_YEAR,
    YEARS,
    Kind,
)
from mock_population_db.quality.sources.source import Query
from mock_population_db.quality.spelling.variants import fold

Numbers = NDArray[np.int64]
_NATIONWIDE_AT_ONCE = 64
_NEAR_AT_ONCE = 8192
_LONGEST_PART = 4
_SYNTHETIC, _PROVINCE = 900, 10**9


class NationSearch:
    """Finds people of the nation.

    Args:
        nation: where to look.
    """

    def __init__(self, nation: Nation) -> None:
        self._crowd = nation.batch(np.empty(0, np.int64)).crowd
        provinces = self._crowd.plan.units.provinces
        self._homes = {int(code): home for home, code in enumerate(provinces)}

    @cached_property
    def _folded(self) -> tuple[dict[str, int], Numbers]:
        """Return numbers of folded texts, and per text of the nation its number."""
        numbers: dict[str, int] = {}
        texts = self._crowd.plan.names.texts
        of_text = [numbers.setdefault(fold(text), len(numbers)) for text in texts]
        return numbers, np.array(of_text, np.int64)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """Return what some peoples write before a name: H' of H'Mi, folded."""
        return frozenset(
            fold(part.partition("{")[0])
            for pair in self._crowd.plan.names.patterns
            for pattern in pair
            for part in pattern
        )

    def find(self, queries: Sequence[Query], *, nationwide: bool) -> list[list[int]]:
        """Return for each query the indices of all whom it fits."""
        found: list[list[int]] = [[] for _query in queries]
        step = _NATIONWIDE_AT_ONCE if nationwide else _NEAR_AT_ONCE
        rows = [
            row
            for row, query in enumerate(queries)
            if FIRST_YEAR <= date.fromordinal(query.born).year <= LAST_YEAR
            and (nationwide or self._home(query) is not None)
        ]
        for start in range(0, len(rows), step):
            some = rows[start : start + step]
            part = [queries[row] for row in some]
            for place, index in self._some(part, nationwide=nationwide):
                found[some[place]].append(index)
        return [sorted(indices) for indices in found]

    def _home(self, query: Query) -> int | None:
        return self._homes.get(query.near // _PROVINCE - _SYNTHETIC)

    def _some(
        self, queries: Sequence[Query], *, nationwide: bool
    ) -> list[tuple[int, int]]:
        of, births = self._candidates(*self._cells(queries, nationwide=nationwide))
        of, births, keys, people = self._fitting(of, births, queries)
        if not of.size:
            return []
        crowd = self._crowd
        seats = crowd.tracing.seats_of_births(births)
        middle, given = crowd.drawing.own_names(people, births.cell, keys)
        parts = zip(
            (people * 2 + births.cell // YEARS).tolist(),
            crowd.family_names_of(seats, births).tolist(),
            middle.tolist(),
            given.tolist(),
            strict=True,
        )
        wanted = [fold(query.name) for query in queries]
        names = [fold(crowd.written(*part)) for part in parts]
        indices = crowd.tracing.indices(seats).tolist()
        return [
            (row, index)
            for row, index, name in zip(of.tolist(), indices, names, strict=True)
            if name == wanted[row]
        ]

    def _cells(
        self, queries: Sequence[Query], *, nationwide: bool
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Return queries, cells of numbers and days to look at; both sexes."""
        every = list(self._homes.values())
        rows, cells, days = [], [], []
        for row, query in enumerate(queries):
            year = date.fromordinal(query.born).year - FIRST_YEAR
            home = self._home(query)
            homes = every if nationwide or home is None else [home]
            for place in homes:
                rows += [row, row]
                cells += [place * CELLS + year, place * CELLS + YEARS + year]
                days += [query.born, query.born]
        return np.array(rows), np.array(cells), np.array(days)

    def _candidates(
        self, rows: Numbers, cells: Numbers, days: Numbers
    ) -> tuple[Numbers, Births]:
        """Return all births of the days: by own draw, and second twins with firsts."""
        tracing, drawing = self._crowd.tracing, self._crowd.drawing
        counts = tracing.counts(cells)
        length, offset = drawing.days[cells % CELLS], drawing.offset[cells]
        nth = days - drawing.starts[cells % CELLS]
        first = np.maximum(0, -((offset - nth * counts) // length))
        end = np.minimum(-((offset - (nth + 1) * counts) // length), counts)
        size = np.maximum(end - first, 0)
        at = np.repeat(np.arange(len(cells)), size)
        place = np.arange(len(at)) - (np.cumsum(size) - size)[at] + first[at]
        cells, of = cells[at], rows[at]
        ranks = all_back(place, counts[at], drawing.day_key[cells])
        births = tracing.births_of_numbers(cells // CELLS, cells % CELLS, ranks)
        is_first = births.kind == int(Kind.FIRST_TWIN)
        is_own = births.kind != int(Kind.SECOND_TWIN)
        firsts = tracing.seats_of_births(births.take(is_first))
        seconds = tracing.births(self._crowd.twins_of(firsts))
        return (
            np.concatenate((of[is_own], of[is_first])),
            _joined(births.take(is_own), seconds),
        )

    def _fitting(
        self, of: Numbers, births: Births, queries: Sequence[Query]
    ) -> tuple[Numbers, Births, Numbers, Numbers]:
        """Keep those whose own names occur in the name that is looked for."""
        drawing = self._crowd.drawing
        numbers = self._crowd.tracing.numbers(births)
        keys = drawing.person_keys(drawing.cells(births), numbers)
        people = drawing.people(births, drawing.groups(births, keys))
        middle, given = drawing.own_names(people, births.cell, keys)
        known, folded = self._folded
        wanted = self._parts(queries)
        fits = np.isin(of * len(known) + folded[given], wanted)
        fits &= np.isin(of * len(known) + folded[middle], wanted)
        rows = np.flatnonzero(fits)
        return of[rows], births.take(rows), keys[rows], people[rows]

    def _parts(self, queries: Sequence[Query]) -> Numbers:
        """Return query and folded text for all runs of words of all names."""
        known, _folded = self._folded
        found = set()
        for row, query in enumerate(queries):
            words = fold(query.name).split()
            parts = {
                " ".join(words[start:end])
                for start in range(len(words))
                for end in range(start, min(start + _LONGEST_PART, len(words)) + 1)
            }
            for opening in self._openings:
                parts |= {part.removeprefix(opening) for part in parts}
            found |= {(row, known.get(part, -1)) for part in parts | {""}}
        return np.array(
            [row * len(known) + part for row, part in found if part >= 0], np.int64
        )


def _joined(one: Births, other: Births) -> Births:
    return Births(
        *(
            np.concatenate((getattr(one, name), getattr(other, name)))
            for name in Births.__slots__
        )
    )
