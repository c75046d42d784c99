"""Clock, faults and reset while the server runs."""

from typing import Any

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url

KEY = {"Authorization": "Bearer test-admin-key"}


def order(browser: Browser, method: str, path: str, body: Any = None) -> Any:
    return browser.client.open(path, method=method, json=body, headers=KEY)


def test_without_a_key_there_is_no_control_api(clock: Clock) -> None:
    browser = Browser(create_app(Settings(), clock))

    assert browser.client.get("/__mock/clock", headers=KEY).status_code == 404


def test_a_wrong_key_is_refused(browser: Browser) -> None:
    answers = [
        browser.client.get("/__mock/clock"),
        browser.client.post("/__mock/reset", headers={"Authorization": "Bearer x"}),
    ]

    assert [answer.status_code for answer in answers] == [401, 401]


def test_the_clock_is_set_frozen_and_advanced(browser: Browser) -> None:
    moment = "2026-03-10T08:30:00+07:00"

    put = order(browser, "PUT", "/__mock/clock", {"mode": "frozen", "now": moment}).json
    moved = order(browser, "POST", "/__mock/clock/advance", {"seconds": 60}).json
    told = order(browser, "GET", "/__mock/clock").json

    assert put["now"] == moment
    assert moved["now"] == "2026-03-10T08:31:00+07:00"
    assert told == moved


def test_every_lifetime_follows_the_clock(browser: Browser) -> None:
    waiting = browser.choose(browser.open(authorize_url()), "dao")

    order(browser, "POST", "/__mock/clock/advance", {"seconds": 120})

    assert browser.open(waiting.url).codes == ["phone_expired"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/__mock/clock", None),
        ("PUT", "/__mock/clock", []),
        ("PUT", "/__mock/clock", {"mode": "sideways"}),
        ("PUT", "/__mock/clock", {"now": "2026-03-10T08:30:00"}),
        ("PUT", "/__mock/clock", {"now": "soon"}),
        ("PUT", "/__mock/clock", {"now": True}),
        ("PUT", "/__mock/clock", {"now": 1e300}),
        ("POST", "/__mock/clock/advance", {"seconds": 10**400}),
        ("POST", "/__mock/clock/advance", {"seconds": "60"}),
        ("POST", "/__mock/clock/advance", {}),
        ("POST", "/__mock/faults", {"kind": "tired"}),
        ("POST", "/__mock/faults", {"kind": "slow", "seconds": -1}),
        ("POST", "/__mock/faults", {"kind": ["down"]}),
    ],
)
def test_an_order_that_cannot_be_followed_says_why(
    browser: Browser, method: str, path: str, body: Any
) -> None:
    answer = order(browser, method, path, body)

    assert answer.status_code == 422
    assert answer.json["detail"]


def test_down_stops_everything_but_health_and_control(browser: Browser) -> None:
    order(browser, "POST", "/__mock/faults", {"kind": "down"})

    page = browser.open(authorize_url())
    health = browser.open("/healthz")
    order(browser, "DELETE", "/__mock/faults")
    after = browser.open(authorize_url())

    assert page.status == 503
    assert page.codes == ["fault_down"]
    assert page.headers["Retry-After"] == "30"
    assert health.status == 200
    assert after.status == 200


def test_slow_delays_and_is_listed(browser: Browser) -> None:
    slow = {"kind": "slow", "seconds": 0.01}

    listed = order(browser, "POST", "/__mock/faults", slow).json
    page = browser.open("/phone")

    assert listed == {"faults": [slow]}
    assert page.status == 200


def test_reset_forgets_sessions_levels_and_faults(browser: Browser, idp: Flask) -> None:
    waiting = browser.choose(
        browser.open(authorize_url(acr_values="urn:example:vneid:muc-2")), "chi"
    )
    browser.submit(browser.approve(waiting), "raise-level", "raise-level-yes")
    order(browser, "POST", "/__mock/faults", {"kind": "down"})

    answer = order(browser, "POST", "/__mock/reset")

    chi = idp.extensions["mock_idp"].people.find_in_cast("chi")
    assert answer.status_code == 204
    assert chi.account_level == 1
    assert browser.open(waiting.url).codes == ["transaction_unknown"]
    assert (
        browser.open(authorize_url(prompt="none")).answer["error"] == "login_required"
    )
