"""People: one, the family, the household, the notices; and a yes-or-no check."""

from collections.abc import Iterable
from typing import Any

from mock_population_db.api import schemas
from mock_population_db.api.calling import at_reading_desk, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.models import Person
from mock_population_db.register import lookups, records
from mock_population_db.register.representation import represented_by

door = Door("people", "/v1/people", "People", check_caller)


@door.get("/<pid>", schemas.Person)
def one(pid: str) -> records.Record:
    """One person, as far as the purpose needs to know."""
    number = lookups.checked_number(pid)
    with at_reading_desk() as desk:
        rights = desk.rights_over(number)
        person = lookups.get_person(desk.db, number, desk.world)
        desk.remember((number,), rights.groups)
        return rights.minimised(records.person_record(person, desk.world))


@door.get("/<pid>/family", schemas.Family)
def family(pid: str) -> dict[str, Any]:
    """A person's parents, spouse, children and marriage."""
    number = lookups.checked_number(pid)
    with at_reading_desk() as desk:
        rights = desk.rights_over(number)
        rights.require("family")
        person = lookups.get_person(desk.db, number, desk.world)
        found = lookups.family_of(desk.db, person, desk.world)
        near = {
            "father": found.father,
            "mother": found.mother,
            "spouse": found.spouse,
        }
        wards = represented_by(desk.db, person, found.children, desk.world)
        shown = [*near.values(), *found.children, *wards]
        desk.remember((number, *_numbers(shown)), rights.groups)

        def record(row: Person) -> records.Record:
            return rights.minimised(records.person_record(row, desk.world))

        return {
            **{kin: record(row) if row else None for kin, row in near.items()},
            "children": [record(row) for row in found.children],
            "represents": [records.name_record(row) for row in wards],
            "marriage": (
                records.marriage_record(found.marriage)
                if found.marriage and "marriage" in rights.groups
                else None
            ),
        }


@door.get("/<pid>/household", schemas.Household)
def household(pid: str) -> dict[str, Any]:
    """The household a person belongs to."""
    number = lookups.checked_number(pid)
    with at_reading_desk() as desk:
        desk.rights_over(number).require("household")
        person = lookups.get_person(desk.db, number, desk.world)
        found = lookups.household_of(desk.db, person, desk.world)
        members = lookups.members_of(desk.db, found.file_no, desk.world)
        head = lookups.head_of(desk.db, found, desk.world)
        desk.remember((number, *_numbers(members)), ("identity", "household"))
        return {
            "file_no": found.file_no,
            "address": found.address,
            "head": records.name_record(head) if head else None,
            "members": [records.member_record(member) for member in members],
        }


@door.get("/<pid>/birth-notices", schemas.BirthNotices)
def birth_notices(pid: str) -> dict[str, Any]:
    """The birth notices that name a person as mother or father."""
    number = lookups.checked_number(pid)
    with at_reading_desk() as desk:
        desk.rights_over(number).require("notices")
        lookups.get_person(desk.db, number, desk.world)
        notices = lookups.notices_of(desk.db, number, desk.world)
        mothers = lookups.people_by_number(
            desk.db, (notice.mother_id for notice in notices), desk.world
        )
        desk.remember((number, *mothers), ("notices",))
        return {
            "notices": [
                records.notice_record(notice, mothers[notice.mother_id].full_name)
                for notice in notices
            ]
        }


def _numbers(people: Iterable[Any]) -> list[str]:
    return [person.personal_id for person in people if person]
