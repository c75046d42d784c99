"""What a list may ask the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
NOBODY = 0
"""The number of nobody."""
UNKNOWN = -1


class Person(NamedTuple):
    """What the register says of one person.

    Attributes:
        number: personal number as a whole number.
        name: full name as it is said; empty when the register does not tell.
        born: day of birth as ``datetime.date.toordinal`` counts.
        sex: 1 male, 2 female, 0 unknown.
        is_alive: false for the dead.
        commune: code of the commune of residence; empty when unknown.
        household: number of the household; -1 when unknown.
    """

    number: int
    name: str
    born: int
    sex: int = 0
    is_alive: bool = True
    commune: str = ""
    household: int = UNKNOWN


@dataclass(frozen=True)
class Found:
    """People in columns, one row for each that was asked for.

    Attributes:
        number: personal numbers, 0 where there is nobody.
        name: full names.
        born: days of birth as ordinals.
        sex: 1 male, 2 female, 0 unknown.
        is_alive: false for the dead.
        commune: codes of the communes of residence.
        household: numbers of households, -1 unknown.
    """

    number: Numbers
    name: list[str]
    born: Numbers
    sex: Numbers
    is_alive: NDArray[np.bool_]
    commune: list[str]
    household: Numbers

    def person(self, row: int) -> Person:
        """Return one row."""
        return Person(
            int(self.number[row]),
            self.name[row],
            int(self.born[row]),
            int(self.sex[row]),
            bool(self.is_alive[row]),
            self.commune[row],
            int(self.household[row]),
        )


class Query(NamedTuple):
    """Somebody looked for by name and day of birth.

    Attributes:
        name: full name; case, marks and spaces do not matter.
        born: day of birth as an ordinal.
        near: a number that may be wrong but tells where to look first; 0 = none.
    """

    name: str
    born: int
    near: int = NOBODY


class Source(Protocol):
    """The register, as lists see it."""

    @property
    def digest(self) -> str:
        """Say which people it holds; another digest, other people."""
        ...

    def by_numbers(self, numbers: Numbers) -> Found:
        """Return the people with these personal numbers, row by row."""
        ...

    def by_old_numbers(self, numbers: Numbers) -> Found:
        """Return the people with these old nine-digit numbers, row by row."""
        ...

    def by_name_date(
        self, queries: Sequence[Query], most: int | None = None
    ) -> list[list[Person] | None]:
        """Return for each query everybody with the name (folded) and day of birth.

        Args:
            queries: who is looked for.
            most: how many may be looked for where it takes long (nationwide); None
                stands for people who were not looked for.
        """
        ...

    def households(self, numbers: Sequence[int]) -> list[list[Person]]:
        """Return for each household its members."""
        ...


NO_PERSON = Person(NOBODY, "", 0)


def in_columns(people: Iterable[Person | None]) -> Found:
    """Put people into columns; None is nobody."""
    rows = [person or NO_PERSON for person in people]
    number, name, born, sex, alive, commune, household = (
        zip(*rows, strict=True) if rows else ((),) * len(Person._fields)
    )
    return Found(
        np.array(number, np.int64),
        list(name),
        np.array(born, np.int64),
        np.array(sex, np.int64),
        np.array(alive, np.bool_),
        list(commune),
        np.array(household, np.int64),
    )
