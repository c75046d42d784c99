"""A register held in memory: for tests and for lists against lists."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from mock_population_db.quality.sources.source import (
    UNKNOWN,
    Found,
    Numbers,
    Person,
    Query,
    in_columns,
)
from mock_population_db.quality.spelling.variants import fold


class MemorySource:
    """People that were given.

    Args:
        people: all of them.
        old_numbers: personal number by old nine-digit number.
    """

    def __init__(
        self, people: Iterable[Person], old_numbers: Mapping[int, int] | None = None
    ) -> None:
        self._people = {person.number: person for person in people}
        self._old = dict(old_numbers or {})
        self._by_name: dict[tuple[str, int], list[Person]] = {}
        self._homes: dict[int, list[Person]] = {}
        for person in self._people.values():
            key = (fold(person.name), person.born)
            self._by_name.setdefault(key, []).append(person)
            if person.household != UNKNOWN:
                self._homes.setdefault(person.household, []).append(person)

    @property
    def digest(self) -> str:
        """SHA-256 of all people."""
        people = repr(sorted(self._people.values())) + repr(sorted(self._old.items()))
        return hashlib.sha256(people.encode()).hexdigest()

    def by_numbers(self, numbers: Numbers) -> Found:
        """Return the people with these personal numbers."""
        return in_columns(map(self._people.get, numbers.tolist()))

    def by_old_numbers(self, numbers: Numbers) -> Found:
        """Return the people with these old nine-digit numbers."""
        held = (self._old.get(number, UNKNOWN) for number in numbers.tolist())
        return in_columns(map(self._people.get, held))

    def by_name_date(
        self, queries: Sequence[Query], most: int | None = None
    ) -> list[list[Person] | None]:
        """Return everybody with a name and day of birth."""
        del most  # nothing takes long here
        return [
            self._by_name.get((fold(query.name), query.born), []) for query in queries
        ]

    def households(self, numbers: Sequence[int]) -> list[list[Person]]:
        """Return the members of households."""
        return [self._homes.get(number, []) for number in numbers]
