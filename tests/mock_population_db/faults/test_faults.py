"""Faults, seen as callers see them."""

import unicodedata

import pytest

from mock_population_db.app import engine_of
from mock_population_db.db import reading
from mock_population_db.faults import KINDS, banner
from tests.mock_population_db.callers import (
    DAO,
    NOBODY,
    UNG,
    Caller,
    a_birth,
    born,
)

FAULT = "X-Population-Fault"


@pytest.fixture
def admin(caller: Caller) -> Caller:
    return caller.with_headers(
        Authorization="Bearer demo-admin-key", X_Purpose=None, X_Requester=None
    )


def on(admin: Caller, kind: str, **more: object) -> None:
    answer = admin.post("/admin/faults", {"kind": kind, **more})
    assert answer.status_code == 200, answer.text


def dao(caller: Caller):
    return caller.get(f"/v1/people/{DAO}")


def test_an_untouched_answer_names_no_fault(caller, admin):
    on(admin, "empty", person=UNG)

    assert FAULT not in dao(caller).headers


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_shows_in_the_header_of_what_it_touches(caller, admin, kind):
    on(admin, kind, seconds=0)

    assert dao(caller).headers[FAULT] == kind


def test_an_empty_answer_says_nothing_of_anybody(caller, admin):
    on(admin, "empty")

    answer, family = dao(caller), caller.get(f"/v1/people/{DAO}/family").json

    assert answer.status_code == 200
    assert not any(answer.json.values())
    assert (family["father"], family["children"]) == (None, [])


def test_a_wrong_person_is_a_whole_other_person(caller, admin):
    on(admin, "wrong_person")

    first, again = dao(caller).json, dao(caller).json

    assert first["personal_id"] != DAO
    assert first["full_name"]
    assert first == again


def test_a_wrong_person_does_not_verify(caller, admin):
    claim = {
        "personal_id": DAO,
        "full_name": "Trần Thị Hồng Đào",
        "date_of_birth": "1996-07-02",
    }
    before = caller.post("/v1/people/verify", claim).json
    on(admin, "wrong_person")

    after = caller.post("/v1/people/verify", claim)

    assert (before, after.json) == ({"exists": True}, {"exists": False})
    assert after.headers[FAULT] == "wrong_person"


def test_a_stale_answer_knows_no_change_of_the_world(caller, admin):
    child = born(caller)
    on(admin, "stale")

    mother = dao(caller).json
    family = caller.get(f"/v1/people/{DAO}/family").json

    assert (mother["version"], mother["world"]) == (1, "public")
    assert family["children"] == []
    assert caller.get(f"/v1/people/{child}").status_code == 404


def test_reads_of_a_stale_register_are_still_logged_in_the_world(caller, admin):
    on(admin, "stale", times=1)
    dao(caller)

    reads = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"]

    assert [one["path"] for one in reads] == [f"/v1/people/{DAO}"]


def test_an_english_error_is_english_and_writes_nothing(caller, admin):
    on(admin, "english_error", times=1)

    answer = caller.post("/v1/births", a_birth(), "k")

    assert answer.status_code == 500
    assert answer.json["message"].startswith("Object reference")
    assert caller.get(f"/v1/people/{DAO}/family").json["children"] == []


def test_partial_data_keeps_the_identity_and_loses_the_rest(caller, admin):
    whole = dao(caller).json
    on(admin, "partial")

    found = dao(caller).json

    assert found["full_name"] == whole["full_name"]
    assert whole["ethnicity"]
    assert found["ethnicity"] is None
    assert found["hometown"]["commune"] is None
    assert found.keys() == whole.keys()


def test_nfd_answers_have_the_same_letters_in_another_form(caller, admin):
    whole = dao(caller).json["full_name"]
    on(admin, "nfd")

    found = dao(caller).json["full_name"]

    assert found != whole
    assert unicodedata.normalize("NFC", found) == whole


def test_faults_of_look_ups_leave_writes_alone(caller, admin):
    for kind in ("empty", "wrong_person", "stale", "partial", "nfd"):
        on(admin, kind)

    answer = caller.post("/v1/births", a_birth(), "k")

    assert answer.status_code == 201
    assert FAULT not in answer.headers


def test_a_fault_for_one_caller_spares_the_others(caller, admin):
    on(admin, "down", caller="lienthong-portal")
    other = caller.with_headers(X_Requester="hospital")

    assert dao(caller).status_code == 503
    assert dao(other).status_code == 200


def test_a_fault_for_a_calling_system_meets_all_who_use_its_key(caller, admin):
    on(admin, "down", caller="demo")

    assert dao(caller).status_code == 503
    assert dao(caller.with_headers(X_Requester="hospital")).status_code == 503


def test_a_fault_for_one_person_spares_the_others(caller, admin):
    on(admin, "down", person=DAO)

    assert dao(caller).status_code == 503
    assert caller.get(f"/v1/people/{UNG}").status_code == 200
    assert caller.get(f"/v1/reads?personal_id={DAO}").status_code == 503
    assert caller.post("/v1/births", a_birth(), "k").status_code == 503


def test_a_fault_is_played_so_many_times_and_counted_down(caller, admin):
    on(admin, "down", times=2)

    first = dao(caller).status_code
    left = admin.get("/admin/faults").json["faults"][0]["remaining"]
    rest = [dao(caller).status_code for _ in range(2)]

    assert (first, left, rest) == (503, 1, [503, 200])
    assert admin.get("/admin/faults").json["faults"] == []


def test_a_narrower_fault_wins_over_one_for_everybody(caller, admin, machine):
    on(admin, "slow", seconds=9)
    on(admin, "slow", seconds=1, person=DAO)

    dao(caller)

    assert machine.waited == [1.0]


def test_faults_are_listed_with_their_address_and_switched_off_by_it(admin):
    on(admin, "empty", caller="portal", person=DAO, times=3)
    on(admin, "empty")

    listed = admin.get("/admin/faults").json["faults"]
    left = admin.delete("/admin/faults?kind=empty&caller=portal").json["faults"]

    assert listed[0] | {"since": ""} == {
        "kind": "empty",
        "seconds": 5.0,
        "since": "",
        "caller": "portal",
        "person": DAO,
        "remaining": 3,
    }
    assert [one["caller"] for one in left] == [None]


def test_the_page_can_say_every_fault_in_words(admin, register_app):
    for kind in KINDS:
        on(admin, kind, person=DAO, times=2)

    with reading(engine_of(register_app)) as db:
        lines = banner(db, "public")

    assert len(lines) == len(KINDS)
    assert all(f"chỉ với số {DAO}; còn 2 lần" in line for line in lines)


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "down", "times": 0},
        {"kind": "down", "times": True},
        {"kind": "down", "times": "many"},
        {"kind": "down", "person": "12"},
        {"kind": "down", "person": "001196004217"},
        {"kind": "down", "caller": "a\x00b"},
        {"kind": "down", "caller": ["portal"]},
        {"kind": "down", "more": 1},
    ],
)
def test_an_address_that_is_none_is_refused(admin, body):
    answer = admin.post("/admin/faults", body)

    assert answer.status_code == 422
    assert admin.get("/admin/faults").json["faults"] == []


def test_unknown_people_stay_errors_under_faults_of_answers(caller, admin):
    on(admin, "partial")

    answer = caller.get(f"/v1/people/{NOBODY}")

    assert (answer.status_code, answer.json["code"]) == (404, "person_not_found")
