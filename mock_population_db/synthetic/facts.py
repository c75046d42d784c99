"""Facts of the 26 groups that follow from age, home and kin, by rule.

They are the rules of :mod:`mock_population_db.citizen` with the draws of this room.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from forms import codelists, personal_id
from mock_population_db.citizen.draws import MILLION
from mock_population_db.citizen.homes.communes import commune_facts
from mock_population_db.citizen.subject import birthday
from mock_population_db.citizen.traits import blood, schooling
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.places import town
from mock_population_db.synthetic.population import AS_OF, Address, Person

HOME = "VN"
FULL_AGE = 18
LAST_YEAR_OF_OLD_IDS = 2000


def add_facts(person: Person, draw: Draw, old_id: str) -> None:
    """Add blood group, schooling, birth registration, old number and death.

    Args:
        person: with name, birth, places and life status.
        draw: the person's draws.
        old_id: the 9-digit number, for those who were old enough to have one.
    """
    died = date.fromisoformat(person.died_on) if person.died_on else None
    if person.nationality == HOME:
        person.birth_registration_place = _office(_commune_of_registration(person))
        if person.born_on.year <= LAST_YEAR_OF_OLD_IDS:
            person.old_id_9 = old_id
    if died:
        person.death = _death(person, died, draw.within("death"))
        return
    age = person.age_on(AS_OF)
    person.blood_group = blood.drawn(
        age, draw.below("blood recorded", 1000), draw.below("blood group", MILLION)
    )
    spot = draw.below("schooling", MILLION)
    person.education = schooling.education_at(person.sex, age, spot)
    person.occupation = schooling.occupation_at(person.sex, age, spot)


def add_representatives(people: Iterable[Person]) -> None:
    """Let living parents represent their minor children.

    Without one it is the head of the household.
    """
    everybody = list(people)
    by_id = {person.personal_id: person for person in everybody}
    heads: dict[str | None, str] = {
        person.file_no: person.personal_id
        for person in everybody
        if person.file_no and person.relation_to_head == "head"
    }
    for person in everybody:
        if person.is_alive and person.age_on(AS_OF) < FULL_AGE:
            person.representatives = _representatives(person, by_id, heads)


def _representatives(
    person: Person, by_id: dict[str, Person], heads: dict[str | None, str]
) -> list[dict[str, Any]]:
    until = birthday(person.born_on, FULL_AGE).isoformat()
    found = [
        (relation, number)
        for relation, number in (
            ("father", person.father_id),
            ("mother", person.mother_id),
        )
        if number and by_id[number].is_alive
    ]
    guardian = heads.get(person.file_no)
    if not found and guardian:
        found = [("guardian", guardian)]
    return [
        {"personal_id": number, "relation": relation, "until": until}
        for relation, number in found
    ]


def _commune_of_registration(person: Person) -> str:
    """At home when that is in the province that the number names, else where born."""
    home = person.hometown["commune"]
    former = personal_id.facts(person.personal_id).province
    is_home = commune_facts(home).former_province == former
    return home if is_home else person.birth_place["commune"]


def _death(person: Person, died: date, draw: Draw) -> dict[str, Any]:
    registered = min(AS_OF, died + timedelta(days=draw.number("days", 0, 14)))
    home = person.permanent_residence or town(person.hometown["commune"])
    return {
        "date": died.isoformat(),
        "place": home,
        "registered_on": registered.isoformat(),
        "registration_place": _office(home["commune"]),
        "certificate_number": f"{draw.number('number', 1, 200)}/{registered.year}",
        "book": f"{draw.number('book', 1, 2):02}/{registered.year}",
    }


def _office(commune: str) -> Address:
    return town(commune, f"UBND {codelists.commune(commune).full_name}")
