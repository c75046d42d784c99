"""Keeping people for tests."""

from typing import Any

import pytest

from tests.mock_population_db.callers import Caller
from tests.mock_population_db.changed_settings import with_settings
from tests.mock_population_db.finding.conftest import VILLAGE

GROOM = {"commune": VILLAGE, "sex": "1", "marital_status": "1", "age_from": 20}
kept_so_far = iter(range(10_000))


def keep(tester: Caller, criteria: Any = None, **more: Any) -> Any:
    body = {"criteria": criteria or GROOM, **more}
    return tester.post("/v1/reservations", body, f"keep-{next(kept_so_far)}")


def kept(tester: Caller, **more: Any) -> dict[str, Any]:
    answer = keep(tester, **more)
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def test_two_tests_never_get_the_same_person(tester):
    people = [kept(tester)["personal_id"] for _ in range(5)]

    assert len(set(people)) == 5


def test_worlds_keep_people_apart(tester):
    here = kept(tester)
    there = kept(tester.with_headers(X_World="class-7"))

    assert here["personal_id"] == there["personal_id"]
    assert here["reference"] != there["reference"]


def test_a_repeated_request_keeps_one_person(tester):
    body = {"criteria": GROOM}
    first = tester.post("/v1/reservations", body, "same")

    again = tester.post("/v1/reservations", body, "same")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert len(tester.get("/v1/reservations").json["reservations"]) == 1


def test_a_released_person_can_be_kept_again(tester):
    first = kept(tester)

    released = tester.delete(f"/v1/reservations/{first['reference']}")
    again = kept(tester)

    assert released.json == first
    assert again["personal_id"] == first["personal_id"]
    assert tester.get(f"/v1/reservations/{first['reference']}").status_code == 404


def test_a_reservation_ends_by_the_worlds_clock(tester, machine):
    first = kept(tester, minutes=30)
    machine.advance(minutes=29)
    during = tester.get(f"/v1/reservations/{first['reference']}").status_code
    machine.advance(minutes=2)

    after = tester.get(f"/v1/reservations/{first['reference']}")
    again = kept(tester)

    assert (during, after.status_code) == (200, 404)
    assert after.json["code"] == "reservation_not_found"
    assert again["personal_id"] == first["personal_id"]


def test_when_all_are_kept_nobody_is_found(tester):
    eldest = {"commune": VILLAGE, "age_from": 95}
    while (answer := keep(tester, eldest)).status_code == 201:
        pass

    assert (answer.status_code, answer.json["code"]) == (409, "nobody_found")


def test_what_is_kept_is_listed_with_its_question(tester):
    first = kept(tester)

    listed = tester.get("/v1/reservations").json["reservations"]

    assert listed == [first]
    assert first["criteria"] == {"sex": "1", "marital_status": "1", "age_from": 20}
    assert first["requester"] == "suite-1"


def test_another_system_neither_sees_nor_releases(register_app, tester):
    first = kept(tester)
    with_settings(register_app, callers=[{"name": "other", "key": "other-key"}])
    other = tester.with_headers(Authorization="Bearer other-key")

    assert other.get("/v1/reservations").json["reservations"] == []
    assert other.delete(f"/v1/reservations/{first['reference']}").status_code == 404


def test_a_reset_of_the_world_releases_everybody(caller, tester):
    kept(tester)

    caller.with_headers(Authorization="Bearer demo-admin-key").post("/admin/reset", {})

    assert tester.get("/v1/reservations").json["reservations"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"criteria": None},
        {"criteria": []},
        {"criteria": {"limit": 3}},
        {"criteria": {}, "minutes": 0},
        {"criteria": {}, "minutes": 10**6},
        {"criteria": {"sex": "x"}},
    ],
)
def test_a_wish_that_is_none_is_refused(tester, body):
    answer = tester.post("/v1/reservations", body, "k")

    assert (answer.status_code, answer.json["code"]) == (422, "malformed")


def test_keeping_needs_a_key_and_a_purpose(caller, tester):
    without_key = tester.post("/v1/reservations", {"criteria": GROOM})
    other_purpose = caller.post("/v1/reservations", {"criteria": GROOM}, "k")

    assert without_key.json["code"] == "idempotency_key_missing"
    assert other_purpose.json["code"] == "search_not_allowed"
