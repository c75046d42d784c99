"""The same events on people of the nation, who have no row before they change."""

import pytest
from sqlalchemy import func, select

from mock_population_db.app import engine_of
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.db import reading
from mock_population_db.models import Household, Marriage, Person
from mock_population_db.register.virtual import base_of
from tests.mock_population_db.callers import a_birth, address
from tests.mock_population_db.events.bodies import (
    a_birth_notice,
    a_cancellation,
    a_correction,
    a_death,
    a_divorce,
    a_marriage,
    a_move,
)
from tests.mock_population_db.events.clan import STRANGER


@pytest.fixture(scope="module")
def nation(clan_app):
    with reading(engine_of(clan_app)) as db:
        return base_of(db).nation


@pytest.fixture(scope="module")
def family(nation):
    """Numbers of a living couple with two children at home: head, spouse, children."""
    for index in nation.sample(3_000, 1):
        home = nation.household(nation.person(int(index)).household)
        head = nation.person(home.head)
        children = [one for one in home.members if home.head in parents(nation, one)]
        if (
            head.spouse in home.members
            and nation.person(head.spouse).is_alive
            and len(children) > 1
        ):
            members = (home.head, head.spouse, *children)
            return tuple(number_of(nation, one) for one in members)
    raise AssertionError("no such family")


def parents(nation, index):
    person = nation.person(index)
    return {person.father, person.mother}


def rows_of(office, model):
    with reading(engine_of(office.app)) as db:
        query = select(func.count()).where(model.world == office.headers["X-World"])
        return db.scalar(query.select_from(model))


def test_a_death_in_the_nation_stores_only_whom_it_concerns(office, family):
    head, spouse, *children = family
    before = office.relations(head)

    office.write("deaths", a_death(head, declarant_id=spouse))

    after = office.relations(spouse)
    assert office.person(head)["life_status"] == "2"
    assert office.person(spouse)["marital_status"] == "3"
    assert after.keys() == before.keys() - {head}
    assert after[spouse] == "head"
    assert {after[child] for child in children} == {"birth_child"}
    assert rows_of(office, Person) == len(before)
    assert rows_of(office, Household) == 1


def test_a_death_in_the_nation_is_taken_back(office, family):
    head, spouse, *_children = family
    before = office.person(head), office.person(spouse), office.relations(head)
    office.write("deaths", a_death(head, declarant_id=None))

    office.write("deaths/cancellations", a_cancellation(head))

    after = office.person(head), office.person(spouse), office.relations(head)
    assert after[2] == before[2]
    for was, now in zip(before[:2], after[:2], strict=True):
        assert {**now, "version": 0} == {**was, "version": 0}


def test_a_couple_of_the_nation_divorces_and_marries_again(office, family):
    couple = sorted(family[:2], key=lambda number: office.person(number)["sex"])
    office.write("divorces", a_divorce(*couple, decided_on="2026-03-09"))
    office.refused("divorces", a_divorce(*couple), "not_married_to_each_other")

    office.write("marriages", a_marriage(*couple, certificate_number="8/2026"))

    found = office.get(f"/v1/people/{couple[1]}/family").json
    assert found["spouse"]["personal_id"] == couple[0]
    assert found["marriage"]["number"] == "8/2026"
    assert rows_of(office, Marriage) == 1


def test_a_parent_and_siblings_of_the_nation_are_forbidden(office, nation):
    found = next(
        (one, other)
        for index in nation.sample(20_000, 2)
        for one in [nation.person(int(index))]
        for other in map(nation.person, nation.siblings(one.index))
        if (one.sex, other.sex) == ("1", "2")
        and one.is_alive
        and other.is_alive
        and one.spouse is None
        and other.spouse is None
        and one.date_of_birth.year < 2005
        and other.date_of_birth.year < 2007
        and one.marital_status == other.marital_status == "single"
    )
    couple = (one.personal_id for one in found)

    office.refused("marriages", a_marriage(*couple), "marriage_of_siblings")


def test_a_whole_family_of_the_nation_moves(office, family):
    place = address("số 5 phố Mới", commune="00082")
    relations = office.relations(family[0])

    office.write("moves", a_move(*family, address=place))

    moved = office.relations(family[0])
    assert moved == {number: relations[number] for number in family}
    assert {office.person(one)["residence"]["detail"] for one in family} == {
        "số 5 phố Mới"
    }


def test_a_stranger_moves_into_a_household_of_the_nation(office, family):
    file_no = office.household(family[0])["file_no"]

    office.write("moves", a_move(STRANGER, file_no=file_no))

    assert office.relations(family[0])[STRANGER] == "other"


def test_a_household_of_the_nation_that_moved_away_is_gone(office, family):
    home = office.household(family[0])
    everybody = [one["personal_id"] for one in home["members"]]
    office.write("moves", a_move(*everybody, address=address("khác", commune="00082")))

    body = a_move(STRANGER, file_no=home["file_no"])
    office.refused("moves", body, "household_gone")


def test_a_correction_keeps_the_number_and_the_first_version(office, family):
    child = family[2]
    first = office.person(child)

    office.write("corrections", a_correction(child, changes={"given_name": "Khác Hẳn"}))

    assert office.person(child)["given_name"] == "Khác Hẳn"
    kept = office.get(f"/v1/people/{child}/versions/1").json
    assert {**kept, "world": ""} == {**first, "world": ""}


def test_a_child_older_than_its_parents_is_impossible(office, family):
    body = a_correction(family[2], changes={"date_of_birth": "1901-01-01"})

    office.refused("corrections", body, "kin_impossible")


def test_a_mother_of_the_nation_has_no_second_child_within_months(office, nation):
    mother, child = next(
        (nation.person(one.mother), one)
        for index in nation.sample(200_000, 3)
        for one in [nation.person(int(index))]
        if one.mother is not None and one.date_of_birth.isoformat() > "2025-10-01"
    )
    number = number_of(nation, mother.index)

    office.refused("birth-notices", a_birth_notice(number), "births_too_close")

    body = a_birth(
        mother_id=number,
        father_id=None,
        birth_notice_code=None,
        child={"date_of_birth": "2026-03-08", "given_name": "Mới"},
    )
    answer = office.post("/v1/births", body, "b")
    assert answer.json["code"] == "births_too_close"
    assert child.date_of_birth.isoformat() in answer.json["detail"]
