"""Sign-ins without a person stop where a person's would, and at proxies."""

from dataclasses import replace

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.people.cast import read_cast
from mock_idp.phone.lockouts import LOCKED_OUT
from mock_idp.settings import Settings
from tests.mock_idp.conftest import NOON
from tests.mock_idp.control.flows import Flows, answer_of
from tests.mock_idp.people.accounts import DAO

HERE_ALONE = Settings(headless_here=True)
PASSED_ON = {"X-Forwarded-For": "203.0.113.7"}


@pytest.fixture(scope="module")
def here_alone() -> Flask:
    return create_app(HERE_ALONE, Clock())


@pytest.fixture(scope="module")
def trusting() -> Flask:
    return create_app(replace(HERE_ALONE, trust_proxy=True), Clock())


def test_an_imported_lock_stops_a_sign_in_without_a_person(flows: Flows) -> None:
    state = flows.order("GET", "/state").json
    state["lockouts"] = {"until": {DAO.personal_id: NOON + 60}}
    flows.order("PUT", "/state", state)

    locked = flows.answered("vneid:dao_level2")
    other = flows.answered("vneid:ung_level2")
    flows.order("POST", "/clock/advance", {"seconds": 61})
    later = flows.answered("vneid:dao_level2")

    assert locked["error"] == "access_denied"
    assert LOCKED_OUT in locked["error_description"]
    assert "code" in other
    assert "code" in later


def test_a_person_imported_with_a_lock_is_refused_too(flows: Flows) -> None:
    flows.order("PUT", "/people/ung", {"traits": {"locked_for": 600}})
    state = flows.order("GET", "/state").json

    flows.order("POST", "/reset")
    flows.order("PUT", "/state", state)

    assert LOCKED_OUT in flows.answered("vneid:ung_level2")["error_description"]


def test_whose_story_begins_with_a_lock_signs_in_by_no_way(flows: Flows) -> None:
    dat = next(a for a in read_cast() if a.cast == "dat")

    answer = flows.answered(f"vneid:{dat.personal_id}_level2")

    assert LOCKED_OUT in answer["error_description"]


@pytest.mark.parametrize("by_header", [False, True])
def test_a_wish_passed_on_by_a_proxy_is_refused_and_says_why(
    here_alone: Flask, *, by_header: bool
) -> None:
    flows = Flows(here_alone)
    hint = None if by_header else "vneid:dao_level2"
    wish = {"X-Mock-Sign-In": "dao_level2"} if by_header else {}

    near = answer_of(flows.authorize(hint, headers=wish))
    far = answer_of(Flows(here_alone).authorize(hint, headers=wish | PASSED_ON))

    assert "code" in near
    assert far["error"] == "invalid_request"
    assert "MOCK_IDP_TRUST_PROXY" in far["error_description"]


def test_a_person_signs_in_behind_a_proxy_as_ever(here_alone: Flask) -> None:
    answer = Flows(here_alone).authorize(None, headers=PASSED_ON)

    assert "/sign-in/" in answer.headers["Location"]


def test_a_trusted_proxy_passes_wishes_on(trusting: Flask) -> None:
    assert "code" in answer_of(
        Flows(trusting).authorize("vneid:dao_level2", headers=PASSED_ON)
    )


def test_a_proxy_passes_no_fault_on(here_alone: Flask) -> None:
    http = here_alone.test_client()
    asked = {"X-Mock-Scenario": "K.http_404"}

    near = http.get("/jwks", headers=asked)
    far = http.get("/jwks", headers=asked | PASSED_ON)

    assert "X-Mock-Active" in near.headers
    assert "X-Mock-Active" not in far.headers
