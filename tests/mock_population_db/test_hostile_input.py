"""No input, however made, is more than a problem of the caller's."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.mock_population_db.callers import (
    DAO,
    a_birth,
    a_residence,
    an_insurance,
)

QUIET = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
BODIES = {
    "/v1/births": a_birth(),
    "/v1/residences": a_residence(DAO),
    "/v1/insurance-numbers": an_insurance(DAO),
    "/v1/people/verify": {
        "personal_id": DAO,
        "full_name": "Trần Thị Hồng Đào",
        "date_of_birth": "1996-07-02",
    },
}
TEXT = st.text(st.characters(codec=None), max_size=60) | st.sampled_from(
    ["\x00", "A\u0302\u0300", "\ud800", "\u202e", "9" * 13, "1e400", "-0", "　"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=8,
)


def paths_of(body: object, before: tuple = ()) -> list[tuple]:
    if not isinstance(body, dict):
        return [before]
    inner = [one for key in body for one in paths_of(body[key], (*before, key))]
    return [before, *inner]


def replaced(body: object, path: tuple, value: object) -> object:
    if not path:
        return value
    assert isinstance(body, dict)
    return {**body, path[0]: replaced(body[path[0]], path[1:], value)}


def assert_callers_problem(answer) -> None:
    assert 200 <= answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json"
        assert answer.json["code"]
        assert "Traceback" not in answer.text


@QUIET
@given(data=st.data())
def test_any_value_in_any_place_of_a_body(caller, data):
    path = data.draw(st.sampled_from(sorted(BODIES)))
    place = data.draw(st.sampled_from(paths_of(BODIES[path])))
    body = replaced(BODIES[path], place, data.draw(JSON))

    answer = caller.post_bytes(path, json.dumps(body).encode())

    assert_callers_problem(answer)


@QUIET
@given(content=st.binary(max_size=200))
@example(b"[" * 30_000)
@example(b'{"a":' * 9_000)
@example(b"1" * 5_000)
@example(b'"\\ud800"')
@example(b'{"\\ud800": 1}')
@example(b'{"child": NaN}')
@example(b"\xff\xfe")
@example(b"null")
def test_any_bytes_as_a_body(caller, content):
    answer = caller.post_bytes("/v1/births", content)

    assert_callers_problem(answer)
    assert answer.status_code >= 400


@QUIET
@given(piece=TEXT)
def test_any_text_in_a_path(caller, piece):
    safe = "".join(char for char in piece if not "\ud800" <= char <= "\udfff")

    for path in (
        f"/v1/people/{safe}",
        f"/v1/people/{safe}/family",
        f"/v1/birth-notices/{safe}",
        f"/v1/accounts/{safe}",
        f"/v1/reads?personal_id={safe}",
    ):
        assert_callers_problem(caller.get(path.replace("\n", "%0A")))


@pytest.mark.parametrize("path", sorted(BODIES))
@pytest.mark.parametrize("body", [[], "x", 1, None, [[]], {"child": []}, [{}]])
def test_a_body_of_the_wrong_kind(caller, path, body):
    answer = caller.post(path, body, "k")

    assert answer.status_code == 422
    assert answer.json["errors"]


def test_a_huge_body_is_too_large(caller):
    body = {**a_birth(), "certificate_number": "1" * 100_000}

    answer = caller.post("/v1/births", body, "k")

    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_a_form_is_no_json(caller, register_app):
    answer = register_app.test_client().post(
        "/v1/births",
        data={"child": "x"},
        headers={**caller.headers, "Idempotency-Key": "k"},
    )

    assert_callers_problem(answer)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("method", "path"), [("DELETE", f"/v1/people/{DAO}"), ("PUT", "/v1/births")]
)
def test_a_wrong_method_names_the_right_ones(caller, register_app, method, path):
    answer = register_app.test_client().open(path, method=method)

    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"]


def test_what_is_not_there_is_a_problem_too(caller):
    answer = caller.get("/v2/people")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert answer.content_type == "application/problem+json"
