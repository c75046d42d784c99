import pytest
from sqlalchemy import select

from mock_population_db.app import engine_of
from mock_population_db.db import transaction
from mock_population_db.models import Change, Event
from tests.mock_population_db.callers import (
    DAO,
    NOBODY,
    UNG,
    a_birth,
    a_residence,
    an_insurance,
    born,
)
from tests.mock_population_db.events.bodies import a_correction, a_death, a_move
from tests.mock_population_db.events.clan import DAUGHTER, FATHER, SON


def test_history_says_what_changed_when_and_by_whom(office):
    body = a_correction(certificate_number="3/2026")
    event = office.write("corrections", body)["event_id"]

    assert office.history(DAUGHTER) == [
        {
            "event_id": event,
            "kind": "correction",
            "version": 2,
            "role": "corrected",
            "happened_on": "2026-03-10",
            "at": "2026-03-10T01:30:00+00:00",
            "requester": "lienthong-portal",
            "purpose": "demonstration",
            "dossier": "H-1",
            "certificate_number": "3/2026",
            "book": "01/2026",
            "cancels": None,
            "cancelled_by": None,
            "changes": [{"field": "given_name", "before": "Nữ", "after": "Nữ Anh"}],
            "withheld": [],
        }
    ]


def test_every_version_can_be_read_again(office):
    first = office.person(SON)
    office.write("moves", a_move(SON))
    second = office.person(SON)
    office.write("corrections", a_correction(SON, changes={"given_name": "Tài"}))
    third = office.person(SON)

    versions = [office.get(f"/v1/people/{SON}/versions/{n}").json for n in (1, 2, 3)]

    for was, now in zip([first, second, third], versions, strict=True):
        assert {**now, "world": ""} == {**was, "world": ""}


def test_reading_a_version_changes_nothing(office):
    office.write("moves", a_move(SON))
    before = office.everything()

    office.get(f"/v1/people/{SON}/versions/1")

    assert office.everything() == before


@pytest.mark.parametrize(
    ("version", "status", "code"),
    [
        ("0", 404, "version_not_found"),
        ("2", 404, "version_not_found"),
        ("-1", 422, "malformed"),
        ("1.0", 422, "malformed"),
        ("٣", 422, "malformed"),
        ("9" * 5000, 422, "malformed"),
    ],
)
def test_a_version_that_never_was_is_not_found(office, version, status, code):
    answer = office.get(f"/v1/people/{SON}/versions/{version}")

    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_a_child_has_a_history_from_its_birth_on(office):
    child = born(office)
    office.post("/v1/residences", a_residence(child), "r")
    office.post("/v1/insurance-numbers", an_insurance(child), "i")

    kinds = [one["kind"] for one in office.history(child)]

    assert kinds == ["insurance_number", "residence", "birth"]
    assert office.get(f"/v1/people/{child}/versions/1").json["household"] is None
    of_mother = office.history(DAO)[0]
    assert of_mother["role"] == "mother"
    assert of_mother["changes"] == [
        {"field": "children", "before": None, "after": child}
    ]


def test_history_shows_what_the_purpose_needs(office):
    office.write("corrections", a_correction(changes={"religion": "01", "sex": "2"}))
    office.write("moves", a_move(DAUGHTER))
    auditor = office.with_headers(X_Purpose="audit")

    moved, corrected = auditor.get(f"/v1/people/{DAUGHTER}/events").json["events"]

    assert corrected["withheld"] == ["religion"]
    assert moved["changes"] == []
    assert "file_no" in moved["withheld"]


def test_reading_a_history_leaves_a_mark(office):
    office.history(FATHER)

    marks = office.get(f"/v1/reads?personal_id={FATHER}").json["reads"]
    assert marks[0]["path"] == f"/v1/people/{FATHER}/events"


def test_worlds_have_histories_of_their_own(office):
    office.write("deaths", a_death())
    other = office.with_headers(X_World="other")

    assert other.get(f"/v1/people/{FATHER}/events").json == {"events": []}
    assert other.get(f"/v1/people/{FATHER}").json["life_status"] == "1"


def test_nobody_has_no_history(office):
    assert office.get(f"/v1/people/{NOBODY}/events").status_code == 404
    assert office.get(f"/v1/people/{NOBODY}/versions/1").status_code == 404


def test_the_log_is_only_ever_added_to(own_office):
    own_office.write("deaths", a_death())

    for model in (Event, Change):
        with (
            pytest.raises(TypeError, match="only ever added"),
            transaction(engine_of(own_office.app)) as db,
        ):
            db.scalars(select(model)).first().world = "rewritten"


def test_a_reset_forgets_the_events_of_one_world(own_office, register_app):
    own_office.write("deaths", a_death())
    other = own_office.with_headers(X_World="other")
    other.post("/v1/events/deaths", a_death(), "k")

    with register_app.test_client() as client:
        client.post(
            "/admin/reset",
            headers={"Authorization": "Bearer demo-admin-key", "X-World": "public"},
        )

    assert own_office.history(FATHER) == []
    assert len(other.get(f"/v1/people/{FATHER}/events").json["events"]) == 1


def test_a_refused_birth_leaves_no_event(office):
    office.post("/v1/births", a_birth(mother_id=UNG, father_id=None), "k")

    assert office.history(UNG) == []
