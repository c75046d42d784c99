"""Clean lists of people of the nation: of a commune, a province, or a sample."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from forms import codelists
from forms.codelists.units import is_commune
from mock_population_db.citizen.contacts import phone
from mock_population_db.citizen.draws import Draws, label
from mock_population_db.citizen.homes.addresses import home_address
from mock_population_db.citizen.row import index_of_old_id
from mock_population_db.citizen.series import OLD_IDS
from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.nation import AS_OF, Nation
from mock_population_db.quality.errors import ScopeUnknown
from mock_population_db.quality.rows import BLOCK, Block

Numbers = NDArray[np.int64]
_SCOPE = re.compile(r"(commune|province|sample):([0-9]{1,9})")
_RUN = 64
"""Neighbours of the nation's count that a sample takes together, so that households
stay whole."""
_SEXES = {1: "Nam", 2: "Nữ"}
_FIRST_LISTS = 1995
_REGISTERED = label("year of a list's row")


@dataclass(frozen=True)
class Scope:
    """A part of the nation.

    Args:
        nation: whose people.
        kind: ``commune``, ``province`` or ``sample``.
        which: a code, or how many people.
        phones: whether rows have phones (slower).
    """

    nation: Nation
    kind: str
    which: str
    phones: bool = False

    def blocks(self, size: int = BLOCK) -> Iterator[Block]:
        """Yield the living people as clean rows, in blocks of one size."""
        start = 0
        for indices in _gathered(self._indices(), size):
            yield self._block(indices, start)
            start += len(indices)

    def _indices(self) -> Iterator[Numbers]:
        if self.kind == "sample":
            return self._sample(int(self.which))
        if self.kind == "commune":
            return self._homes([self.which])
        return self._homes([unit.code for unit in codelists.communes(self.which)])

    def _homes(self, communes: Sequence[str]) -> Iterator[Numbers]:
        for commune in communes:
            members = [
                member
                for home in self.nation.households_of(commune)
                for member in self.nation.household(home).members
            ]
            yield np.array(members, np.int64)

    def _sample(self, wanted: int) -> Iterator[Numbers]:
        """Yield living people of runs that stand evenly over the whole nation."""
        capacity, size = self.nation.capacity, self.nation.size
        wanted = min(wanted, size)
        # a few more than needed, for the dead are not spread evenly
        runs = (wanted * capacity // size * 21 // 20) // _RUN + 8
        starts = np.arange(runs) * capacity // runs
        places = (starts[:, None] + np.arange(_RUN)[None, :]).ravel()
        places = np.unique(places[places < capacity])
        for part in np.array_split(places, len(places) // BLOCK + 1):
            lives = part[self.nation.batch(part).is_alive][:wanted]
            wanted -= len(lives)
            yield lives

    def _block(self, indices: Numbers, start: int) -> Block:
        facts = self.nation.batch(indices)
        homes = _Homes(self.nation)
        born = [date.fromordinal(day) for day in facts.date_of_birth.tolist()]
        columns = {
            "row_id": [str(start + place + 1) for place in range(len(indices))],
            "personal_id": facts.numbers(),
            "full_name": facts.names(),
            "date_of_birth": [f"{day:%d/%m/%Y}" for day in born],
            "sex": [_SEXES[sex] for sex in facts.sex.tolist()],
            "address": [homes.address(home) for home in facts.household.tolist()],
            "household": [f"{home:09}" for home in facts.household.tolist()],
            "office": facts.commune_codes(),
            "registered": [
                _registered(self.nation.seed, index, day.year)
                for index, day in zip(indices.tolist(), born, strict=True)
            ],
        }
        if self.phones:
            columns["phone"] = [
                phone(Subject(self.nation, index)) or "" for index in indices.tolist()
            ]
        return Block(columns)


class _Homes:
    """Writes the addresses of homes, each once."""

    def __init__(self, nation: Nation) -> None:
        self._nation = nation
        self._written: dict[int, str] = {}

    def address(self, home: int) -> str:
        if home not in self._written:
            found = self._nation.household(home)
            self._written[home] = codelists.address_text(
                home_address(found.commune, found.plot)
            )
        return self._written[home]


class NationRegistry:
    """What defects need to know of the nation.

    Args:
        nation: the register's people.
    """

    def __init__(self, nation: Nation) -> None:
        self._nation = nation

    def old_numbers(self, personal_ids: Sequence[str]) -> list[str]:
        """Return old nine-digit numbers; empty who never had one."""
        return [self._old_number(number) for number in personal_ids]

    def _old_number(self, personal_id: str) -> str:
        index = self._nation.index_of(personal_id)
        if index is None:
            return ""
        old = OLD_IDS.number(self._nation, index)
        return old if index_of_old_id(self._nation, old) == index else ""

    def is_taken(self, personal_id: str) -> bool:
        """Tell whether somebody of the nation has this number."""
        return self._nation.index_of(personal_id) is not None


def read_scope(text: str, nation: Nation, *, phones: bool = False) -> Scope:
    """Read ``commune:00070``, ``province:01`` or ``sample:100000``.

    Raises:
        ScopeUnknown: it names nothing of the nation.
    """
    found = _SCOPE.fullmatch(text.strip())
    if found is None or not _exists(found[1], found[2]):
        raise ScopeUnknown(scope=text[:40])
    return Scope(nation, found[1], found[2], phones)


def _exists(kind: str, which: str) -> bool:
    if kind == "commune":
        return is_commune(which)
    if kind == "province":
        return which in {unit.code for unit in codelists.provinces()}
    return int(which) > 0


def _gathered(parts: Iterator[Numbers], size: int) -> Iterator[Numbers]:
    """Yield the same numbers in arrays of one size; the last may be smaller."""
    held: list[Numbers] = []
    count = 0
    for part in parts:
        held.append(part)
        count += len(part)
        while count >= size:
            together = np.concatenate(held)
            yield together[:size]
            held, count = [together[size:]], count - size
    if count:
        yield np.concatenate(held)


@cache
def _years(born: int) -> tuple[int, int]:
    first = max(_FIRST_LISTS, born)
    return first, AS_OF.year - first + 1


def _registered(seed: int, index: int, born: int) -> str:
    first, count = _years(born)
    return str(first + Draws(seed, index).below(_REGISTERED, count))
