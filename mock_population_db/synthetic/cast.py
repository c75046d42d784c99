"""The cast: named people with fixed numbers, read from ``cast.toml``.

Sex is in the number. Kin, spouse and household are named by slug. A person without
a household and with ``temporary`` has a temporary residence only. ``lived_with`` names
whose home was the last one of somebody who died, when that is not the spouse; ``card``
gives an identity card other than the one that age brings.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from forms import personal_id
from mock_population_db.synthetic.cards import id_card, told_card
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.facts import add_facts, add_representatives
from mock_population_db.synthetic.places import (
    facility_address,
    facility_name,
    town,
)
from mock_population_db.synthetic.population import (
    DEAD,
    MARRIED,
    WIDOWED_OR_DIVORCED,
    Account,
    Address,
    BirthNotice,
    Household,
    Marriage,
    Person,
    Population,
)

CAST_FILE = Path(__file__).parent.parent / "cast.toml"
SEED = "cast"  # the cast's cards and insurance numbers do not follow the seed

Entry = dict[str, Any]


@cache
def _file() -> dict[str, list[Entry]]:
    return tomllib.loads(CAST_FILE.read_text(encoding="utf-8"))


def cast() -> Population:
    """Return the cast as a population of its own."""
    people = {entry["slug"]: _person(entry) for entry in _file()["person"]}
    _tie(people)
    households = _households(people)
    for slug, person in people.items():
        draw = Draw(SEED, slug)
        add_facts(person, draw, f"60{draw.below('old id', 10_000_000):07}")
    add_representatives(people.values())
    return Population(
        people=list(people.values()),
        households=households,
        marriages=_marriages(people),
        notices=_notices(people),
        accounts=_accounts(),
    )


def cast_numbers() -> dict[str, str]:
    """Return the personal ids of the cast and their kin by slug."""
    return {entry["slug"]: entry["id"] for entry in _file()["person"]}


def overdue_cards() -> frozenset[str]:
    """Return the personal ids of those whose card has expired and was not renewed."""
    return frozenset(entry["id"] for entry in _file()["person"] if "card" in entry)


def _person(entry: Entry) -> Person:
    surname, middle_name, given_name = entry["name"]
    number = entry["id"]
    facts = personal_id.facts(number)
    hometown = town(entry["hometown"])
    person = Person(
        personal_id=number,
        surname=surname,
        middle_name=middle_name,
        given_name=given_name,
        sex=facts.sex,
        date_of_birth=entry["born"],
        ethnicity=entry.get("ethnicity", "01"),
        hometown=hometown,
        birth_place=_birth_place(facts.province, entry["hometown"]),
        nationality=entry.get("nationality", "VN"),
        phone=entry.get("phone"),
    )
    if "died" in entry:
        person.life_status, person.died_on = DEAD, entry["died"]
        return person
    if person.phone:
        person.email = f"{entry['slug'].replace('_', '.')}@example.vn"
    if "temporary" in entry:
        commune, detail = entry["temporary"]
        person.residence_type = "temporary"
        person.temporary_residence = town(commune, detail)
    person.id_card = id_card(person, Draw(SEED, entry["slug"]))
    if "card" in entry:
        person.id_card = told_card(person, entry["card"])
    serial = Draw(SEED, entry["slug"]).below("insurance", 10_000_000)
    person.insurance_number = f"980{serial:07}"
    return person


def _tie(people: dict[str, Person]) -> None:
    for entry in _file()["person"]:
        person = people[entry["slug"]]
        for kin in ("father", "mother", "spouse"):
            if kin in entry:
                setattr(person, f"{kin}_id", people[entry[kin]].personal_id)
        if "spouse" in entry:
            spouse_lives = people[entry["spouse"]].is_alive
            person.marital_status = MARRIED if spouse_lives else WIDOWED_OR_DIVORCED
        if not person.is_alive:  # the last known residence, for papers about the dead
            person.permanent_residence = _home_of(
                entry.get("lived_with", entry.get("spouse"))
            )


def _home_of(slug: str | None) -> Address | None:
    for entry in _file()["household"]:
        if slug in {entry["head"], *entry.get("members", {})}:
            return town(entry["commune"], entry["detail"])
    return None


def _households(people: dict[str, Person]) -> list[Household]:
    households = []
    for entry in _file()["household"]:
        home = town(entry["commune"], entry["detail"])
        members = {entry["head"]: "head", **entry.get("members", {})}
        for slug, relation in members.items():
            member = people[slug]
            member.file_no, member.relation_to_head = entry["file_no"], relation
            member.permanent_residence = home
        households.append(
            Household(
                file_no=entry["file_no"],
                address=home,
                head_id=people[entry["head"]].personal_id,
            )
        )
    return households


def _marriages(people: dict[str, Person]) -> list[Marriage]:
    return [
        Marriage(
            number=entry["number"],
            book=entry["book"],
            registered_on=entry["on"],
            place=entry["place"],
            husband_id=people[entry["husband"]].personal_id,
            wife_id=people[entry["wife"]].personal_id,
        )
        for entry in _file()["marriage"]
    ]


def _notices(people: dict[str, Person]) -> list[BirthNotice]:
    return [
        BirthNotice(
            code=entry["code"],
            mother_id=people[entry["mother"]].personal_id,
            father_id=(
                people[entry["father"]].personal_id if "father" in entry else None
            ),
            child_no=entry["child_no"],
            intended_name=entry.get("intended_name"),
            sex=entry["sex"],
            born_at=entry["born_at"],
            place=facility_address(entry["facility"]),
            facility_code=entry["facility"],
            facility_name=facility_name(entry["facility"]),
            weight_grams=entry["weight_grams"],
        )
        for entry in _file()["notice"]
    ]


def _accounts() -> list[Account]:
    return [
        Account(
            personal_id=entry["id"],
            level=entry.get("level", 2),
            status=entry.get("status", "active"),
            cast=entry["slug"] if "story" in entry else None,
            position=position if "story" in entry else None,
            story=entry.get("story"),
            story_english=entry.get("story_en"),
            office=entry.get("office"),
            title=entry.get("title"),
            title_english=entry.get("title_en"),
        )
        for position, entry in enumerate(_file()["person"])
        if "phone" in entry or "status" in entry
    ]


def _birth_place(former_province: str, hometown: str) -> Address:
    """Born where registered: at home in one's province, else at a Hà Nội hospital."""
    if former_province == "001":
        return facility_address("01002")
    return town(hometown)
