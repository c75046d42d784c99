"""Compare a block with the register: who is meant, and what differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mock_population_db.quality.cleaning.matching import dates, names
from mock_population_db.quality.cleaning.matching.findings import BIT
from mock_population_db.quality.cleaning.matching.numbers import Kind, read_number
from mock_population_db.quality.cleaning.matching.records import Records
from mock_population_db.quality.sources.source import (
    NOBODY,
    UNKNOWN,
    Found,
    Numbers,
    Person,
    Query,
    Source,
)
from mock_population_db.quality.spelling.addresses import compare_places
from mock_population_db.quality.spelling.variants import fold

_LACKING = {
    Kind.MISSING: "number_missing",
    Kind.MALFORMED: "number_malformed",
    Kind.FULL: "number_unknown",
    Kind.OLD: "number_unknown",
}
_FEWEST_WORDS = 2
MOST_SEARCHES = 1000
"""Searches nationwide per block, about a millisecond each."""


@dataclass
class Verdicts:
    """What was found about a block; row n is row n of the records.

    Attributes:
        bits: findings, see :func:`..findings.codes_of`.
        number: personal number of who is meant, 0 = nobody found.
        name: full name in the register, where somebody is meant.
        born: day of birth in the register.
    """

    bits: Numbers
    number: Numbers
    name: list[str]
    born: Numbers


class Judging(Protocol):
    """Whoever can judge blocks."""

    @property
    def digest(self) -> str:
        """Say by which people it judges; another digest, other verdicts."""
        ...

    def judge(self, records: Records) -> Verdicts:
        """Compare the rows of a block with the register."""
        ...


class Judge:
    """Judges blocks.

    Args:
        source: the register.
        most: how many rows of a block may be looked for nationwide; None for all.
    """

    def __init__(self, source: Source, most: int | None = MOST_SEARCHES) -> None:
        self._source, self._most = source, most

    @property
    def digest(self) -> str:
        """Which people it knows, and how far it looks."""
        reach = "" if self._most == MOST_SEARCHES else f"/{self._most}"
        return f"{self._source.digest}{reach}"

    def judge(self, records: Records) -> Verdicts:
        """Compare the rows of a block."""
        found = self._by_number(records)
        count = len(records)
        verdicts = Verdicts(
            np.zeros(count, np.int64), found.number.copy(), found.name, found.born
        )
        sitting = _Sitting(self._source, records, found, verdicts)
        sitting.identify(self._most)
        sitting.compare_rest()
        return verdicts

    def _by_number(self, records: Records) -> Found:
        found = self._source.by_numbers(
            np.where(records.kind == Kind.FULL, records.number, UNKNOWN)
        )
        old = np.flatnonzero(records.kind == Kind.OLD)
        if old.size:
            held = self._source.by_old_numbers(records.number[old])
            for row, place in enumerate(old.tolist()):
                _put(found, place, held.person(row))
        return found


def _put(found: Found, row: int, person: Person) -> None:
    found.number[row], found.name[row] = person.number, person.name
    found.born[row], found.sex[row] = person.born, person.sex
    found.is_alive[row] = person.is_alive
    found.commune[row], found.household[row] = person.commune, person.household


class _Sitting:
    """One block under judgement."""

    def __init__(
        self, source: Source, records: Records, found: Found, verdicts: Verdicts
    ) -> None:
        self._source, self._records = source, records
        self._found, self._verdicts = found, verdicts
        self._near: list[int] = []
        self._lost: list[int] = []

    # --- who is meant ---

    def identify(self, most: int | None) -> None:
        """Find who is meant by every row."""
        records, found = self._records, self._found
        pairs = zip(records.name, found.name, strict=True)
        same = np.fromiter((one == two for one, two in pairs), np.bool_, len(records))
        exact = (found.number != NOBODY) & same & (records.born == found.born)
        for row in np.flatnonzero(~exact).tolist():
            self._identify(row)
        self._ask_households()
        self._search(most)
        self._note(records.kind == Kind.OLD, "old_number")

    def _note(self, rows: NDArray[np.bool_], code: str) -> None:
        known = self._verdicts.number != NOBODY
        self._verdicts.bits[rows & known] |= BIT[code]

    def _identify(self, row: int) -> None:
        records, found = self._records, self._found
        if records.kind[row] == Kind.REAL:
            self._reject(row, "real_number")
        elif _is_swapped(records, row):
            self._reject(row, "columns_swapped")
        elif found.number[row] == NOBODY:
            self._lost.append(row)
        else:
            self._compare(row)

    def _compare(self, row: int) -> None:
        """Compare a row with the person of its number."""
        name = names.compare_names(self._records.name[row], self._found.name[row])
        day = dates.compare_days(
            int(self._records.born[row]), int(self._found.born[row])
        )
        is_named = name != names.DIFFERENT
        if is_named and day not in {dates.DIFFERENT, dates.MISSING}:
            self._add(row, name, day)
        elif is_named and name not in names.CLOSE and day == dates.MISSING:
            self._add(row, name, dates.MISSING)
        else:
            self._near.append(row)

    def _add(self, row: int, *codes: str) -> None:
        for code in codes:
            if code:
                self._verdicts.bits[row] |= BIT[code]

    def _reject(self, row: int, code: str) -> None:
        self._add(row, code)
        self._verdicts.number[row] = NOBODY

    def _ask_households(self) -> None:
        """See whether a number or a day is that of another member."""
        homes = self._found.household[self._near].tolist()
        known = sorted({home for home in homes if home != UNKNOWN})
        members = dict(zip(known, self._source.households(known), strict=True))
        for row, home in zip(self._near, homes, strict=True):
            if not self._is_copied(row, members.get(home, [])):
                self._settle(row)

    def _is_copied(self, row: int, members: Sequence[Person]) -> bool:
        records, holder = self._records, int(self._found.number[row])
        written, born = records.name[row], int(records.born[row])
        name = names.compare_names(written, self._found.name[row])
        others = [one for one in members if one.number != holder]
        if name not in {names.DIFFERENT, *names.CLOSE}:
            if any(one.born == born for one in others):
                self._add(row, name, "copied_from_household")
                return True
            return False
        for one in others:
            difference = names.compare_names(written, one.name)
            day = dates.compare_days(born, one.born)
            is_one = difference not in {names.DIFFERENT, *names.CLOSE}
            if is_one and day not in {dates.DIFFERENT, dates.MISSING}:
                self._take(row, one)
                self._add(row, difference, day, "copied_from_household")
                return True
        return False

    def _settle(self, row: int) -> None:
        """Say what differs where nobody of the household explains it."""
        name = names.compare_names(self._records.name[row], self._found.name[row])
        if name not in {names.DIFFERENT, *names.CLOSE}:
            self._add(row, name, dates.DIFFERENT)
        else:
            self._lost.append(row)

    def _search(self, most: int | None) -> None:
        """Look for the lost by name and day of birth."""
        records = self._records
        asked = [
            row
            for row in self._lost
            if records.born[row] > 0
            and len(fold(records.name[row]).split()) >= _FEWEST_WORDS
        ]
        queries = [
            Query(
                records.name[row],
                int(records.born[row]),
                int(records.number[row]) if records.kind[row] == Kind.FULL else NOBODY,
            )
            for row in asked
        ]
        found = self._source.by_name_date(queries, most)
        people = dict(zip(asked, found, strict=True))
        for row in self._lost:
            self._conclude(row, people.get(row, []))

    def _conclude(self, row: int, people: Sequence[Person] | None) -> None:
        records = self._records
        is_others = self._found.number[row] != NOBODY
        if people is not None and len(people) == 1:
            code = "number_of_other" if is_others else _LACKING[Kind(records.kind[row])]
            self._take(row, people[0])
            self._add(row, code, names.compare_names(records.name[row], people[0].name))
        elif people:
            self._reject(row, "ambiguous")
        elif is_others and records.born[row]:
            self._reject(row, "name_differs")
        elif people is None:
            self._reject(row, "not_searched")
        else:
            self._reject(row, self._why_not(row))

    def _why_not(self, row: int) -> str:
        records = self._records
        if len(fold(records.name[row]).split()) < _FEWEST_WORDS:
            return "name_missing"
        return "no_match" if records.born[row] else "date_missing"

    def _take(self, row: int, person: Person) -> None:
        """Let a row mean somebody else than its number says."""
        _put(self._found, row, person)
        self._verdicts.number[row] = person.number

    # --- what else differs ---

    def compare_rest(self) -> None:
        """Compare sex, life and address of all who were found."""
        records, found = self._records, self._found
        self._note(~found.is_alive, "dead")
        sexes = (records.sex != 0) & (found.sex != 0)
        self._note(sexes & (records.sex != found.sex), "sex_contradicts")
        pairs = zip(records.address, found.commune, strict=True)
        codes = [compare_places(*pair) for pair in pairs]
        for code in ("old_address", "address_differs"):
            self._note(np.array([one == code for one in codes], np.bool_), code)


def _is_swapped(records: Records, row: int) -> bool:
    """Tell whether a number stands where the name should, or a name for the number."""
    if records.kind[row] != Kind.MALFORMED:
        return False
    kind, _number = read_number(records.name[row])
    written = records.written_number[row]
    return kind in {Kind.FULL, Kind.OLD, Kind.REAL} or (
        not any(char.isdigit() for char in written)
        and any(char.isdigit() for char in records.name[row])
    )
