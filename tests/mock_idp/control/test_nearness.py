"""This computer alone: what a reverse proxy passes on is not from here."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.control.nearness import PASSED_ON, may_wish, passed_on_by, why_not
from mock_idp.settings import Settings

OPEN = Settings(open_control=True, headless_here=True)
PUBLIC = "https://eid.example.test"
BY_PROXY = [{name: "203.0.113.7"} for name in PASSED_ON]


@pytest.fixture(scope="module")
def open_app() -> Flask:
    return create_app(OPEN, Clock())


@pytest.fixture(scope="module")
def trusting_app() -> Flask:
    return create_app(replace(OPEN, trust_proxy=True, issuer=PUBLIC), Clock())


def clock_of(app: Flask, headers: dict[str, str] | None = None) -> Any:
    return app.test_client().get("/__mock/clock", headers=headers)


@pytest.mark.parametrize("headers", BY_PROXY)
def test_an_open_api_is_closed_to_whom_a_proxy_passes_on_and_says_why(
    open_app: Flask, headers: dict[str, str]
) -> None:
    answer = clock_of(open_app, headers)

    told = answer.json
    assert clock_of(open_app).status_code == 200
    assert answer.status_code == 403
    assert answer.mimetype == "application/problem+json"
    assert next(iter(headers)) in told["detail_vi"]
    assert "MOCK_IDP_TRUST_PROXY" in told["detail_en"]


def test_a_key_opens_the_api_behind_a_proxy_too() -> None:
    app = create_app(replace(OPEN, admin_key="a-key"), Clock())
    passed_on = {"X-Forwarded-For": "203.0.113.7"}

    with_key = clock_of(app, passed_on | {"Authorization": "Bearer a-key"})
    without = clock_of(app, passed_on)
    wrong = clock_of(app, passed_on | {"Authorization": "Bearer b"})

    assert [with_key.status_code, without.status_code] == [200, 403]
    assert wrong.status_code == 403


def test_an_api_that_is_not_open_says_nothing_about_proxies() -> None:
    app = create_app(Settings(), Clock())

    assert clock_of(app, {"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_a_trusted_proxy_passes_on_as_if_it_were_this_computer(
    trusting_app: Flask,
) -> None:
    headers = {"X-Forwarded-For": "203.0.113.7", "Host": "eid.example.test"}

    assert clock_of(trusting_app, headers).status_code == 200
    assert trusting_app.test_client().get("/kinh", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_trusted_proxy_does_not_open_the_api_to_pages_of_strangers(
    trusting_app: Flask, headers: dict[str, str]
) -> None:
    passed_on = {"X-Forwarded-For": "203.0.113.7", "Host": "eid.example.test"}

    answer = clock_of(trusting_app, passed_on | headers)

    assert answer.status_code in (403, 404)


@pytest.mark.parametrize("headers", BY_PROXY)
def test_a_wish_that_a_proxy_passes_on_is_not_heard(headers: dict[str, str]) -> None:
    explicit = Settings(headless=True)
    trusting = replace(OPEN, trust_proxy=True)

    assert may_wish(OPEN, {})
    assert not may_wish(OPEN, headers)
    assert may_wish(explicit, headers)
    assert may_wish(trusting, headers)
    assert not may_wish(Settings(), {})


def test_why_a_wish_is_not_heard_is_said_in_ascii() -> None:
    reason = why_not(OPEN, {"X-Forwarded-Host": "x"})

    assert reason is not None
    assert reason.isascii()
    assert "x-forwarded-host" in reason
    assert why_not(OPEN, {}) is None
    assert why_not(Settings(), {"via": "1.1 x"}) is None


def test_header_names_are_read_in_any_case() -> None:
    assert passed_on_by({"FORWARDED": "for=x"}) == "forwarded"
    assert passed_on_by({"X-Forwarded-FOR": ""}) == "x-forwarded-for"
    assert passed_on_by({"X-Mock-Sign-In": "dao"}) is None


def test_the_fault_page_offers_nothing_to_whom_a_proxy_passes_on(
    open_app: Flask,
) -> None:
    http = open_app.test_client()
    page = "/kich-ban/I.exp_past"

    near = http.get(page).get_data(as_text=True)
    far = http.get(page, headers={"Via": "1.1 proxy"}).get_data(as_text=True)

    assert 'data-testid="scenario-on"' in near
    assert 'data-testid="scenario-on"' not in far
