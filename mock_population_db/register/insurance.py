"""Giving a person an insurance number (mã số bảo hiểm), one for life."""

from sqlalchemy.orm import Session

from mock_population_db.errors import AlreadyInsured, PersonDeceased
from mock_population_db.models import JsonObject
from mock_population_db.register.births import DEAD
from mock_population_db.register.lookups import get_person
from mock_population_db.register.numbers import issue_insurance_number
from mock_population_db.register.overlay import own


def give_insurance_number(db: Session, number: str, *, world: str) -> JsonObject:
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
    insured = own(db, person, world)
    insured.insurance_number = issue_insurance_number(db)
    insured.version += 1
    db.flush()
    return {
        "insurance_number": insured.insurance_number,
        "version": insured.version,
    }
