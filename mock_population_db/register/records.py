"""Rows as the records that callers receive."""

from typing import Any

from mock_population_db.models import Account, BirthNotice, JsonObject, Marriage, Person
from mock_population_db.models import Read as ReadMark

Record = dict[str, Any]

STRAIGHT = (
    "personal_id",
    "full_name",
    "surname",
    "middle_name",
    "given_name",
    "sex",
    "date_of_birth",
    "nationality",
    "ethnicity",
    "religion",
    "marital_status",
    "life_status",
    "hometown",
    "birth_place",
    "residence_type",
    "permanent_residence",
    "temporary_residence",
    "id_card",
    "phone",
    "email",
    "insurance_number",
    "version",
)


def person_record(person: Person, world: str) -> Record:
    """One person in full."""
    record: Record = {name: getattr(person, name) for name in STRAIGHT}
    record["residence"] = residence_of(person)
    record["household"] = (
        {"file_no": person.file_no, "relation_to_head": person.relation_to_head}
        if person.file_no
        else None
    )
    record["world"] = world
    return record


def residence_of(person: Person) -> JsonObject | None:
    """The address that ``residence_type`` names; the last known one of the dead."""
    by_type = {
        "permanent": person.permanent_residence,
        "temporary": person.temporary_residence,
        "current": person.current_residence,
    }
    return by_type[person.residence_type]


def name_record(person: Person) -> Record:
    """A person's number and name."""
    return {"personal_id": person.personal_id, "full_name": person.full_name}


def member_record(person: Person) -> Record:
    """A member of a household."""
    return {**name_record(person), "relation_to_head": person.relation_to_head}


def marriage_record(marriage: Marriage) -> Record:
    """A marriage certificate."""
    return {
        "number": marriage.number,
        "book": marriage.book,
        "registered_on": marriage.registered_on,
        "place": marriage.place,
    }


def notice_record(notice: BirthNotice, mother_name: str) -> Record:
    """A birth notice."""
    return {
        "code": notice.code,
        "mother_id": notice.mother_id,
        "mother_name": mother_name,
        "father_id": notice.father_id,
        "child_no": notice.child_no,
        "intended_name": notice.intended_name,
        "sex": notice.sex,
        "born_at": notice.born_at,
        "place": notice.place,
        "facility": {"code": notice.facility_code, "name": notice.facility_name},
        "weight_grams": notice.weight_grams,
        "status": notice.status,
    }


def account_record(person: Person, account: Account) -> Record:
    """An e-ID account."""
    staff = None
    if account.office:
        staff = {
            "office": account.office,
            "title": account.title,
            "title_english": account.title_english,
        }
    return {
        **name_record(person),
        "date_of_birth": person.date_of_birth,
        "sex": person.sex,
        "phone": person.phone,
        "email": person.email,
        "account_level": account.level,
        "account_status": account.status,
        "cast": account.cast,
        "story": account.story,
        "story_english": account.story_english,
        "staff": staff,
    }


def read_record(read: ReadMark) -> Record:
    """One mark of the read log."""
    return {
        "at": read.at.isoformat(),
        "requester": read.requester,
        "purpose": read.purpose,
        "dossier": read.dossier,
        "path": read.path,
    }
