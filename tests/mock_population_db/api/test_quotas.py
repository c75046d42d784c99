import threading

import pytest
from pydantic import ValidationError

from mock_population_db.settings import Settings
from tests.mock_population_db.callers import DAO
from tests.mock_population_db.changed_settings import with_settings

CLINIC = {
    "name": "clinic",
    "key": "clinic-key",
    "purposes": ["health_insurance_card", "data_cleaning"],
    "per_minute": 3,
    "per_day": 5,
}


@pytest.fixture
def clinic(register_app, caller):
    with_settings(register_app, callers=[CLINIC])
    return caller.with_headers(
        Authorization="Bearer clinic-key", X_Purpose="health_insurance_card"
    )


def used(caller):
    windows = caller.get("/v1/quota").json["windows"]
    return {window["per"]: window["used"] for window in windows}


def test_a_named_caller_has_its_own_key_and_stands_in_the_log(clinic, caller):
    answer = clinic.get(f"/v1/people/{DAO}")

    read = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"][0]
    assert answer.status_code == 200
    assert read["caller"] == "clinic"


def test_a_named_caller_may_use_its_purposes_only(clinic):
    answer = clinic.with_headers(X_Purpose="birth_declaration").get(f"/v1/people/{DAO}")
    table = clinic.get("/v1/purposes").json["purposes"]

    assert (answer.status_code, answer.json["code"]) == (403, "purpose_not_allowed")
    assert {row["code"] for row in table} == set(CLINIC["purposes"])


def test_a_minute_is_full_and_the_next_is_free(clinic, machine):
    answers = [clinic.get(f"/v1/people/{DAO}") for _ in range(4)]
    machine.advance(minutes=1)
    later = clinic.get(f"/v1/people/{DAO}")

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[3].json["code"] == "over_quota"
    assert "3 lượt mỗi phút" in answers[3].json["detail"]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 61
    assert later.status_code == 200


def test_a_day_is_full_until_midnight_in_vietnam(clinic, machine):
    for _ in range(5):
        clinic.get(f"/v1/people/{DAO}")
        machine.advance(minutes=1)

    full = clinic.get(f"/v1/people/{DAO}")
    machine.advance(seconds=int(full.headers["Retry-After"]))

    assert full.status_code == 429
    assert "5 lượt mỗi ngày" in full.json["detail"]
    assert clinic.get(f"/v1/people/{DAO}").status_code == 200


def test_what_was_asked_is_shown_and_asking_it_is_free(clinic):
    clinic.get(f"/v1/people/{DAO}")

    quota = clinic.get("/v1/quota").json

    assert quota["caller"] == "clinic"
    assert quota["counted_by"] == "register"
    assert [(one["per"], one["limit"], one["used"]) for one in quota["windows"]] == [
        ("minute", 3, 1),
        ("day", 5, 1),
    ]
    assert used(clinic) == {"minute": 1, "day": 1}


def test_a_caller_without_a_limit_is_counted_too(register_app, caller):
    caller.get(f"/v1/people/{DAO}")
    caller.get(f"/v1/people/{DAO}/family")

    quota = caller.get("/v1/quota").json

    assert [(one["limit"], one["used"]) for one in quota["windows"]] == [(None, 2)] * 2
    assert quota["counted_by"] == "process"


def test_a_batch_counts_its_rows_and_is_refused_whole(clinic):
    cleaner = clinic.with_headers(X_Purpose="data_cleaning")

    three = cleaner.post("/v1/people/verify-batch", {"rows": [{}, {}, {}]})
    used_by_three = used(clinic)
    two = cleaner.post("/v1/people/verify-batch", {"rows": [{}, {}]})

    assert three.status_code == 200
    assert used_by_three == {"minute": 3, "day": 3}
    assert two.status_code == 429


def test_a_refused_batch_leaves_no_mark(clinic, caller):
    cleaner = clinic.with_headers(X_Purpose="data_cleaning")
    row = {
        "personal_id": DAO,
        "full_name": "Trần Thị Hồng Đào",
        "date_of_birth": "1996-07-02",
    }

    answer = cleaner.post("/v1/people/verify-batch", {"rows": [row] * 4})

    assert answer.status_code == 429
    assert caller.get(f"/v1/reads?personal_id={DAO}").json["reads"] == []


def test_the_demo_callers_quota_is_a_setting(register_app, caller):
    with_settings(register_app, quota_per_minute=1)

    first, second = (caller.get(f"/v1/people/{DAO}") for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 429)


def test_callers_at_the_same_time_never_pass_the_limit(register_app, caller):
    with_settings(register_app, quota_per_minute=5)
    statuses = []

    def ask():
        statuses.append(caller.get(f"/v1/people/{DAO}").status_code)

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == [200] * 5 + [429] * 7


def test_english_is_answered_when_asked_for(clinic):
    english = clinic.with_headers(Accept_Language="en")

    details = [english.get(f"/v1/people/{DAO}").json for _ in range(4)]

    assert "lượt" not in details[3]["detail"]


@pytest.mark.parametrize(
    "callers",
    [
        [CLINIC, CLINIC],
        [{**CLINIC, "name": "demo"}],
        [{**CLINIC, "key": "demo-register-key"}],
        [{**CLINIC, "purposes": ["curiosity"]}],
        [{**CLINIC, "name": "a b"}],
        [{**CLINIC, "per_minute": -1}],
        [{**CLINIC, "colour": "red"}],
    ],
)
def test_callers_that_cannot_be_told_apart_are_refused(callers):
    with pytest.raises(ValidationError):
        Settings(callers=callers)


def test_callers_are_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("POPULATION_CALLERS", '[{"name": "x", "key": "secret-1"}]')

    settings = Settings()

    assert [one.name for one in settings.everybody()] == ["demo", "x"]
    assert "secret-1" not in repr(settings)
