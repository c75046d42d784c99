"""Whom a person represents: own minor children, and wards of the same household."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from mock_population_db.models import Person
from mock_population_db.register.lookups import members_of


def represented_by(
    db: Session, person: Person, children: Iterable[Person], world: str
) -> list[Person]:
    """Return those whose record names a person as representative, the eldest first.

    Args:
        db: a session.
        person: the representative.
        children: the person's children, as already looked up.
        world: in which world.
    """
    near = {child.personal_id: child for child in children}
    if person.file_no:
        for member in members_of(db, person.file_no, world):
            near.setdefault(member.personal_id, member)
    found = [
        one
        for one in near.values()
        if any(
            entry["personal_id"] == person.personal_id
            for entry in one.representatives or ()
        )
    ]
    return sorted(found, key=lambda one: (one.date_of_birth, one.personal_id))
