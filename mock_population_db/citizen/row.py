"""A person of the nation with all facts, as the register's table has them."""

from datetime import date
from typing import Any

from mock_population_db.citizen.cards import id_card
from mock_population_db.citizen.contacts import email, phone
from mock_population_db.citizen.draws import label
from mock_population_db.citizen.homes.addresses import town
from mock_population_db.citizen.homes.households import file_number
from mock_population_db.citizen.homes.residence import residence
from mock_population_db.citizen.kin.marriages import STATUS
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.citizen.kin.relations import relation_to_head
from mock_population_db.citizen.kin.representatives import representatives
from mock_population_db.citizen.registration import (
    birth_place,
    birth_registration_place,
    death,
)
from mock_population_db.citizen.series import INSURANCE, OLD_IDS
from mock_population_db.citizen.subject import Subject
from mock_population_db.citizen.traits.blood import blood_group
from mock_population_db.citizen.traits.names import other_names
from mock_population_db.citizen.traits.religion import religion
from mock_population_db.citizen.traits.schooling import schooling
from mock_population_db.models import BASE_WORLD, Person
from mock_population_db.nation.nation import Nation

ALIVE, DEAD = "1", "2"
CITIZEN = "VN"
LAST_YEAR_OF_OLD_IDS, OLD_ID_AGE, OLD_ID_PER_MILLE = 2000, 15, 970
INSURED_PER_MILLE = 960
_OLD_ID, _INSURED = label("old id"), label("insured")

Facts = dict[str, Any]


def person_row(nation: Nation, index: int) -> Person:
    """Return a person as a row of the base; it is in no session.

    Raises:
        IndexError: there is no such person.
    """
    row = Person()
    # The constructor takes a value at a time, ten times as long; nothing of the row is
    # ever flushed.
    vars(row).update(person_facts(Subject(nation, index)))
    return row


def person_facts(subject: Subject) -> Facts:
    """Return all facts of a person under the names of the table's columns."""
    return {
        "world": BASE_WORLD,
        "version": 1,
        **_identity(subject),
        **_residence(subject),
        **_family(subject),
        **_papers(subject),
    }


def index_of_old_id(nation: Nation, number: str) -> int | None:
    """Return whose old 9-digit number this is, None if nobody's."""
    index = OLD_IDS.index(nation, number)
    if index is None or not nation.exists(index):
        return None
    return index if _had_old_id(Subject(nation, index)) else None


def index_of_insurance_number(nation: Nation, number: str) -> int | None:
    """Return whose insurance number this is, None if nobody's."""
    index = INSURANCE.index(nation, number)
    if index is None or not nation.exists(index):
        return None
    return index if _is_insured(Subject(nation, index)) else None


def _identity(subject: Subject) -> Facts:
    base = subject.base
    return {
        "personal_id": base.personal_id,
        "surname": base.surname,
        "middle_name": base.middle_name,
        "given_name": base.given_name,
        "other_names": other_names(subject),
        "sex": base.sex,
        "date_of_birth": base.date_of_birth.isoformat(),
        "nationality": CITIZEN,
        "ethnicity": base.ethnicity,
        "religion": religion(subject),
        "blood_group": blood_group(subject),
        "life_status": ALIVE if base.is_alive else DEAD,
        "died_on": _day(base.died_on),
        "death": death(subject),
        "hometown": town(base.hometown_commune),
        "birth_place": birth_place(subject),
        "birth_registration_place": birth_registration_place(subject),
    }


def _residence(subject: Subject) -> Facts:
    found, is_member = residence(subject), subject.base.is_alive
    return {
        "residence_type": found.kind,
        "permanent_residence": found.permanent,
        "temporary_residence": found.temporary,
        "current_residence": found.current,
        "absence_status": found.absence,
        "file_no": file_number(subject.nation, subject.home) if is_member else None,
        "relation_to_head": relation_to_head(subject) if is_member else None,
    }


def _family(subject: Subject) -> Facts:
    base, nation = subject.base, subject.nation
    return {
        "marital_status": STATUS[base.marital_status],
        "father_id": number_of(nation, base.father),
        "mother_id": number_of(nation, base.mother),
        "spouse_id": number_of(nation, base.spouse),
        "representatives": representatives(subject),
    }


def _papers(subject: Subject) -> Facts:
    lives, nation = subject.base.is_alive, subject.nation
    telephone = phone(subject)
    education, occupation = schooling(subject) if lives else (None, None)
    return {
        "id_card": id_card(subject),
        "old_id_9": (
            OLD_IDS.number(nation, subject.index) if _had_old_id(subject) else None
        ),
        "phone": telephone,
        "email": email(subject, telephone),
        "insurance_number": (
            INSURANCE.number(nation, subject.index) if _is_insured(subject) else None
        ),
        "occupation": occupation,
        "education": education,
    }


def _had_old_id(subject: Subject) -> bool:
    """Old numbers went to those who were 15 before cards with 12 digits came."""
    return (
        subject.base.date_of_birth.year <= LAST_YEAR_OF_OLD_IDS
        and subject.age >= OLD_ID_AGE
        and subject.draws.chance(_OLD_ID, OLD_ID_PER_MILLE)
    )


def _is_insured(subject: Subject) -> bool:
    return subject.base.is_alive and subject.draws.chance(_INSURED, INSURED_PER_MILLE)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
