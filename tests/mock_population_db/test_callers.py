import logging

import pytest

from tests.mock_population_db.callers import DAO, HOA, REAL, UNG, born


@pytest.mark.parametrize(
    ("header", "status", "code"),
    [
        ("Authorization", 401, "key_refused"),
        ("X_Purpose", 403, "purpose_missing"),
        ("X_Requester", 403, "requester_missing"),
    ],
)
@pytest.mark.parametrize(
    "path", [f"/v1/people/{DAO}", "/v1/accounts?cast=1", f"/v1/reads?personal_id={DAO}"]
)
def test_a_caller_says_who_and_why(caller, header, status, code, path):
    answer = caller.with_headers(**{header: None}).get(path)

    assert (answer.status_code, answer.json["code"]) == (status, code)


@pytest.mark.parametrize(
    "key", ["Bearer wrong", "Bearer ", "Basic demo-register-key", "demo-register-key"]
)
def test_a_wrong_key_is_refused(caller, key):
    answer = caller.with_headers(Authorization=key).get(f"/v1/people/{DAO}")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_admin_key_does_not_open_the_register(caller):
    answer = caller.with_headers(Authorization="Bearer demo-admin-key").get(
        f"/v1/people/{DAO}"
    )

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X_World", "a b"),
        ("X_World", "é"),
        ("X_World", "w" * 65),
        ("X_Purpose", "p" * 65),
        ("X_Requester", "r" * 101),
        ("X_Dossier", "d" * 65),
        ("X_Purpose", "a\x7fb"),
    ],
)
def test_headers_are_short_and_printable(caller, header, value):
    answer = caller.with_headers(**{header: value}).get(f"/v1/people/{DAO}")

    assert (answer.status_code, answer.json["code"]) == (422, "header_malformed")


def test_a_requester_may_not_be_a_real_person(caller):
    answer = caller.with_headers(X_Requester=REAL).get(f"/v1/people/{DAO}")

    assert answer.json["code"] == "real_number"


def test_details_are_vietnamese_unless_english_is_asked_for(caller):
    path = "/v1/people/901196000000"

    in_vietnamese = caller.get(path).json["detail"]
    in_english = caller.with_headers(Accept_Language="en").get(path).json["detail"]
    again = caller.get(path).json["detail"]

    assert in_vietnamese.startswith("Không có người nào")
    assert in_english.startswith("Nobody")
    assert again == in_vietnamese


def test_every_read_leaves_who_why_when_and_for_which_dossier(caller, machine):
    officer = caller.with_headers(
        X_Requester="901090017743", X_Purpose="civil_status_check", X_Dossier="LT-1"
    )
    caller.get(f"/v1/people/{DAO}")
    machine.advance(hours=2)

    officer.get(f"/v1/people/{DAO}/household")

    reads = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"]
    assert reads[0] == {
        "at": "2026-03-10T03:30:00+00:00",
        "requester": "901090017743",
        "purpose": "civil_status_check",
        "dossier": "LT-1",
        "path": f"/v1/people/{DAO}/household",
        "caller": "demo",
        "shown": ["household", "identity"],
        "consent": None,
    }
    assert reads[1]["path"] == f"/v1/people/{DAO}"
    assert reads[1]["dossier"] is None
    assert len(reads) == 2


def test_a_family_read_is_noted_for_everyone_it_shows(caller):
    caller.get(f"/v1/people/{DAO}/family")

    reads = caller.get(f"/v1/reads?personal_id={UNG}").json["reads"]
    elsewhere = caller.get(f"/v1/reads?personal_id={HOA}").json["reads"]
    assert [one["path"] for one in reads] == [f"/v1/people/{DAO}/family"]
    assert elsewhere == []


def test_a_failed_read_is_not_noted(caller):
    caller.with_headers(X_Purpose=None).get(f"/v1/people/{DAO}")

    reads = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"]
    assert reads == []


def test_the_log_carries_no_personal_data(caller, caplog):
    caplog.set_level(logging.DEBUG)

    number = born(caller)
    caller.get(f"/v1/people/{DAO}/family")
    caller.get("/v1/people/901196000000")

    said = caplog.text
    assert "/v1/people/<pid>/family 200" in said
    for secret in (DAO, UNG, number, "901196000000", "Trần", "demo-register-key"):
        assert secret not in said
