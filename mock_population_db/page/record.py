"""The 26 groups of a person's record, as lines that people read."""

from collections.abc import Callable
from dataclasses import dataclass, field

from forms.i18n import gettext
from mock_population_db.models import JsonObject, Person
from mock_population_db.page import wording
from mock_population_db.register.lookups import Family
from mock_population_db.register.records import current_residence_of, death_record

CITIZEN = "VN"


@dataclass
class Lines:
    """What a group says: lines of text, and people with what they are."""

    texts: list[str] = field(default_factory=list)
    people: list[tuple[str, str, str]] = field(default_factory=list)
    """What they are, name, number."""

    def __bool__(self) -> bool:
        return bool(self.texts or self.people)


def lines_of(
    person: Person, family: Family, members: list[Person], wards: list[Person]
) -> dict[int, Lines]:
    """Return the lines of each group that says something, by its number in the law."""
    found = {number: Lines(_clean(rule(person))) for number, rule in _RULES.items()}
    found[15] = Lines(people=_family(person, family, wards))
    found[23] = Lines(
        people=[
            (wording.relation(one.relation_to_head), one.full_name, one.personal_id)
            for one in members
        ]
    )
    return {number: lines for number, lines in found.items() if lines}


def _clean(texts: list[str | None]) -> list[str]:
    return [text for text in texts if text]


def _family(
    person: Person, family: Family, wards: list[Person]
) -> list[tuple[str, str, str]]:
    known = {
        one.personal_id: one.full_name
        for one in (family.father, family.mother, family.spouse, *family.children)
        if one
    }
    spouse = gettext("Vợ") if person.sex == "1" else gettext("Chồng")
    found = [
        (role, one.full_name, one.personal_id)
        for role, one in (
            (gettext("Cha"), family.father),
            (gettext("Mẹ"), family.mother),
            (spouse, family.spouse),
            *((gettext("Con"), child) for child in family.children),
        )
        if one
    ]
    found += [
        (
            gettext("Người đại diện"),
            known.get(str(one["personal_id"]), ""),
            str(one["personal_id"]),
        )
        for one in person.representatives
    ]
    return found + [
        (gettext("Người được đại diện"), one.full_name, one.personal_id)
        for one in wards
    ]


def _card(card: JsonObject | None) -> list[str | None]:
    if not card:
        return []
    expires = card.get("expires_on")
    until = gettext("không thời hạn")
    if expires:
        until = gettext("đến %(day)s") % {"day": wording.day(str(expires))}
    return [
        wording.code("card_kind", str(card["kind"])),
        gettext("Cấp ngày %(day)s, %(until)s")
        % {"day": wording.day(str(card["issued_on"])), "until": until},
        str(card["issuer"]),
    ]


def _absence(status: JsonObject | None) -> list[str | None]:
    if not status:
        return []
    since = wording.day(str(status["declared_on"]))
    told: list[str | None] = [gettext("Khai ngày %(day)s") % {"day": since}]
    if status.get("until"):
        until = wording.day(str(status["until"]))
        told.append(gettext("đến %(day)s") % {"day": until})
    return [*told, str(status.get("reason") or ""), wording.place(status.get("place"))]


def _death(person: Person) -> list[str | None]:
    death = death_record(person)
    if not death:
        return [wording.code("life_status", person.life_status)]
    number = death["certificate_number"]
    return [
        wording.code("life_status", person.life_status),
        wording.day(str(death["date"])),
        wording.place(death["place"]),
        gettext("Trích lục số %(number)s") % {"number": number} if number else None,
    ]


def _ethnicity(person: Person) -> list[str | None]:
    return [wording.code("ethnicity", person.ethnicity)]


def _name(person: Person) -> list[str | None]:
    return [person.full_name]


def _address(column: str) -> Callable[[Person], list[str | None]]:
    return lambda person: [wording.place(getattr(person, column))]


def _coded(column: str) -> Callable[[Person], list[str | None]]:
    return lambda person: [wording.code(column, getattr(person, column))]


_RULES: dict[int, Callable[[Person], list[str | None]]] = {
    1: _name,
    2: lambda person: list(person.other_names),
    3: lambda person: [wording.grouped(person.personal_id)],
    4: lambda person: [wording.day(person.date_of_birth)],
    5: _coded("sex"),
    6: _address("birth_place"),
    7: _address("birth_registration_place"),
    8: _address("hometown"),
    9: _ethnicity,
    10: _coded("religion"),
    11: lambda person: [wording.code("country", person.nationality)],
    12: _coded("blood_group"),
    13: lambda person: [person.old_id_9],
    14: lambda person: _card(person.id_card),
    16: _address("permanent_residence"),
    17: _address("temporary_residence"),
    18: lambda person: [wording.place(current_residence_of(person))],
    19: lambda person: _absence(person.absence_status),
    20: lambda person: [person.file_no],
    21: _coded("marital_status"),
    22: lambda person: [
        wording.relation(person.relation_to_head) if person.file_no else None
    ],
    24: _death,
    25: lambda person: [person.phone, person.email],
    26: lambda person: [
        *(
            [gettext("Mã số bảo hiểm %(number)s") % {"number": person.insurance_number}]
            if person.insurance_number
            else []
        ),
        *([wording.code("occupation", person.occupation)] if person.occupation else []),
        *([wording.code("education", person.education)] if person.education else []),
    ],
}
