"""Looking for people by what they are like."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mock_population_db.app import engine_of
from mock_population_db.citizen import person_row
from mock_population_db.db import reading, transaction
from mock_population_db.finding.criteria import Criteria
from mock_population_db.finding.judging import Judge
from mock_population_db.finding.scopes import scope
from mock_population_db.finding.search import Question, search
from mock_population_db.register.lookups import get_person
from mock_population_db.register.overlay import own
from tests.mock_population_db.callers import DAO, UNG, Caller, a_residence, born
from tests.mock_population_db.finding.conftest import VILLAGE

TODAY = date(2026, 3, 10)
QUESTIONS: list[dict[str, Any]] = [
    {},
    {"sex": "2", "age_from": 18, "age_to": 30},
    {"marital_status": "3"},
    {"marital_status": "1", "head_of_household": True},
    {"ethnicity": "01", "age_from": 60},
    {"has_children_under": 6},
    {"has_children": False, "age_from": 25},
    {"has_children": True, "age_to": 40},
    {"twin": True},
    {"unmarried_mother": True},
    {"head_of_household": False, "sex": "1", "age_from": 20},
    {"lives_elsewhere": True},
    {"gave_birth_elsewhere": True},
    {"household_from": 6},
    {"household_to": 1},
    {"account_level": 2, "sex": "2"},
    {"account_level": 0, "age_from": 80},
    {"has_valid_card": False, "age_from": 18},
    {"insured": False},
    {"name": "van"},
    {"name": "nguyen thi"},
    {"spouse_foreign": False, "age_to": 3},
    {"has_open_notice": False, "age_from": 90},
]


def ask(tester: Caller, **asked: Any) -> Any:
    answer = tester.post("/v1/people/search", asked)
    assert answer.status_code == 200, answer.text
    return answer.json


def everybody(tester: Caller, **asked: Any) -> list[str]:
    found: list[str] = []
    after = None
    while True:
        page = ask(tester, **asked, after=after) if after else ask(tester, **asked)
        found += [one["personal_id"] for one in page["people"]]
        after = page["next"]
        if after is None:
            return found


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_a_search_finds_exactly_whom_a_look_at_everybody_finds(
    register_app, nation, asked
):
    with reading(engine_of(register_app)) as db:
        judge = Judge(db, "public", TODAY, Criteria(**asked))
        people = [
            person_row(nation, member)
            for home in nation.households_of(VILLAGE)
            for member in nation.household(home).members
        ]
        expected = [one.personal_id for one in people if judge.fits(one)]
        question = Question(
            judge.criteria, scope(commune=VILLAGE), "public", TODAY, limit=1000
        )

        found = [one.personal_id for one in search(db, question).people]

    assert found == expected


def test_pages_hold_everybody_once_in_one_order(tester):
    whole = everybody(tester, commune=VILLAGE, sex="2", limit=100)

    in_sevens = everybody(tester, commune=VILLAGE, sex="2", limit=7)

    assert in_sevens == whole
    assert len(whole) == len(set(whole)) > 50


def test_the_cast_comes_first_and_belongs_to_its_commune(tester):
    found = ask(tester, commune="00070", name="dao", limit=5)["people"]

    assert found[0] == {
        "personal_id": DAO,
        "full_name": "Trần Thị Hồng Đào",
        "sex": "2",
        "date_of_birth": "1996-07-02",
        "commune": "00070",
    }


def test_the_words_of_a_name_stand_in_their_order(tester):
    right = ask(tester, commune="00070", name="TRAN dao", age_from=29, age_to=29)
    wrong = ask(tester, commune="00070", name="dao tran", age_from=29, age_to=29)

    assert DAO in [one["personal_id"] for one in right["people"]]
    assert DAO not in [one["personal_id"] for one in wrong["people"]]


def test_mothers_with_an_open_notice_are_found_until_it_is_used(caller, tester):
    before = everybody(tester, commune="00070", has_open_notice=True)
    born(caller)

    after = everybody(tester, commune="00070", has_open_notice=True)

    assert DAO in before
    assert set(before) - set(after) == {DAO}


def test_wives_of_foreigners_are_found(register_app, tester):
    with transaction(engine_of(register_app)) as db:
        own(db, get_person(db, UNG, "public"), "public").nationality = "KR"

    found = everybody(tester, commune="00070", sex="2", spouse_foreign=True)

    assert found == [DAO]


def test_a_child_of_the_world_counts_for_its_parents(caller, tester):
    asked = {"commune": "00070", "name": "tran thi hong dao", "has_children_under": 1}
    before = everybody(tester, **asked)
    born(caller)

    after = everybody(tester, **asked)

    assert (before, after) == ([], [DAO])


def test_a_newborn_is_found_where_its_residence_is_registered(caller, tester):
    child = born(caller)
    nowhere = everybody(tester, commune="00070", age_to=0, name="nguyen tran bao an")
    caller.post("/v1/residences", a_residence(child), "r")

    found = everybody(tester, commune="00070", age_to=0, name="nguyen tran bao an")

    assert (nowhere, found) == ([], [child])


def test_whoever_moves_away_is_found_there_only(register_app, nation, tester):
    with transaction(engine_of(register_app)) as db:
        member = nation.household(next(nation.households_of(VILLAGE))).head
        person = get_person(db, nation.person(member).personal_id, "public")
        mine = own(db, person, "public")
        mine.permanent_residence = {**mine.permanent_residence, "commune": "11948"}

    here = everybody(tester, commune=VILLAGE, limit=100)
    there = everybody(tester, commune="11948", limit=100)
    elsewhere = everybody(
        tester.with_headers(X_World="class-7"), commune=VILLAGE, limit=100
    )

    assert person.personal_id not in here
    assert there[0] == person.personal_id
    assert person.personal_id in elsewhere


def test_a_home_that_somebody_joined_is_counted_anew(register_app, nation, tester):
    asked = {"commune": VILLAGE, "household_to": 1, "limit": 100}
    alone = everybody(tester, **asked)
    with transaction(engine_of(register_app)) as db:
        host = get_person(db, alone[0], "public")
        guest = own(db, get_person(db, UNG, "public"), "public")
        guest.file_no = host.file_no

    left = everybody(tester, **asked)

    assert left == alone[1:]


def test_a_province_is_looked_through_commune_by_commune(tester):
    first = ask(tester, province="01", limit=1)

    again = ask(tester, province="01", limit=1, after=first["next"])

    assert first["people"] != again["people"]
    assert first["people"][0]["commune"] is not None


def test_a_question_may_stand_behind_the_question_mark(tester):
    by_body = ask(tester, commune=VILLAGE, sex="2", age_from=30, twin=False)

    by_query = tester.get(
        f"/v1/people/search?commune={VILLAGE}&sex=2&age_from=30&twin=false"
    )

    assert by_query.json == by_body


def test_what_is_shown_is_noted_in_the_read_log(caller, tester):
    ask(tester, commune="00070", name="tran thi hong dao")

    reads = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"]

    assert [(one["path"], one["purpose"]) for one in reads] == [
        ("/v1/people/search", "testing")
    ]


def test_only_purposes_that_allow_it_may_look_for_people(caller):
    answer = caller.post("/v1/people/search", {"sex": "2"})

    assert (answer.status_code, answer.json["code"]) == (403, "search_not_allowed")


def test_an_empty_answer_of_a_fault_shows_nobody(caller, tester):
    admin = caller.with_headers(Authorization="Bearer demo-admin-key")
    admin.post("/admin/faults", {"kind": "empty", "caller": "suite-1"})

    answer = tester.post("/v1/people/search", {"sex": "2"})

    assert answer.json == {"people": [], "next": None}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"commune": "99999"}, "scope_unknown"),
        ({"commune": "00070", "province": "01"}, "scope_unknown"),
        ({"province": "001"}, "malformed"),
        ({"province": "99"}, "scope_unknown"),
        ({"after": "home.1"}, "cursor_unknown"),
        ({"after": "own.90119600421７"}, "cursor_unknown"),
        ({"age_from": -1}, "malformed"),
        ({"age_from": "x"}, "malformed"),
        ({"age_from": True}, "malformed"),
        ({"age_from": 10**400}, "malformed"),
        ({"twin": "maybe"}, "malformed"),
        ({"twin": 2}, "malformed"),
        ({"twin": []}, "malformed"),
        ({"sex": "3"}, "malformed"),
        ({"sex": ["2"]}, "malformed"),
        ({"limit": 0}, "malformed"),
        ({"limit": 101}, "malformed"),
        ({"full_name": "Trần Thị Hồng Đào"}, "malformed"),
        ({"date_of_birth": "1996-07-02"}, "malformed"),
        ({"name": "a\x00"}, "malformed"),
        ({"more": 1}, "malformed"),
    ],
    ids=lambda value: str(value)[:40].encode("ascii", "replace").decode(),
)
def test_a_question_that_is_none_is_refused(tester, asked, code):
    answer = tester.post("/v1/people/search", asked)

    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_question_about_facts_that_a_purpose_lacks_is_refused(tester):
    assert Criteria(twin=True).groups() == {"family"}
    assert replace(Criteria(), name="dao").groups() == frozenset()
