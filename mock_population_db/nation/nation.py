"""The door of the nation: people, kin, households and numbers of any N."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout import plan
from mock_population_db.nation.layout.plan import SMALL
from mock_population_db.nation.layout.reserved import Reserved
from mock_population_db.nation.many.census import Census
from mock_population_db.nation.many.crowd import Crowd
from mock_population_db.nation.many.facts import Facts
from mock_population_db.nation.many.residents import Residents
from mock_population_db.nation.many.search import Search
from mock_population_db.nation.person import BasePerson, Household
from mock_population_db.nation.single.people import People

AS_OF = date(2026, 3, 9)
"""The base is the nation in the evening of this day."""


class Nation:
    """A nation of any size from 1,000 people, computed when asked.

    The same size, seed, reserved numbers and tables give the same people on every
    machine; :attr:`digest` says so.

    Args:
        size: living people, exactly.
        seed: any whole number.
        reserved: personal numbers that nobody of the nation may have.

    Raises:
        ValueError: the size is out of range.
    """

    LARGE = SMALL
    """From this size on nobody marries within three generations."""

    def __init__(
        self,
        size: int = 100_000_000,
        seed: int = 2026,
        reserved: Iterable[str] = (),
    ) -> None:
        self._plan = plan(size, seed)
        self._reserved = Reserved(reserved, self._plan.keys)
        self._people = People(self._plan, self._reserved)
        self._crowd = Crowd(self._plan, self._reserved)
        self._search = Search(self._crowd)
        self._census = Census(self._plan, self._crowd.tracing)
        self.size = size
        self.seed = seed
        self.capacity = self._plan.capacity
        taken = ",".join(sorted(self._reserved.numbers))
        self.digest = hashlib.sha256(
            f"{self._plan.digest}/{taken}".encode()
        ).hexdigest()

    def exists(self, index: int) -> bool:
        """Tell whether there is, or was, a person of this index."""
        return 0 <= index < self.capacity

    def person(self, index: int) -> BasePerson:
        """Return a person.

        Raises:
            IndexError: there is none.
        """
        return self._people.person(self._known(index))

    def _known(self, index: int) -> int:
        if not 0 <= index < self.capacity:
            raise IndexError(f"no person {index} in this nation")
        return index

    def number_of(self, index: int) -> str:
        """Return a person's number; much cheaper than the whole person.

        Raises:
            IndexError: there is none.
        """
        return self._people.number(self._known(index))

    def index_of(self, number: str) -> int | None:
        """Return whose personal number this is, None if nobody's."""
        return self._people.numbers.index_of(number)

    def number_of_newborn(self, province: str, sex: str, year: int, k: int) -> str:
        """Return the number of the k-th child (from 0) born after the base.

        It belongs to nobody in the nation and to no other child, for ever.

        Args:
            province: code of the 63-list, ``001``.
            sex: ``1`` or ``2``.
            year: year of birth, 1900 to 2099.
            k: how many children of this province, sex and year came before.

        Raises:
            personal_id.PersonalIdError: province, sex, year or ``k`` is out of range.
        """
        return self._people.numbers.of_newborn(province, sex, year, k)

    def family_name(self, index: int) -> str:
        """Return the family name, wherever the person's people write it."""
        return self._people.family_name(self._known(index))

    def children(self, index: int) -> list[int]:
        """Return the children of a person, the oldest first."""
        return self._people.children(self._known(index))

    def siblings(self, index: int) -> list[int]:
        """Return brothers and sisters, also those of one parent only."""
        return self._people.siblings(self._known(index))

    @cached_property
    def households(self) -> int:
        """How many households there are, numbered from 0."""
        return int(self._plan.home_first[-1])

    def household(self, number: int) -> Household:
        """Return a household.

        Raises:
            IndexError: there is none.
        """
        if not 0 <= number < self.households:
            raise IndexError(f"no household {number} in this nation")
        return self._people.household(number)

    @cached_property
    def _commune_number(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self._plan.places.codes)}

    def households_of(self, commune: str) -> Iterator[int]:
        """Yield the households of a commune.

        Raises:
            KeyError: there is no such commune.
        """
        return self._people.homes.households_of(self._commune_number[commune])

    def residents(
        self, commune: str, start: int, end: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the living people of some homes of a commune, and their homes.

        They come in the order of the homes, of one home in the nation's order.

        Args:
            commune: five-digit code.
            start: number of the first home in the commune.
            end: number after the last home; the commune's last home at most.

        Raises:
            KeyError: there is no such commune.
        """
        place = self._commune_number[commune]
        province, first, last = self._people.homes.homes_of(place)
        low, high = min(first + start, last), min(first + end, last)
        index, plots = self._residents.of_plots(province, low, high)
        return index, plots + start

    @cached_property
    def _residents(self) -> Residents:
        return Residents(self._plan)

    def living_in(self, commune: str) -> NDArray[np.int64]:
        """Return all living people of a commune, home by home.

        Raises:
            KeyError: there is no such commune.
        """
        return self.residents(commune, 0, self.homes_in(commune))[0]

    def homes_in(self, commune: str) -> int:
        """Return how many homes a commune has.

        Raises:
            KeyError: there is no such commune.
        """
        place = self._commune_number[commune]
        _province, first, last = self._people.homes.homes_of(place)
        return last - first

    def communes(self) -> dict[str, int]:
        """Return all communes by code, with how many households each has."""
        found = {}
        for code, place in sorted(self._commune_number.items()):
            _province, start, end = self._people.homes.homes_of(place)
            found[code] = end - start
        return found

    def find_by_name(
        self, full_name: str, date_of_birth: date, sex: str | None = None
    ) -> list[int]:
        """Return everybody with this name and day of birth, in the whole nation."""
        return self._search.find(full_name, date_of_birth, sex)

    def batch(self, indices: NDArray[np.int64]) -> Facts:
        """Return facts of many people, the same as :meth:`person` gives.

        Raises:
            IndexError: an index is nobody's.
        """
        return self._crowd.batch(indices)

    def indices_of(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return whose these personal numbers are, -1 where nobody's."""
        return self._crowd.indices_of(numbers)

    def numbers_of(self, indices: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the personal numbers of people as whole numbers; -1 stays -1."""
        return self._crowd.numbers_of(np.asarray(indices, np.int64))

    def sample(self, count: int, seed: int = 0) -> NDArray[np.int64]:
        """Draw so many living people, all different; the same seed, the same people.

        Raises:
            ValueError: more than the nation has.
        """
        return self._census.sample(count, seed)

    def alive_count(
        self,
        province: str | None = None,
        sex: str | None = None,
        year: int | None = None,
        ethnicity: str | None = None,
    ) -> int:
        """Count the living at once, from the tables.

        Args:
            province: code of the 63-list where they live.
            sex: ``1`` or ``2``.
            year: year of birth.
            ethnicity: two-digit code, of the family; about 1 in 50 has married in
                from another people and is counted with the family.

        Raises:
            ValueError: there is no such province.
        """
        return self._census.alive(province, sex, year, ethnicity)
