"""Who may look: whoever the control API would answer, and nobody else."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.glass.looking import Looking

PAGES = ("/kinh", "/kinh/part", "/kinh/1", "/kinh/1.har", "/kinh/token", "/glass/1")


@pytest.fixture(scope="module")
def keyless() -> Flask:
    return create_app(Settings(headless=True))


@pytest.fixture(scope="module")
def open_here() -> Flask:
    return create_app(Settings(headless=True, open_control=True))


def test_without_a_key_there_is_no_glass(keyless: Flask):
    browser = Browser(keyless)

    found = [browser.open(page).status for page in PAGES]

    assert found == [404] * len(PAGES)
    assert "glass" not in browser.open("/").links


@pytest.mark.parametrize("page", PAGES)
def test_who_does_not_hold_the_key_sees_a_form_and_nothing_else(
    flows: Flows, page: str
):
    code = flows.answered()["code"]

    shown = flows.get(page)

    assert shown.status_code == 401
    text = shown.get_data(as_text=True)
    assert 'data-testid="glass-key"' in text
    assert code not in text


def test_a_wrong_key_is_refused_with_what_to_do(idp: Flask):
    browser = Browser(idp)

    refused = browser.submit(browser.open("/kinh"), "glass-key", key="guessed")

    assert refused.status == 401
    assert refused.codes == ["key_wrong"]
    assert browser.open("/kinh").status == 401


def test_the_key_typed_once_opens_the_glass_until_it_is_closed(idp: Flask):
    looking = Looking(idp)

    opened = looking.list()
    looking.submit(opened, "glass-close")

    assert opened.status == 200
    assert looking.list().status == 401


def test_a_key_form_of_another_site_is_refused(idp: Flask):
    answer = idp.test_client().post("/kinh/khoa", data={"key": "test-admin-key"})

    assert answer.status_code == 400
    assert "mock_idp_glass" not in answer.headers.get("Set-Cookie", "")


def test_a_program_shows_the_key_in_a_header(flows: Flows):
    flows.tokens()

    shown = flows.get("/kinh/1.har", headers=flows.key)

    assert shown.status_code == 200


def test_the_cookie_of_another_browser_opens_nothing(idp: Flask):
    looking = Looking(idp)
    cookie = looking.client.get_cookie("mock_idp_glass")
    assert cookie is not None
    thief = idp.test_client()
    thief.set_cookie("mock_idp_glass", cookie.value)

    assert thief.get("/kinh").status_code == 401


def test_this_computer_looks_without_a_key_when_the_control_api_is_open(
    open_here: Flask,
):
    client = open_here.test_client()

    own = client.get("/kinh").status_code
    by_link = client.get(
        "/kinh",
        headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ).status_code

    assert (own, by_link) == (200, 200)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"X-Forwarded-For": "203.0.113.7"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_an_open_control_api_does_not_open_the_glass_to_strangers(
    open_here: Flask, headers: dict[str, str]
):
    answer = open_here.test_client().get("/kinh", headers=headers)

    assert answer.status_code == 404


def test_a_form_of_our_own_page_is_not_a_stranger(open_here: Flask):
    browser = Browser(open_here)
    page = browser.open("/kinh/token")
    token = dict(page.forms["paste"][0].fields)["form_token"]

    answer = browser.client.post(
        "/kinh/token",
        data={"form_token": token, "jwt": "x"},
        headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 422


def test_each_tenant_shows_its_own_sign_ins_only(idp: Flask, flows: Flows):
    one, other = flows.tenant("one"), flows.tenant("other")
    code = one.answered(state="state-of-one")["code"]
    looking = Looking(idp, key=other.key["Authorization"][7:], prefix="/t/other")

    seen = looking.list()
    guessed = [looking.one(number).status for number in range(4)]

    assert seen.status == 200
    assert 'data-testid="nothing"' in seen.text
    assert guessed == [404] * 4
    assert code not in seen.text


def test_the_key_of_a_tenant_opens_no_other_tenant_and_not_the_root(
    idp: Flask, flows: Flows
):
    one, _other = flows.tenant("one"), flows.tenant("other")
    looking = Looking(idp, key=one.key["Authorization"][7:], prefix="/t/one")

    assert looking.list().status == 200
    assert looking.open("/t/other/kinh").status == 401
    assert looking.open("/kinh").status == 401


def test_the_pass_of_the_root_opens_no_tenant(idp: Flask, flows: Flows):
    flows.tenant("one")
    looking = Looking(idp)

    assert looking.list().status == 200
    assert looking.open("/t/one/kinh").status == 401


def test_looking_leaves_no_trace_in_the_journal(flows: Flows, looking: Looking):
    flows.tokens()
    before = flows.order("GET", "/journal").json["last"]

    looking.list()
    looking.newest()
    looking.open("/glass/1/part")

    assert flows.order("GET", "/journal").json["last"] == before


def test_faults_that_are_on_are_named_on_the_pages_of_the_glass(
    flows: Flows, looking: Looking
):
    flows.switch_on("I.exp_past")

    page = looking.list()

    assert page.codes == ["s-1"]
    assert "I.exp_past" in page.text


def test_the_pages_may_not_be_kept_or_framed(looking: Looking):
    page = looking.list()

    assert "no-store" in page.headers["Cache-Control"]
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert not re.search(r" style=| onclick=", page.text)


def test_the_home_page_leads_to_the_glass(looking: Looking):
    assert looking.open("/").links["glass"] == "/kinh/"


def test_a_secure_provider_sends_the_pass_over_tls_only(idp: Flask):
    here = idp.extensions["mock_idp"]
    secure = replace(here.settings, issuer="https://id.example")
    idp.extensions["mock_idp"] = replace(here, settings=secure)
    browser = Browser(idp)

    door = browser.open("/kinh")
    token = dict(door.forms["glass-key"][0].fields)["form_token"]
    answer = browser.client.post(
        "/kinh/khoa",
        data={"key": "test-admin-key", "form_token": token},
        base_url="https://localhost",
    )
    idp.extensions["mock_idp"] = here

    cookies = answer.headers.getlist("Set-Cookie")
    assert all("Secure" in text and "HttpOnly" in text for text in cookies)
