"""Everybody of a name and day, nationwide."""

from datetime import date

import pytest

from mock_population_db.app import engine_of
from mock_population_db.db import reading, transaction
from mock_population_db.finding.named import named
from mock_population_db.register.lookups import get_person
from mock_population_db.register.overlay import own
from tests.mock_population_db.callers import DAO, born

NAME, DAY = "Trần Thị Hồng Đào", "1996-07-02"


def ask(tester, name, day, **more):
    body = {"full_name": name, "date_of_birth": day, **more}
    answer = tester.post("/v1/people/search", body)
    assert answer.status_code == 200, answer.text
    return [one["personal_id"] for one in answer.json["people"]]


def test_the_cast_is_found_nationwide_however_the_letters_are_composed(tester):
    found = ask(tester, NAME, DAY)
    decomposed = ask(tester, "tra\u0302\u0300n thị hồng ĐÀO", DAY)

    assert DAO in found
    assert DAO in decomposed


def test_everybody_of_a_sample_is_found_by_name_and_day(register_app, nation):
    people = [nation.person(index) for index in nation.sample(40, 5).tolist()]

    with reading(engine_of(register_app)) as db:
        found = [
            [
                hit.personal_id
                for hit in named(db, one.full_name, one.date_of_birth, "public")
            ]
            for one in people
        ]

    assert all(one.personal_id in hits for one, hits in zip(people, found, strict=True))


def test_both_twins_are_found_on_their_day(register_app, nation):
    members = (
        nation.person(member)
        for home in nation.households_of("00070")
        for member in nation.household(home).members
    )
    first = next(one for one in members if one.twin is not None)
    pair = [first, nation.person(first.twin)]

    with reading(engine_of(register_app)) as db:
        found = {
            hit.personal_id
            for one in pair
            for hit in named(db, one.full_name, first.date_of_birth, "public")
        }

    assert {one.personal_id for one in pair} <= found


@pytest.mark.parametrize(
    ("column", "value"), [("given_name", "Đổi"), ("date_of_birth", "1950-01-02")]
)
def test_a_corrected_person_is_found_under_the_new_facts_only(
    register_app, nation, column, value
):
    one = nation.person(int(nation.sample(1, 9)[0]))
    before = (one.full_name, one.date_of_birth)
    with transaction(engine_of(register_app)) as db:
        mine = own(db, get_person(db, one.personal_id, "public"), "public")
        setattr(mine, column, value)
        after = (mine.full_name, date.fromisoformat(mine.date_of_birth))

    with reading(engine_of(register_app)) as db:
        old = [hit.personal_id for hit in named(db, *before, "public")]
        new = [hit.personal_id for hit in named(db, *after, "public")]
        other_world = [hit.personal_id for hit in named(db, *before, "class-7")]

    assert one.personal_id not in old
    assert one.personal_id in new
    assert one.personal_id in other_world


def test_a_child_born_in_the_world_is_found_before_it_lives_anywhere(caller, tester):
    child = born(caller)

    assert ask(tester, "Nguyễn Trần Bảo Ân", "2026-03-07") == [child]


def test_more_criteria_narrow_a_name(tester):
    assert DAO in ask(tester, NAME, DAY, marital_status="2")
    assert DAO not in ask(tester, NAME, DAY, marital_status="1")
    assert DAO not in ask(tester, NAME, DAY, province="79")


def test_a_day_before_the_register_finds_nobody(tester):
    assert ask(tester, "Nguyễn Văn An", "1901-01-01") == []


def test_a_corrected_member_of_the_cast_is_found_under_the_new_day_only(
    register_app, tester
):
    with transaction(engine_of(register_app)) as db:
        own(db, get_person(db, DAO, "public"), "public").date_of_birth = "1996-07-03"

    assert DAO not in ask(tester, NAME, DAY)
    assert DAO in ask(tester, NAME, "1996-07-03")
