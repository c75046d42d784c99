"""The nation as a source: a million people in seconds."""

from collections.abc import Sequence

import numpy as np

from mock_population_db.citizen.row import index_of_old_id
from mock_population_db.nation.nation import Nation
from mock_population_db.quality.sources.nation_search import NationSearch
from mock_population_db.quality.sources.source import (
    NOBODY,
    UNKNOWN,
    Found,
    Numbers,
    Person,
    Query,
)

_OLD_DIGITS = 9


class NationSource:
    """The people of the base, without any world's events.

    Args:
        nation: the nation.
    """

    def __init__(self, nation: Nation) -> None:
        self._nation = nation
        self._search = NationSearch(nation)

    @property
    def digest(self) -> str:
        """The nation's own."""
        return self._nation.digest

    def by_numbers(self, numbers: Numbers) -> Found:
        """Return the people with these personal numbers."""
        return self._people(self._nation.indices_of(numbers))

    def by_old_numbers(self, numbers: Numbers) -> Found:
        """Return the people with these old nine-digit numbers."""
        found = (
            index_of_old_id(self._nation, f"{number:0{_OLD_DIGITS}}")
            for number in numbers.tolist()
        )
        indices = [UNKNOWN if index is None else index for index in found]
        return self._people(np.array(indices, np.int64))

    def by_name_date(
        self, queries: Sequence[Query], most: int | None = None
    ) -> list[list[Person] | None]:
        """Return everybody with a name and day of birth, nationwide.

        Those whose number is given are looked for first where it was issued, which is
        ten times faster; nationwide only when nobody is found there.
        """
        found = self._search.find(queries, nationwide=False)
        rest = [row for row, indices in enumerate(found) if not indices]
        looked = rest[:most]
        wide = self._search.find([queries[row] for row in looked], nationwide=True)
        for row, indices in zip(looked, wide, strict=True):
            found[row] = indices
        people: list[list[Person] | None] = [*self._grouped(found)]
        for row in rest[len(looked) :]:
            people[row] = None
        return people

    def households(self, numbers: Sequence[int]) -> list[list[Person]]:
        """Return the living members of households."""
        homes = (self._nation.household(number) for number in numbers)
        return self._grouped([list(home.members) for home in homes])

    def _grouped(self, groups: Sequence[Sequence[int]]) -> list[list[Person]]:
        flat = np.array([index for group in groups for index in group], np.int64)
        found = self._people(flat)
        people = iter([found.person(row) for row in range(len(flat))])
        return [[next(people) for _index in group] for group in groups]

    def _people(self, indices: Numbers) -> Found:
        """Return people by index, nobody where the index is -1."""
        count = len(indices)
        rows = np.flatnonzero(indices >= 0)
        facts = self._nation.batch(indices[rows])
        names, communes = [""] * count, [""] * count
        known = zip(rows.tolist(), facts.names(), facts.commune_codes(), strict=True)
        for row, name, commune in known:
            names[row], communes[row] = name, commune
        found = Found(
            np.full(count, NOBODY),
            names,
            np.zeros(count, np.int64),
            np.zeros(count, np.int64),
            np.ones(count, np.bool_),
            communes,
            np.full(count, UNKNOWN),
        )
        found.number[rows] = facts.number
        found.born[rows] = facts.date_of_birth
        found.sex[rows] = facts.sex
        found.is_alive[rows] = facts.is_alive
        found.household[rows] = facts.household
        return found
