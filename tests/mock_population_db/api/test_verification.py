import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_population_db.verification.comparing import (
    Likeness,
    compare_dates,
    compare_names,
)
from tests.mock_population_db.callers import DAO, NOBODY, REAL, UNG

NAME, BORN = "Trần Thị Hồng Đào", "1996-07-02"
QUIET = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def cleaner(caller):
    return caller.with_headers(X_Purpose="data_cleaning", X_Requester="bhxh")


def a_row(**changes):
    return {
        "personal_id": DAO,
        "full_name": NAME,
        "date_of_birth": BORN,
        **changes,
    }


def fields_of(caller, **said):
    body = {"personal_id": said.pop("personal_id", DAO), "fields": said}
    answer = caller.post("/v1/people/verify-fields", body)
    assert answer.status_code == 200, answer.text
    return answer.json["fields"]


def classes(answer):
    assert answer.status_code == 200, answer.text
    return [row["class"] for row in answer.json["rows"]]


def test_each_field_is_said_to_match_or_differ(caller):
    found = fields_of(
        caller,
        full_name="TRAN THI HONG DAO",
        date_of_birth="1996-07-03",
        sex="2",
        ethnicity="02",
        spouse_id=UNG,
        mother_id=UNG,
        residence={"province": "01", "commune": "00070"},
        hometown={"province": "01"},
    )

    assert found == {
        "full_name": "match",
        "date_of_birth": "differ",
        "sex": "match",
        "ethnicity": "differ",
        "spouse_id": "match",
        "mother_id": "differ",
        "residence": "match",
        "hometown": "differ",
    }


def test_what_the_purpose_does_not_need_is_unknown(caller):
    measuring = caller.with_headers(X_Purpose="coverage")

    found = fields_of(measuring, full_name=NAME, ethnicity="01", spouse_id=UNG)

    assert found.pop("full_name") == "match"
    assert found == {"ethnicity": "unknown", "spouse_id": "unknown"}


def test_of_nobody_everything_is_unknown(caller):
    found = fields_of(caller, personal_id=NOBODY, full_name=NAME, sex="2")

    assert set(found.values()) == {"unknown"}


def test_a_year_alone_neither_matches_nor_differs(caller):
    assert fields_of(caller, date_of_birth="1996") == {"date_of_birth": "unknown"}
    assert fields_of(caller, date_of_birth="1995") == {"date_of_birth": "differ"}


def test_what_was_compared_is_in_the_log(caller):
    fields_of(caller, full_name=NAME, sex="1")

    read = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"][0]

    assert read["shown"] == ["verified:full_name", "verified:sex"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"personal_id": REAL, "fields": {}}, "real_number"),
        ({"personal_id": DAO, "fields": {"father_id": REAL}}, "real_number"),
        ({"personal_id": DAO, "fields": {"shoe_size": "38"}}, "malformed"),
        ({"personal_id": DAO, "fields": []}, "malformed"),
        ({"personal_id": DAO}, "malformed"),
        ({"personal_id": DAO, "fields": {"sex": "9"}}, "malformed"),
    ],
)
def test_a_malformed_claim_is_a_problem(caller, body, code):
    answer = caller.post("/v1/people/verify-fields", body)

    assert (answer.status_code, answer.json["code"]) == (422, code)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "match"),
        ({"full_name": "trần thị hồng đào"}, "match"),
        ({"full_name": unicodedata.normalize("NFD", NAME)}, "match"),
        ({"full_name": "TRANTHIHONGDAO"}, "match_without_marks"),
        ({"date_of_birth": "1996"}, "date_partial"),
        ({"date_of_birth": "1996-02-07"}, "date_swapped"),
        ({"date_of_birth": "1996-07-03"}, "date_differs"),
        ({"full_name": "Trần Thị Đào"}, "name_differs"),
        ({"full_name": "Ai Đó", "date_of_birth": "1990"}, "name_and_date_differ"),
        ({"personal_id": NOBODY}, "not_found"),
        ({"personal_id": REAL}, "real_number"),
        ({"personal_id": "12"}, "malformed"),
        ({"full_name": None}, "malformed"),
        ({"full_name": "TrÇn ThÞ\x80"}, "malformed"),
        ({"extra": 1}, "malformed"),
    ],
)
def test_each_row_has_a_class(cleaner, changes, expected):
    answer = cleaner.post("/v1/people/verify-batch", {"rows": [a_row(**changes)]})

    (row,) = answer.json["rows"]
    assert row["class"] == expected
    assert row["matches"] is expected.startswith("match")
    assert bool(row["reason"]) is (expected in {"real_number", "malformed"})


def test_a_broken_row_does_not_stop_the_others(cleaner):
    rows = [None, [], "x", 1, {}, a_row(), a_row(reference="BHXH-7"), {"rows": []}]

    answer = cleaner.post("/v1/people/verify-batch", {"rows": rows})

    assert classes(answer) == [*["malformed"] * 5, "match", "match", "malformed"]
    assert answer.json["rows"][6]["reference"] == "BHXH-7"
    assert answer.json["counts"] == {"malformed": 6, "match": 2}


def test_the_dead_are_marked_where_the_purpose_needs_it(cleaner, caller):
    son = a_row(
        personal_id="901055027713",
        full_name="Nguyễn Hoàng Sơn",
        date_of_birth="1955-04-20",
    )

    answer = cleaner.post("/v1/people/verify-batch", {"rows": [son, a_row()]})

    assert [row["deceased"] for row in answer.json["rows"]] == [True, False]


def test_a_thousand_rows_go_in_one_call_and_one_more_does_not(cleaner):
    rows = [a_row(reference=f"row {at}", full_name="X" * 60) for at in range(1000)]

    most = cleaner.post("/v1/people/verify-batch", {"rows": rows})
    more = cleaner.post("/v1/people/verify-batch", {"rows": [*rows, a_row()]})
    none = cleaner.post("/v1/people/verify-batch", {"rows": []})

    assert most.json["counts"] == {"name_differs": 1000}
    assert (more.status_code, none.status_code) == (422, 422)


def test_a_batch_beyond_its_limit_of_bytes_is_too_large(cleaner):
    answer = cleaner.post("/v1/people/verify-batch", {"rows": ["x" * 600_000]})

    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_only_some_purposes_allow_a_batch(caller):
    answer = caller.post("/v1/people/verify-batch", {"rows": [a_row()]})

    assert (answer.status_code, answer.json["code"]) == (403, "batch_not_allowed")


def test_a_batch_is_in_the_log_of_everybody_in_it(cleaner, caller):
    cleaner.post("/v1/people/verify-batch", {"rows": [a_row(), a_row(personal_id=UNG)]})

    for person in (DAO, UNG):
        (read,) = caller.get(f"/v1/reads?personal_id={person}").json["reads"]
        assert read["purpose"] == "data_cleaning"
        assert read["shown"] == ["verified:date_of_birth", "verified:full_name"]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner)
    ),
    max_leaves=6,
)


@QUIET
@given(rows=st.lists(ANY, min_size=1, max_size=5), at=st.integers(0, 5))
def test_any_rows_are_answered_row_by_row(cleaner, rows, at):
    rows.insert(at, a_row())
    body = json.dumps({"rows": rows}).encode()

    answer = cleaner.post_bytes("/v1/people/verify-batch", body)

    found = classes(answer)
    assert found.count("match") == 1
    assert len(found) == len(rows)


@settings(max_examples=100, deadline=None)
@given(name=st.text("aăâbcdđeghiklmnoôơưuáàảãạ ", min_size=1, max_size=20))
def test_a_name_equals_itself_in_any_case_and_form(name):
    for said in (name.upper(), unicodedata.normalize("NFD", name), f" {name} "):
        assert compare_names(name, said) is Likeness.EQUAL


@settings(max_examples=100, deadline=None)
@given(one=st.dates(), other=st.dates())
def test_dates_compare_the_same_both_ways(one, other):
    first, second = one.isoformat(), other.isoformat()

    assert compare_dates(first, second) is compare_dates(second, first)
    assert compare_dates(first, first[:7]) is Likeness.PARTIAL
