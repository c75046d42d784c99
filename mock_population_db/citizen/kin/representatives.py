"""Representatives by law: parents of minors, guardians of orphans and wards.

Bộ luật Dân sự 2015 Điều 136: father and mother represent a minor; the guardian
represents a ward. The guardian here is the head of the household, or another adult of
it when the ward is the head.
"""

from typing import Any

from mock_population_db.citizen.draws import label
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.citizen.subject import Subject, birthday
from mock_population_db.nation.nation import Nation

FULL_AGE = 18
WARDS_PER_MILLE = 2
_WARD = label("ward")


def representatives(subject: Subject) -> list[dict[str, Any]]:
    """Return who represents a living person, with the relation and until when."""
    if not subject.base.is_alive:
        return []
    if subject.age < FULL_AGE:
        until = birthday(subject.base.date_of_birth, FULL_AGE).isoformat()
        found = [
            _entry(subject, parent, relation, until)
            for relation, parent in (
                ("father", subject.base.father),
                ("mother", subject.base.mother),
            )
            if parent is not None and _lives(subject, parent)
        ]
        return found or _guardian(subject, until)
    if subject.draws.chance(_WARD, WARDS_PER_MILLE):
        return _guardian(subject, None)
    return []


def represented_by(nation: Nation, index: int) -> list[int]:
    """Return the indices of those whom a person represents, the oldest first."""
    subject = Subject(nation, index)
    number = subject.base.personal_id
    near = dict.fromkeys((*nation.children(index), *subject.home.members))
    found = [
        one
        for one in near
        if any(
            entry["personal_id"] == number
            for entry in representatives(Subject(nation, one))
        )
    ]
    return sorted(found, key=lambda one: nation.person(one).date_of_birth)


def _lives(subject: Subject, parent: int) -> bool:
    return parent in subject.home.members or subject.nation.person(parent).is_alive


def _guardian(subject: Subject, until: str | None) -> list[dict[str, Any]]:
    home = subject.home
    for one in (home.head, *home.members):
        if one != subject.index and _may_guard(subject.nation, one):
            return [_entry(subject, one, "guardian", until)]
    return []


def _may_guard(nation: Nation, index: int) -> bool:
    guard = Subject(nation, index)
    return guard.age >= FULL_AGE and not guard.draws.chance(_WARD, WARDS_PER_MILLE)


def _entry(
    subject: Subject, whom: int, relation: str, until: str | None
) -> dict[str, Any]:
    return {
        "personal_id": number_of(subject.nation, whom),
        "relation": relation,
        "until": until,
    }
