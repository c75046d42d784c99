import pytest

from tests.mock_population_db.callers import DAO, NOBODY, REAL, UNG

UNTIL = "2026-12-31"


def a_consent(**changes):
    return {
        "personal_id": DAO,
        "recipient": "demo",
        "purpose": "bank_account",
        "scope": ["residence"],
        "until": UNTIL,
        **changes,
    }


@pytest.fixture
def dao(caller):
    return caller.with_headers(X_Requester=DAO, X_Purpose="own_record")


@pytest.fixture
def bank(caller):
    return caller.with_headers(X_Requester="bank", X_Purpose="bank_account")


def agreed(dao, **changes):
    answer = dao.post("/v1/consents", a_consent(**changes), "consent-1")
    assert answer.status_code == 201, answer.text
    return answer.json


def test_with_consent_a_bank_sees_what_was_agreed_to(dao, bank):
    consent = agreed(dao)

    asking = bank.with_headers(X_Consent=consent["reference"])
    person = asking.get(f"/v1/people/{DAO}").json

    assert person["residence"]["commune"] == "00070"
    assert person["id_card"] is None
    assert "id_card" in person["withheld"]


def test_an_empty_scope_is_all_that_the_purpose_needs(dao, bank):
    consent = agreed(dao, scope=[])

    asking = bank.with_headers(X_Consent=consent["reference"])

    assert asking.get(f"/v1/people/{DAO}").json["id_card"]
    assert {"documents", "contact", "identity"} <= set(consent["scope"])


def test_the_person_sees_in_the_log_which_consent_was_used(dao, bank):
    consent = agreed(dao)
    bank.with_headers(X_Consent=consent["reference"]).get(f"/v1/people/{DAO}")

    read = dao.get(f"/v1/reads?personal_id={DAO}").json["reads"][0]

    assert read["consent"] == consent["reference"]
    assert read["shown"] == ["identity", "residence"]
    assert read["caller"] == "demo"


def test_without_consent_a_bank_sees_nothing(bank, dao):
    answer = bank.get(f"/v1/people/{DAO}")

    assert (answer.status_code, answer.json["code"]) == (403, "consent_missing")
    assert dao.get(f"/v1/reads?personal_id={DAO}").json["reads"] == []


@pytest.mark.parametrize("path", ["", "/family", "/household", "/birth-notices"])
def test_a_consent_opens_no_other_group(dao, bank, path):
    asking = bank.with_headers(X_Consent=agreed(dao)["reference"])

    status = asking.get(f"/v1/people/{DAO}{path}").status_code

    assert status == (403 if path else 200)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"X_Purpose": "telecom_subscription"}, 403, "consent_not_fitting"),
        ({"X_World": "another"}, 404, "consent_not_found"),
        ({"X_Consent": "DY-0000000000000000"}, 404, "consent_not_found"),
        ({"X_Consent": "x" * 65}, 422, "header_malformed"),
    ],
)
def test_a_consent_holds_for_what_it_says(dao, bank, changes, status, code):
    asking = bank.with_headers(X_Consent=agreed(dao)["reference"])

    answer = asking.with_headers(**changes).get(f"/v1/people/{DAO}")

    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_a_consent_is_not_for_another_person(dao, bank):
    asking = bank.with_headers(X_Consent=agreed(dao)["reference"])

    assert asking.get(f"/v1/people/{UNG}").json["code"] == "consent_not_fitting"


def test_a_consent_taken_back_opens_nothing(dao, bank):
    reference = agreed(dao)["reference"]

    first = dao.post(f"/v1/consents/{reference}/revoke", None)
    second = dao.post(f"/v1/consents/{reference}/revoke", None)
    answer = bank.with_headers(X_Consent=reference).get(f"/v1/people/{DAO}")

    assert first.json["state"] == "revoked"
    assert first.json == second.json
    assert answer.json["code"] == "consent_revoked"


def test_a_consent_ends_with_its_last_day(dao, bank, machine):
    asking = bank.with_headers(X_Consent=agreed(dao, until="2026-03-11")["reference"])
    machine.advance(days=1)
    still = asking.get(f"/v1/people/{DAO}")
    machine.advance(days=1)

    answer = asking.get(f"/v1/people/{DAO}")

    assert still.status_code == 200
    assert answer.json["code"] == "consent_expired"


def test_only_the_person_agrees_sees_and_takes_back(dao, caller):
    reference = agreed(dao)["reference"]
    ung = caller.with_headers(X_Requester=UNG)

    answers = [
        ung.post("/v1/consents", a_consent(), "k"),
        ung.get(f"/v1/consents?personal_id={DAO}"),
        ung.post(f"/v1/consents/{reference}/revoke", None),
    ]

    assert {one.json["code"] for one in answers} == {"not_the_person"}
    assert dao.get(f"/v1/consents/{reference}").json["state"] == "active"


def test_a_consent_is_recorded_once(dao):
    first = dao.post("/v1/consents", a_consent(), "k")
    again = dao.post("/v1/consents", a_consent(), "k")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    listed = dao.get(f"/v1/consents?personal_id={DAO}").json["consents"]
    assert [one["reference"] for one in listed] == [first.json["reference"]]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"purpose": "birth_declaration"}, 409, "consent_not_needed"),
        ({"purpose": "curiosity"}, 403, "purpose_unknown"),
        ({"scope": ["health"]}, 403, "group_not_needed"),
        ({"scope": ["shoe_size"]}, 422, "malformed"),
        ({"scope": "residence"}, 422, "malformed"),
        ({"recipient": "nobody"}, 422, "malformed"),
        ({"until": "2026-03-09"}, 422, "malformed"),
        ({"until": "2040-01-01"}, 422, "malformed"),
        ({"personal_id": REAL}, 422, "real_number"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(dao, changes, status, code):
    answer = dao.post("/v1/consents", a_consent(**changes), "k")

    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_nobody_agrees_for_nobody(caller):
    nobody = caller.with_headers(X_Requester=NOBODY)

    answer = nobody.post("/v1/consents", a_consent(personal_id=NOBODY), "k")

    assert answer.json["code"] == "person_not_found"


def test_a_reset_forgets_the_consents_of_its_world(dao, caller):
    reference = agreed(dao)["reference"]

    caller.with_headers(Authorization="Bearer demo-admin-key").post(
        "/admin/reset", None
    )

    assert dao.get(f"/v1/consents/{reference}").json["code"] == "consent_not_found"
