"""Looking people up: one person, the family, the household, notices, accounts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms import names, personal_id
from forms.errors import FormsError
from mock_population_db.errors import (
    HouseholdNotFound,
    Malformed,
    NoticeNotFound,
    PersonNotFound,
    RealNumber,
)
from mock_population_db.models import (
    BASE_WORLD,
    Account,
    BirthNotice,
    Household,
    Marriage,
    Person,
)
from mock_population_db.register.mistaken import taken_for
from mock_population_db.register.overlay import find, visible
from mock_population_db.register.virtual import base_of

NOTICE_CODE = re.compile(r"[0-9]{5}\.GCS\.[0-9]{5}\.[0-9]{2}")  # TT 22/2025/TT-BYT


@dataclass(frozen=True)
class Family:
    """A person's parents, spouse, children and marriage."""

    father: Person | None
    mother: Person | None
    spouse: Person | None
    children: list[Person]
    marriage: Marriage | None


def checked_number(text: str) -> str:
    """Return the 12 digits; a real number and a malformed one are refused."""
    try:
        return personal_id.parse(text)
    except personal_id.RealNumber as error:
        raise RealNumber from error
    except FormsError as error:
        raise Malformed(reason=str(error)) from error


def find_person(db: Session, number: str, world: str) -> Person | None:
    """Find a person by a checked number."""
    return find(db, Person, taken_for(db, number), world)


def get_person(db: Session, number: str, world: str) -> Person:
    """Return a person, or say that there is none."""
    person = find_person(db, number, world)
    if person is None:
        raise PersonNotFound
    return person


def people_by_number(
    db: Session, numbers: Iterable[str | None], world: str
) -> dict[str, Person]:
    """Return several people by number; unknown numbers are left out."""
    wanted = {number for number in numbers if number}
    rows = db.scalars(
        select(Person).where(Person.personal_id.in_(wanted), visible(Person, world))
    )
    found = {row.personal_id: row for row in rows}
    for number in wanted - found.keys():
        person = base_of(db).person(number)
        if person is not None:
            found[number] = person
    return found


def _with_unchanged(
    db: Session, rows: list[Person], numbers: Iterable[str], world: str
) -> list[Person]:
    """Add those of the nation who have no row of their own in this world."""
    layers = (BASE_WORLD, world)
    wanted = set(numbers)
    kept = select(Person.personal_id).where(
        Person.personal_id.in_(wanted), Person.world.in_(layers)
    )
    unchanged = wanted - set(db.scalars(kept)) if wanted else wanted
    made = (base_of(db).person(number) for number in sorted(unchanged))
    return [*rows, *(person for person in made if person is not None)]


def children_of(db: Session, number: str, world: str) -> list[Person]:
    """Return a person's children, the eldest first."""
    query = select(Person).where(
        or_(Person.mother_id == number, Person.father_id == number),
        visible(Person, world),
    )
    rows = list(db.scalars(query))
    found = _with_unchanged(db, rows, base_of(db).children(number), world)
    return sorted(found, key=lambda row: (row.date_of_birth, row.personal_id))


def family_of(db: Session, person: Person, world: str) -> Family:
    """Return a person's family; a dead spouse is still shown, a divorced one is not."""
    near = people_by_number(
        db, (person.father_id, person.mother_id, person.spouse_id), world
    )
    return Family(
        father=near.get(person.father_id or ""),
        mother=near.get(person.mother_id or ""),
        spouse=near.get(person.spouse_id or ""),
        children=children_of(db, person.personal_id, world),
        marriage=_marriage_of(db, person, world),
    )


def _marriage_of(db: Session, person: Person, world: str) -> Marriage | None:
    if not person.spouse_id:
        return None
    couple = {person.personal_id, person.spouse_id}
    row = db.scalar(
        select(Marriage).where(
            Marriage.husband_id.in_(couple),
            Marriage.wife_id.in_(couple),
            visible(Marriage, world),
        )
    )
    made = row or base_of(db).marriage(person.personal_id)
    is_theirs = made is not None and {made.husband_id, made.wife_id} == couple
    return made if is_theirs else None


def household_of(db: Session, person: Person, world: str) -> Household:
    """Return the household a person belongs to."""
    household = find(db, Household, person.file_no, world) if person.file_no else None
    if household is None:
        raise HouseholdNotFound
    return household


def head_of(db: Session, household: Household, world: str) -> Person | None:
    """Return the head of a household; None where minors wait for the court."""
    return find_person(db, household.head_id, world) if household.head_id else None


def members_of(db: Session, file_no: str, world: str) -> list[Person]:
    """Return the members of a household, the head first, then by age."""
    query = select(Person).where(Person.file_no == file_no, visible(Person, world))
    found = _with_unchanged(
        db, list(db.scalars(query)), base_of(db).members(file_no), world
    )
    return sorted(
        found, key=lambda row: (row.relation_to_head != "head", row.date_of_birth)
    )


def notices_of(db: Session, number: str, world: str) -> list[BirthNotice]:
    """Return a mother's or father's birth notices, open ones first, newest first."""
    query = select(BirthNotice).where(
        or_(BirthNotice.mother_id == number, BirthNotice.father_id == number),
        visible(BirthNotice, world),
    )
    rows = sorted(db.scalars(query), key=lambda row: row.child_no)
    rows.sort(key=lambda row: row.born_at[:10], reverse=True)
    return sorted(rows, key=lambda row: row.status != "open")


def get_notice(db: Session, code: str, world: str) -> BirthNotice:
    """Return a birth notice, or say that there is none."""
    is_code = NOTICE_CODE.fullmatch(code)
    notice = find(db, BirthNotice, code, world) if is_code else None
    if notice is None:
        raise NoticeNotFound
    return notice


def get_account(db: Session, person: Person) -> Account:
    """Return a person's e-ID account; who has none gets level 0."""
    number = person.personal_id
    account = db.get(Account, number) or base_of(db).account(number)
    return account or Account(personal_id=number, level=0, status="none")


def cast_accounts(db: Session, world: str) -> list[tuple[Person, Account]]:
    """Return the cast with their accounts, in the order of the cast file."""
    query = select(Account).where(Account.cast.is_not(None)).order_by(Account.position)
    accounts = list(db.scalars(query))
    people = people_by_number(db, (row.personal_id for row in accounts), world)
    return [(people[row.personal_id], row) for row in accounts]


def is_same_person(
    person: Person | None, *, full_name: str, date_of_birth: str
) -> bool:
    """Say whether name and date of birth belong to the person; all must match."""
    if person is None or person.date_of_birth != date_of_birth:
        return False
    return names.fold(person.full_name) == names.fold(full_name)
