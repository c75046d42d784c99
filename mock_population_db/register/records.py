"""Rows as the records that callers receive."""

from typing import Any

from mock_population_db.models import Account, BirthNotice, JsonObject, Marriage, Person
from mock_population_db.models import Read as ReadMark

Record = dict[str, Any]
DEAD = "2"

STRAIGHT = (
    "personal_id",
    "full_name",
    "surname",
    "middle_name",
    "given_name",
    "other_names",
    "sex",
    "date_of_birth",
    "nationality",
    "ethnicity",
    "religion",
    "blood_group",
    "marital_status",
    "life_status",
    "hometown",
    "birth_place",
    "birth_registration_place",
    "residence_type",
    "permanent_residence",
    "temporary_residence",
    "absence_status",
    "id_card",
    "old_id_9",
    "phone",
    "email",
    "insurance_number",
    "occupation",
    "education",
    "representatives",
    "version",
)
DEATH = (
    "date",
    "place",
    "registered_on",
    "registration_place",
    "certificate_number",
    "book",
)


def person_record(person: Person, world: str) -> Record:
    """One person in full."""
    known = vars(person)  # the columns' own way is ten times as long
    record: Record = {
        name: known[name] if name in known else getattr(person, name)
        for name in STRAIGHT
    }
    record["residence"] = residence_of(person)
    record["current_residence"] = current_residence_of(person)
    record["death"] = death_record(person)
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


def current_residence_of(person: Person) -> JsonObject | None:
    """Where a living person is: elsewhere if so noted, else as registered."""
    if person.died_on:
        return None
    return person.current_residence or residence_of(person)


def death_record(person: Person) -> Record | None:
    """The death as far as it is known, None for the living."""
    if not person.died_on:
        return None
    return {**dict.fromkeys(DEATH), "date": person.died_on, **(person.death or {})}


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
        "account_status": _account_status(person, account),
        "cast": account.cast,
        "story": account.story,
        "story_english": account.story_english,
        "staff": staff,
    }


def _account_status(person: Person, account: Account) -> str:
    """The account of the dead is locked (NĐ 69/2024)."""
    is_locked = person.life_status == DEAD and account.status == "active"
    return "locked" if is_locked else account.status


def read_record(read: ReadMark) -> Record:
    """One mark of the read log."""
    return {
        "at": read.at.isoformat(),
        "requester": read.requester,
        "purpose": read.purpose,
        "dossier": read.dossier,
        "path": read.path,
        "caller": read.caller,
        "shown": read.shown.split(),
        "consent": read.consent,
    }
