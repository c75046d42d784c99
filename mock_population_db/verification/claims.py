"""One person, field by field: which of the facts said of them are right."""

from collections.abc import Mapping
from typing import Any

from forms import names
from mock_population_db.access.groups import GROUP_OF
from mock_population_db.access.rights import Rights
from mock_population_db.models import Person
from mock_population_db.register.records import residence_of
from mock_population_db.verification.comparing import Likeness, compare_dates

MATCH, DIFFER, UNKNOWN = "match", "differ", "unknown"
VERDICTS = (MATCH, DIFFER, UNKNOWN)

KIN = {"father_id": "family", "mother_id": "family", "spouse_id": "family"}
PLACES = ("hometown", "birth_place", "residence", "permanent_residence")


def check_fields(
    person: Person | None, said: Mapping[str, Any], rights: Rights
) -> dict[str, str]:
    """Return ``match``, ``differ`` or ``unknown`` for each fact said of a person.

    A fact is unknown when nobody has the number, when the register lacks it, and when
    the purpose does not need its group: the answers do not tell these apart.
    """
    return {
        name: _verdict(person, name, value)
        if person is not None and _group(name) in rights.groups
        else UNKNOWN
        for name, value in said.items()
    }


def _group(name: str) -> str | None:
    return KIN.get(name) or GROUP_OF.get(name)


def _verdict(person: Person, name: str, said: Any) -> str:  # noqa: ANN401 - any fact
    held: Any = getattr(person, name, None)
    if name == "residence":
        held = residence_of(person)
    if held is None or held == "":
        return UNKNOWN
    if name in PLACES:
        return _same_place(held, said)
    if name == "full_name":
        return _spoken(names.fold(held) == names.fold(said))
    if name == "date_of_birth":
        return _same_date(held, said)
    return _spoken(str(held).casefold() == str(said).casefold())


def _same_place(held: Mapping[str, str], said: Mapping[str, str]) -> str:
    parts = [(held.get(part), text) for part, text in said.items() if text]
    if not parts or any(not known for known, _text in parts):
        return UNKNOWN
    return _spoken(all(known == text for known, text in parts))


def _same_date(held: str, said: str) -> str:
    likeness = compare_dates(held, said)
    return UNKNOWN if likeness is Likeness.PARTIAL else _spoken(held == said)


def _spoken(is_same: bool) -> str:  # noqa: FBT001 - one fact
    return MATCH if is_same else DIFFER
