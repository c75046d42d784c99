"""People: one, the family, the household, the notices; and a yes-or-no check."""

from collections.abc import Iterable
from typing import Any

from mock_population_db.api import schemas
from mock_population_db.api.calling import at_desk, check_caller
from mock_population_db.api.doors import Door
from mock_population_db.register import lookups, records

door = Door("people", "/v1/people", "People", check_caller)


@door.get("/<pid>", schemas.Person)
def one(pid: str) -> records.Record:
    """One person in full."""
    number = lookups.checked_number(pid)
    with at_desk() as desk:
        person = lookups.get_person(desk.db, number, desk.world)
        desk.remember((number,))
        return records.person_record(person, desk.world)


@door.get("/<pid>/family", schemas.Family)
def family(pid: str) -> dict[str, Any]:
    """A person's parents, spouse, children and marriage."""
    number = lookups.checked_number(pid)
    with at_desk() as desk:
        person = lookups.get_person(desk.db, number, desk.world)
        found = lookups.family_of(desk.db, person, desk.world)
        near = {
            "father": found.father,
            "mother": found.mother,
            "spouse": found.spouse,
        }
        shown = [*near.values(), *found.children]
        desk.remember((number, *_numbers(shown)))
        return {
            **{
                kin: records.person_record(row, desk.world) if row else None
                for kin, row in near.items()
            },
            "children": [
                records.person_record(row, desk.world) for row in found.children
            ],
            "marriage": (
                records.marriage_record(found.marriage) if found.marriage else None
            ),
        }


@door.get("/<pid>/household", schemas.Household)
def household(pid: str) -> dict[str, Any]:
    """The household a person belongs to."""
    number = lookups.checked_number(pid)
    with at_desk() as desk:
        person = lookups.get_person(desk.db, number, desk.world)
        found = lookups.household_of(desk.db, person, desk.world)
        members = lookups.members_of(desk.db, found.file_no, desk.world)
        head = lookups.get_person(desk.db, found.head_id, desk.world)
        desk.remember((number, *_numbers(members)))
        return {
            "file_no": found.file_no,
            "address": found.address,
            "head": records.name_record(head),
            "members": [records.member_record(member) for member in members],
        }


@door.get("/<pid>/birth-notices", schemas.BirthNotices)
def birth_notices(pid: str) -> dict[str, Any]:
    """The birth notices that name a person as mother or father."""
    number = lookups.checked_number(pid)
    with at_desk() as desk:
        lookups.get_person(desk.db, number, desk.world)
        notices = lookups.notices_of(desk.db, number, desk.world)
        mothers = lookups.people_by_number(
            desk.db, (notice.mother_id for notice in notices), desk.world
        )
        desk.remember((number, *mothers))
        return {
            "notices": [
                records.notice_record(notice, mothers[notice.mother_id].full_name)
                for notice in notices
            ]
        }


@door.post("/verify", schemas.Claim, schemas.Verdict)
def verify(claim: dict[str, str]) -> dict[str, bool]:
    """Say whether number, full name and date of birth all belong together."""
    with at_desk() as desk:
        person = lookups.find_person(desk.db, claim["personal_id"], desk.world)
        if person:
            desk.remember((person.personal_id,))
        return {
            "exists": lookups.is_same_person(
                person,
                full_name=claim["full_name"],
                date_of_birth=claim["date_of_birth"],
            )
        }


def _numbers(people: Iterable[Any]) -> list[str]:
    return [person.personal_id for person in people if person]
