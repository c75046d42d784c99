"""The layer below every world: the nation, computed when it is asked for.

The database holds the cast and what has changed; whoever has no row there is read
here. Rows made here are in no session: :func:`overlay.own` copies one into a world
when it changes.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from mock_population_db import citizen
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.models import Account, Household, Layered, Marriage, Person

if TYPE_CHECKING:
    from mock_population_db.nation.nation import Nation

LayeredRow = TypeVar("LayeredRow", bound=Layered)

OPTION = "population_base"
"""Under which an engine's execution options carry the base."""


class NationBase:
    """People, households and marriages of the nation, under the register's keys."""

    def __init__(self, nation: "Nation") -> None:
        self.nation = nation

    def row(self, model: type[LayeredRow], key: str) -> LayeredRow | None:
        """Return the row of a table under its key, None if there is none."""
        made: Layered | None = None
        if model is Person:
            made = self.person(key)
        elif model is Household:
            made = self.household(key)
        elif model is Marriage:
            made = self.marriage(key)
        if made is None or getattr(made, model.key) != key:
            return None
        return cast("LayeredRow", made)

    def person(self, number: str) -> Person | None:
        """Return a person by personal number."""
        index = self.nation.index_of(number)
        return None if index is None else citizen.person_row(self.nation, index)

    def household(self, file_no: str) -> Household | None:
        """Return a household by its residence-file number."""
        found = citizen.household_id_of(self.nation, file_no)
        return None if found is None else citizen.household_row(self.nation, found)

    def marriage(self, number: str) -> Marriage | None:
        """Return the marriage of a husband or a wife."""
        index = self.nation.index_of(number)
        return None if index is None else citizen.marriage_row(self.nation, index)

    def account(self, number: str) -> Account | None:
        """Return a person's e-ID account."""
        index = self.nation.index_of(number)
        return None if index is None else citizen.account_row(self.nation, index)

    def children(self, number: str) -> list[str]:
        """Return the personal numbers of a person's children."""
        index = self.nation.index_of(number)
        return [] if index is None else self._numbers(self.nation.children(index))

    def members(self, file_no: str) -> list[str]:
        """Return the personal numbers of a household's members."""
        found = citizen.household_id_of(self.nation, file_no)
        if found is None:
            return []
        return self._numbers(self.nation.household(found).members)

    def named(self, full_name: str, born_on: date) -> list[str]:
        """Return the personal numbers of all with this name and day of birth."""
        return self._numbers(self.nation.find_by_name(full_name, born_on))

    def _numbers(self, indices: Iterable[int]) -> list[str]:
        return [number_of(self.nation, index) for index in indices]


def with_base(engine: Engine, nation: "Nation") -> Engine:
    """Return an engine whose sessions read the nation where they find no row."""
    return engine.execution_options(**{OPTION: NationBase(nation)})


def base_of(db: Session) -> NationBase:
    """Return the base below a session."""
    found: NationBase = db.get_bind().get_execution_options()[OPTION]
    return found


@lru_cache(maxsize=2)
def nation_of(seed: str, size: int, reserved: frozenset[str]) -> "Nation":
    """Return the nation of a seed and size, made once in a process.

    Args:
        seed: any text.
        size: living people.
        reserved: numbers of the cast, which nobody of the nation may have.
    """
    from mock_population_db.nation.nation import Nation  # noqa: PLC0415 - numpy

    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big")
    return Nation(size, number, reserved)
