"""Who is kin of whom: relations to a head of household, and forbidden degrees.

Luật Hôn nhân và gia đình Điều 3 khoản 18 counts three generations from the same
root: parents, their children, and those children's children.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.models import Change, Person
from mock_population_db.refusals.couples import (
    MarriageOfAncestor,
    MarriageOfCousins,
    MarriageOfHalfSiblings,
    MarriageOfInLaws,
    MarriageOfKin,
    MarriageOfSiblings,
    MarriageOfUncleOrAunt,
)
from mock_population_db.register.lookups import people_by_number

FEMALE = "2"
OTHER = "other"
GENERATIONS = 12  # more than a register of a century can hold


class Kin:
    """The kin links of one world, read once each; make a new one after a change."""

    def __init__(self, db: Session, world: str) -> None:
        self._db, self._world = db, world
        self._known: dict[str, Person | None] = {}

    def person(self, number: str | None) -> Person | None:
        """Return a person by number, or None."""
        if not number:
            return None
        if number not in self._known:
            self._read({number})
        return self._known[number]

    def parents(self, person: Person) -> list[Person]:
        """Return the known parents."""
        found = (self.person(person.father_id), self.person(person.mother_id))
        return [parent for parent in found if parent]

    def spouse(self, person: Person) -> Person | None:
        """Return the husband or wife, dead or alive."""
        return self.person(person.spouse_id)

    def ancestors(self, person: Person, generations: int) -> dict[str, int]:
        """Return who a person descends from, with how many generations between."""
        found: dict[str, int] = {}
        row = [person]
        for distance in range(1, generations + 1):
            wanted = {n for one in row for n in (one.father_id, one.mother_id) if n}
            self._read(wanted - self._known.keys())
            row = [one for one in map(self.person, sorted(wanted)) if one]
            for one in row:
                found.setdefault(one.personal_id, distance)
            if not row:
                break
        return found

    def spouses_ever(self, person: Person) -> set[str]:
        """Return everybody a person is or was married to, as far as is written."""
        query = select(Change.before, Change.after).where(
            Change.personal_id == person.personal_id, Change.world == self._world
        )
        written = {
            side.get("spouse_id")
            for before, after in self._db.execute(query)
            for side in (before or {}, after)
        }
        return {number for number in written | {person.spouse_id} if number}

    def _read(self, numbers: set[str]) -> None:
        if numbers:
            found = people_by_number(self._db, numbers, self._world)
            self._known |= {number: found.get(number) for number in numbers}


def refuse_marriage_of_kin(kin: Kin, one: Person, other: Person) -> None:
    """Refuse a couple within the forbidden degrees.

    Raises:
        MarriageOfKin: one of its kinds.
    """
    refusal = _forbidden(kin, one, other)
    if refusal:
        raise refusal


def _forbidden(kin: Kin, one: Person, other: Person) -> type[MarriageOfKin] | None:
    mine, theirs = (kin.ancestors(who, GENERATIONS) for who in (one, other))
    if other.personal_id in mine or one.personal_id in theirs:
        return MarriageOfAncestor
    steps = {(mine[root], theirs[root]) for root in mine.keys() & theirs.keys()}
    if (1, 1) in steps:
        return MarriageOfHalfSiblings if _are_half(one, other) else MarriageOfSiblings
    if steps & {(1, 2), (2, 1)}:
        return MarriageOfUncleOrAunt
    if (2, 2) in steps:
        return MarriageOfCousins
    if any(_was_in_law(kin, *pair) for pair in ((one, other), (other, one))):
        return MarriageOfInLaws
    return None


def _are_half(one: Person, other: Person) -> bool:
    """Whether the two have one parent in common and know that the other differs."""
    pairs = ((one.father_id, other.father_id), (one.mother_id, other.mother_id))
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _was_in_law(kin: Kin, elder: Person, younger: Person) -> bool:
    spouses = [kin.person(number) for number in kin.spouses_ever(younger)]
    parents_in_law = {p.personal_id for s in spouses if s for p in kin.parents(s)}
    parents = {parent.personal_id for parent in kin.parents(younger)}
    is_step_parent = bool(kin.spouses_ever(elder) & parents)
    return elder.personal_id in parents_in_law or is_step_parent


def relation_to_head(kin: Kin, head: Person, member: Person) -> str:
    """Return what a member is to the head, ``other`` when the links do not say."""
    if member.personal_id == head.personal_id:
        return "head"
    for rule in (_close, _downwards, _upwards, _sideways):
        relation = rule(kin, head, member)
        if relation:
            return relation
    return OTHER


def _close(_kin: Kin, head: Person, member: Person) -> str | None:
    if head.spouse_id != member.personal_id or member.spouse_id != head.personal_id:
        return None
    return "wife" if member.sex == FEMALE else "husband"


def _downwards(kin: Kin, head: Person, member: Person) -> str | None:
    couple = {head.personal_id, head.spouse_id} - {None}
    if head.personal_id in _parent_ids(member):
        return "birth_child"
    if couple & _parent_ids(member):
        return "husbands_child" if head.sex == FEMALE else "wifes_child"
    spouse = kin.spouse(member)
    if spouse and couple & _parent_ids(spouse):
        return "daughter_in_law" if member.sex == FEMALE else "son_in_law"
    for parent in kin.parents(member):
        if couple & _parent_ids(parent):
            is_mother = parent.sex == FEMALE
            return "maternal_grandchild" if is_mother else "paternal_grandchild"
        if any(couple & _parent_ids(grand) for grand in kin.parents(parent)):
            return "great_grandchild"
    return None


def _upwards(kin: Kin, head: Person, member: Person) -> str | None:
    if member.personal_id in _parent_ids(head):
        return "mother" if member.sex == FEMALE else "father"
    spouse = kin.spouse(head)
    if spouse and member.personal_id in _parent_ids(spouse):
        return "mother_in_law" if member.sex == FEMALE else "father_in_law"
    return None


def _sideways(kin: Kin, head: Person, member: Person) -> str | None:
    if _parent_ids(head) & _parent_ids(member):
        if member.date_of_birth >= head.date_of_birth:
            return "younger_full_sibling"
        return "older_sister" if member.sex == FEMALE else "older_brother"
    if any(_parent_ids(head) & ids for ids in map(_parent_ids, kin.parents(member))):
        return "grandchild"  # «cháu»: a niece or nephew
    return None


def _parent_ids(person: Person) -> set[str]:
    return set(_given(person.father_id, person.mother_id))


def _given(*numbers: str | None) -> Iterator[str]:
    return (number for number in numbers if number)
