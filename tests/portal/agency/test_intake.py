import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.agency.delivery import MAX_BYTES
from portal.agency.models import AgencyReceipt
from portal.settings import DEMO_INTAKE_KEY

OFFICE = "/intake/commune_civil_status.00070"
BODY = {
    "dossier": "LT-260310-7K3FQ",
    "branch": "civil_status",
    "attempt": 1,
    "world": "public",
    "procedure": "birth",
    "answers": {"child_given_name": "Ân"},
}


Send = Callable[..., TestResponse]


@pytest.fixture
def send(app: Flask) -> Send:
    client = app.test_client()

    def post(
        body: object = BODY,
        *,
        to: str = OFFICE,
        key: str | None = None,
        access: str | None = DEMO_INTAKE_KEY,
        **more: Any,
    ) -> TestResponse:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        if access is not None:
            headers["Authorization"] = f"Bearer {access}"
        return client.post(to, data=raw, headers=headers | more.get("headers", {}))

    return post


def test_a_delivery_is_answered_with_a_receipt_and_the_worlds_time(
    send: Send, db: Session
) -> None:
    answer = send()

    assert answer.status_code == 202
    assert answer.get_json()["receipt"].startswith("BN-")
    assert answer.get_json()["received_at"] == "2026-03-10T01:30:00+00:00"
    kept = db.scalars(select(AgencyReceipt)).one()
    assert (kept.office, kept.branch, kept.dossier) == (
        "commune_civil_status.00070",
        "civil_status",
        "LT-260310-7K3FQ",
    )


def test_the_same_key_again_gets_the_same_receipt(send: Send, db: Session) -> None:
    key = str(uuid.uuid4())
    reordered = dict(reversed(BODY.items()))

    answers = [send(key=key), send(key=key), send(reordered, key=key)]

    assert len({answer.data for answer in answers}) == 1
    assert len(db.scalars(select(AgencyReceipt)).all()) == 1


def test_a_key_does_not_serve_another_delivery_or_another_office(send: Send) -> None:
    key = str(uuid.uuid4())
    send(key=key)

    other = send(BODY | {"attempt": 2}, key=key)
    elsewhere = send(key=key, to="/intake/commune_civil_status.00082")

    assert [other.status_code, elsewhere.status_code] == [409, 409]
    assert other.get_json()["code"] == "key_reused"


@pytest.mark.parametrize("access", [None, "", "wrong", "\xe9", DEMO_INTAKE_KEY + "x"])
def test_nobody_delivers_without_the_key(
    send: Send, db: Session, access: str | None
) -> None:
    answer = send(access=access)

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert db.scalars(select(AgencyReceipt)).all() == []


@pytest.mark.parametrize(
    "office",
    [
        "nobody.00070",
        "commune_police.99999",
        "commune_police",
        "commune_police.",
        ".",
        "commune_police.00070.1",
        "commune_police.%00",
        "%F0%9F%92%A9.00070",
    ],
)
def test_an_unknown_office_is_a_problem_with_a_code(send: Send, office: str) -> None:
    answer = send(to=f"/intake/{office}")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "change",
    [
        {"dossier": None},
        {"dossier": "LT\x00"},
        {"dossier": "\ud800"},
        {"dossier": "x" * 65},
        {"branch": ["civil_status"]},
        {"branch": "residence"},
        {"procedure": "nothing"},
        {"attempt": True},
        {"attempt": 0},
        {"attempt": 10**30},
        {"attempt": "1"},
        {"world": "elsewhere"},
        {"world": ""},
        {"answers": []},
        {"answers": {str(n): 1 for n in range(501)}},
    ],
)
def test_a_body_with_a_wrong_member_is_refused_and_not_kept(
    send: Send, db: Session, change: dict[str, Any]
) -> None:
    answer = send(BODY | change)

    assert answer.status_code == 422
    assert answer.get_json()["detail"]
    assert db.scalars(select(AgencyReceipt)).all() == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe{}",
        b'{"attempt": NaN}',
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"attempt": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_no_json_object_is_refused(send: Send, raw: bytes) -> None:
    answer = send(raw)

    assert answer.status_code == 400
    assert answer.get_json()["code"] == "not_json"


def test_a_body_over_the_limit_is_refused_unread(send: Send) -> None:
    answer = send(b" " * (MAX_BYTES + 1))

    assert answer.status_code == 413
    assert answer.get_json()["code"] == "too_large"


@pytest.mark.parametrize(
    "key", ["", "1", "x" * 5_000, "{00000000-0000-5000-8000-000000000001}"]
)
def test_a_delivery_without_a_proper_key_is_refused(send: Send, key: str) -> None:
    answer = send(headers={"Idempotency-Key": key})

    assert answer.status_code == 400
    assert answer.get_json()["code"] == "key_missing"


@hypothesis_settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    ),
    st.sampled_from(sorted(BODY)),
)
def test_no_value_of_a_member_breaks_the_intake(
    send: Send, value: Any, member: str
) -> None:
    answer = send(BODY | {member: value})

    assert answer.status_code in {202, 400, 422}
