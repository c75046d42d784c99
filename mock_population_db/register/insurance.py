"""Giving a person an insurance number (mã số bảo hiểm), one for life."""

from datetime import datetime

from sqlalchemy.orm import Session

from mock_population_db.errors import AlreadyInsured, PersonDeceased
from mock_population_db.models import JsonObject
from mock_population_db.register.births import DEAD
from mock_population_db.register.events.journal import REGISTER, Author, Entry
from mock_population_db.register.lookups import get_person
from mock_population_db.register.numbers import issue_insurance_number

KIND = "insurance_number"


def give_insurance_number(
    db: Session, number: str, *, world: str, at: datetime, author: Author = REGISTER
) -> JsonObject:
    """Give a person an insurance number and return it.

    Raises:
        PersonNotFound: nobody has this personal id.
        PersonDeceased: the person has died.
        AlreadyInsured: the person has a number.
    """
    person = get_person(db, number, world)
    if person.life_status == DEAD:
        raise PersonDeceased
    if person.insurance_number:
        raise AlreadyInsured
    entry = Entry(db, world=world, at=at, author=author)
    insured = entry.change(person, "insured")
    insured.insurance_number = issue_insurance_number(db)
    facts = {"personal_id": number, "insurance_number": insured.insurance_number}
    entry.write(KIND, happened_on=entry.today, facts=facts)
    return {
        "insurance_number": insured.insurance_number,
        "version": insured.version,
    }
