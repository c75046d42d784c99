"""No event, however made, is more than a problem of the caller's."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.mock_population_db.callers import REAL, address
from tests.mock_population_db.events.bodies import (
    PAPER,
    a_birth_notice,
    a_cancellation,
    a_correction,
    a_death,
    a_death_notice,
    a_divorce,
    a_marriage,
    a_move,
    a_paternity,
    a_stay,
)
from tests.mock_population_db.events.clan import (
    COUSIN,
    FATHER,
    OF_AUNT,
    SON,
    STRANGER,
)
from tests.mock_population_db.test_hostile_input import (
    JSON,
    assert_callers_problem,
    paths_of,
    replaced,
)

BODIES = {
    "deaths": a_death(new_head_id=SON, notice_code="00001.GBT.01001.26"),
    "deaths/cancellations": a_cancellation(),
    "moves": a_move(address=address("xa", commune="00082"), head_id=SON),
    "household-heads": {
        "file_no": OF_AUNT,
        "head_id": COUSIN,
        "changed_on": "2026-03-09",
        "certificate_number": "1",
        **PAPER,
    },
    "temporary-residences": a_stay(),
    "temporary-residences/end": {"personal_id": SON, "ended_on": "2026-03-10"},
    "absences": {
        "personal_id": SON,
        "from_on": "2026-03-09",
        "until_on": "2026-04-01",
        "reason": "x",
    },
    "absences/end": {"personal_id": SON, "ended_on": "2026-03-10", "reason": "x"},
    "marriages": a_marriage(),
    "divorces": a_divorce(),
    "corrections": a_correction(
        changes={"date_of_birth": "1998-10-11", "sex": "2", "birth_place": address("")}
    ),
    "paternities": a_paternity(COUSIN, STRANGER),
    "identity-cards": {
        "personal_id": SON,
        "issued_on": "2026-03-09",
        "reason": "changed",
    },
    "contacts": {"personal_id": SON, "phone": "0999012345", "email": "a@example.vn"},
    "birth-notices": a_birth_notice(),
    "death-notices": a_death_notice(code="00001.GBT.01001.26"),
}


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_value_in_any_place_of_an_event(office, data):
    what = data.draw(st.sampled_from(sorted(BODIES)))
    place = data.draw(st.sampled_from(paths_of(BODIES[what])))
    body = replaced(BODIES[what], place, data.draw(JSON))

    answer = office.post_bytes(f"/v1/events/{what}", json.dumps(body).encode())

    assert_callers_problem(answer)


@pytest.mark.parametrize("what", sorted(BODIES))
@pytest.mark.parametrize("body", [[], "x", 1, None, [[]], {"movers": {}}, [{}], {}])
def test_an_event_of_the_wrong_kind(office, what, body):
    answer = office.send(what, body)

    assert (answer.status_code, answer.json["code"]) == (422, "malformed")


@pytest.mark.parametrize("what", sorted(BODIES))
def test_no_event_takes_a_number_of_the_real_range(office, what):
    numbers = [
        place
        for place in paths_of(BODIES[what])
        if place and (place[-1].endswith("_id"))
    ]
    bodies = [replaced(BODIES[what], place, REAL) for place in numbers]
    if what == "moves":
        bodies.append({**BODIES[what], "movers": [{"personal_id": REAL}]})

    answers = [office.send(what, body) for body in bodies]

    assert answers
    assert {one.json["code"] for one in answers} == {"real_number"}


DATES = ("died_on", "moved_on", "from_on", "ended_on", "issued_on", "registered_on")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    day=st.dates().map(str)
    | st.datetimes(timezones=st.timezones()).map(str)
    | st.text(st.sampled_from("0123456789-:TZ+٣ "), max_size=25),
    what=st.sampled_from(sorted(BODIES)),
)
@example(day="9999-12-31", what="deaths")
@example(day="2026-03-08+07:00", what="deaths")
@example(day="٢٠٢٦-٠٣-٠٨", what="deaths")
def test_any_day_is_a_day_or_a_problem(office, day, what):
    body = BODIES[what]
    places = [name for name in DATES if name in body]
    for name in places:
        answer = office.send(what, {**body, name: day})

        assert_callers_problem(answer)


@pytest.mark.parametrize("what", sorted(BODIES))
def test_every_event_needs_a_key(office, what):
    answer = office.post(f"/v1/events/{what}", BODIES[what])

    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key_missing")


def test_a_key_of_one_event_is_not_a_key_of_another(office):
    office.write("corrections", a_correction(FATHER), key="same")

    answer = office.send("deaths", a_death(), key="same")

    assert (answer.status_code, answer.json["code"]) == (409, "idempotency_conflict")
