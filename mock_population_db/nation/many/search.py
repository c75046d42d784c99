"""Search by full name and day of birth in the whole nation."""

from datetime import date
from itertools import combinations
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.many.crowd import Crowd
from mock_population_db.nation.many.seats import Births
from mock_population_db.nation.shapes.slots import (
    CELLS,
    FIRST_YEAR,
    LAST_YEAR,
    YEARS,
    Kind,
)

Numbers = NDArray[np.int64]
_FIRST = int(Kind.FIRST_TWIN)
_SECOND = int(Kind.SECOND_TWIN)
_MOST_WORDS = 16


class Search:
    """Finds people by name and day of birth.

    All who were born on the day are looked at: a day is a stretch of ranks in each
    cell of numbers. Family names are worked out only for those whose own names fit.
    """

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._texts = crowd.plan.names.texts
        self._around = {
            (pattern.partition("{")[0], pattern.rpartition("}")[2])
            for pair in crowd.plan.names.patterns
            for patterns in pair
            for pattern in patterns
            if "{" in pattern
        }
        self._numbers = {text: number for number, text in enumerate(self._texts)}

    def find(self, name: str, born: date, sex: str | None = None) -> list[int]:
        """Return all people of this full name and day, in the order of the nation."""
        if not FIRST_YEAR <= born.year <= LAST_YEAR:
            return []
        words = normalize("NFC", name).split()[:_MOST_WORDS]
        wanted = " ".join(words)
        births = self._candidates(born)
        births, keys, people = self._fitting(births, words, sex)
        if not births.unit.size:
            return []
        seats = self._crowd.tracing.seats_of_births(births)
        middle, given = self._crowd.drawing.own_names(people, births.cell, keys)
        family = self._crowd.family_names_of(seats, births)
        lists = people * 2 + births.cell // YEARS
        found = [
            index
            for index, *parts in zip(
                self._crowd.tracing.indices(seats).tolist(),
                lists.tolist(),
                family.tolist(),
                middle.tolist(),
                given.tolist(),
                strict=True,
            )
            if self._crowd.written(*parts) == wanted
        ]
        return sorted(found)

    def _candidates(self, born: date) -> Births:
        """Return all births of a day: by own draw, and second twins with the first."""
        tracing, drawing = self._crowd.tracing, self._crowd.drawing
        homes = np.arange(len(self._crowd.plan.units.provinces))
        cell = np.array([born.year - FIRST_YEAR, YEARS + born.year - FIRST_YEAR])
        cells = (homes[:, None] * CELLS + cell[None, :]).ravel()
        counts = tracing.counts(cells)
        cells, numbers = drawing.born_on(cells, counts, born)
        births = tracing.births_of_numbers(cells // CELLS, cells % CELLS, numbers)
        twins = births.take(births.kind == _FIRST)
        births = births.take(births.kind != _SECOND)
        seconds = tracing.births(self._crowd.twins_of(tracing.seats_of_births(twins)))
        return Births(
            *(
                np.concatenate((getattr(births, name), getattr(seconds, name)))
                for name in Births.__slots__
            )
        )

    def _fitting(
        self, births: Births, words: list[str], sex: str | None
    ) -> tuple[Births, Numbers, Numbers]:
        """Return those whose own names occur in the name that is looked for."""
        drawing = self._crowd.drawing
        if sex is not None:
            births = births.take(births.cell // YEARS + 1 == int(sex))
        numbers = self._crowd.tracing.numbers(births)
        keys = drawing.person_keys(drawing.cells(births), numbers)
        people = drawing.people(births, drawing.groups(births, keys))
        middle, given = drawing.own_names(people, births.cell, keys)
        rows = np.flatnonzero(self._occur(middle, words) & self._occur(given, words))
        return births.take(rows), keys[rows], people[rows]

    def _occur(self, texts: Numbers, words: list[str]) -> NDArray[np.bool_]:
        fits = np.zeros(len(self._texts), np.bool_)
        stretches = {
            " ".join(words[start:end])
            for start, end in combinations(range(len(words) + 1), 2)
        }
        for before, after in self._around:
            for text in (*stretches, before + after):
                if text.startswith(before) and text.endswith(after):
                    bare = text[len(before) : len(text) - len(after)]
                    number = self._numbers.get(bare)
                    if number is not None:
                        fits[number] = True
        return fits[texts]
