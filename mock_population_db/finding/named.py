"""Everybody of a full name and day of birth, in the whole nation and the world."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forms import names
from mock_population_db.models import BASE_WORLD, Person
from mock_population_db.register.overlay import find
from mock_population_db.register.virtual import base_of


def named(db: Session, full_name: str, date_of_birth: date, world: str) -> list[Person]:
    """Return all with this name and full day of birth, by number; the dead too.

    Whoever has a row of their own counts as that row says, so that a corrected name
    or day is found under the new one only. Letters count with their marks, however
    they are composed, and case does not.
    """
    hits = base_of(db).named(names.normalise(full_name), date_of_birth)
    day = date_of_birth.isoformat()
    rows = _rows(db, day, hits, world)
    found = [
        row
        for row in rows.values()
        if row.date_of_birth == day and _same(row.full_name, full_name)
    ]
    unchanged = (base_of(db).person(hit) for hit in hits if hit not in rows)
    found += [person for person in unchanged if person is not None]
    return sorted(found, key=lambda person: person.personal_id)


def _same(one: str, other: str) -> bool:
    return names.normalise(one).casefold() == names.normalise(other).casefold()


def _rows(db: Session, day: str, hits: list[str], world: str) -> dict[str, Person]:
    """Return whoever has a row of their own and may count, as the world sees them.

    Looking for what hides a base row is costly, and done only where there is one.
    """
    query = select(Person).where(
        or_(Person.date_of_birth == day, Person.personal_id.in_(hits)),
        Person.world.in_((BASE_WORLD, world)),
    )
    found: dict[str, Person] = {}
    for row in sorted(db.scalars(query), key=lambda row: row.world):
        found[row.personal_id] = row
    for number, row in found.items():
        if row.world == BASE_WORLD:
            found[number] = find(db, Person, number, world) or row
    return found
