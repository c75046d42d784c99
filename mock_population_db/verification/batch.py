"""Many people at once: number, name and date of each row, put into classes."""

from dataclasses import dataclass
from enum import StrEnum

from mock_population_db.models import Person
from mock_population_db.verification.comparing import (
    Likeness,
    compare_dates,
    compare_names,
)

DEAD = "2"


class RowClass(StrEnum):
    """What became of one row."""

    MATCH = "match"
    MATCH_WITHOUT_MARKS = "match_without_marks"
    DATE_PARTIAL = "date_partial"
    DATE_SWAPPED = "date_swapped"
    DATE_DIFFERS = "date_differs"
    NAME_DIFFERS = "name_differs"
    NAME_AND_DATE_DIFFER = "name_and_date_differ"
    NOT_FOUND = "not_found"
    REAL_NUMBER = "real_number"
    MALFORMED = "malformed"


MATCHES = frozenset({RowClass.MATCH, RowClass.MATCH_WITHOUT_MARKS})
_BY_DATE = {
    Likeness.PARTIAL: RowClass.DATE_PARTIAL,
    Likeness.SWAPPED: RowClass.DATE_SWAPPED,
    Likeness.DIFFERENT: RowClass.DATE_DIFFERS,
}


@dataclass(frozen=True)
class Claim:
    """What a row says of a person."""

    personal_id: str
    full_name: str
    date_of_birth: str


def classify(person: Person | None, claim: Claim) -> RowClass:
    """Return the class of a row whose parts are well formed."""
    if person is None:
        return RowClass.NOT_FOUND
    name = compare_names(person.full_name, claim.full_name)
    date = compare_dates(person.date_of_birth, claim.date_of_birth)
    if name is Likeness.DIFFERENT:
        is_same_day = date is Likeness.EQUAL
        return RowClass.NAME_DIFFERS if is_same_day else RowClass.NAME_AND_DATE_DIFFER
    if date is not Likeness.EQUAL:
        return _BY_DATE[date]
    if name is Likeness.WITHOUT_MARKS:
        return RowClass.MATCH_WITHOUT_MARKS
    return RowClass.MATCH


def is_dead(person: Person | None) -> bool | None:
    """Tell whether a person has died; ``None`` when there is nobody."""
    return None if person is None else person.life_status == DEAD
