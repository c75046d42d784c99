"""What must hold for everybody whom a world has changed: kin, couples, homes."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.models import Household, Person
from mock_population_db.register.lookups import (
    children_of,
    members_of,
    people_by_number,
)
from mock_population_db.register.overlay import find
from mock_population_db.register.records import DEAD

FEMALE = "2"


def doubts(db: Session, world: str) -> tuple[int, Counter[str]]:
    """Check all people with a row of their own in a world.

    Returns:
        how many they are, and how many break each rule; nothing broken is empty.
    """
    people = list(db.scalars(select(Person).where(Person.world == world)))
    broken = Counter(rule for person in people for rule in _broken(db, person, world))
    return len(people), broken


def _broken(db: Session, person: Person, world: str) -> Iterator[str]:
    numbers = (person.father_id, person.mother_id, person.spouse_id)
    near = people_by_number(db, numbers, world)
    if len(near) != len({number for number in numbers if number}):
        yield "kin who are not in the register"
        return
    if person.died_on and person.died_on < person.date_of_birth:
        yield "died before birth"
    if (person.life_status == DEAD) != bool(person.died_on):
        yield "dead without a day of death, or alive with one"
    of = partial(_parent, db, person, world)
    for number in (person.father_id, person.mother_id):
        if number:
            yield from of(near[number])
    if person.spouse_id:
        yield from _marriage(person, near[person.spouse_id])
    yield from _home(db, person, world)


def _parent(db: Session, person: Person, world: str, parent: Person) -> Iterator[str]:
    length = min(len(parent.date_of_birth), len(person.date_of_birth))
    if parent.date_of_birth[:length] >= person.date_of_birth[:length]:
        yield "a parent not older than the child"
    is_mother = parent.personal_id == person.mother_id
    if is_mother and parent.died_on and parent.died_on < person.date_of_birth:
        yield "the mother died before the birth"
    if is_mother != (parent.sex == FEMALE):
        yield "a mother who is a man, or a father who is a woman"
    children = children_of(db, parent.personal_id, world)
    if person.personal_id not in {child.personal_id for child in children}:
        yield "a child its parent does not know"


def _marriage(person: Person, spouse: Person) -> Iterator[str]:
    lives = not (person.died_on or spouse.died_on)
    if lives and spouse.spouse_id != person.personal_id:
        yield "a spouse who knows of no marriage"
    parents = {person.father_id, person.mother_id} - {None}
    if parents & ({spouse.father_id, spouse.mother_id} - {None}):
        yield "siblings or half-siblings married"


def _home(db: Session, person: Person, world: str) -> Iterator[str]:
    if not person.file_no:
        return
    if person.died_on:
        yield "the dead in a household"
    elif find(db, Household, person.file_no, world) is None:
        yield "a household that is not in the register"
    else:
        members = members_of(db, person.file_no, world)
        if person.personal_id not in {member.personal_id for member in members}:
            yield "a household that does not know its member"
        if sum(one.relation_to_head == "head" for one in members) > 1:
            yield "two heads of one household"
