"""Signing out as a browser sees it: cookies, frames, the page afterwards."""

from dataclasses import replace

import pytest
from flask import Flask

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.sessions import back_channel
from mock_idp.service import Service
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url
from tests.mock_idp.oidc.sessions.relying_parties import RelyingParty, running

STATE = "mock_idp_state"
KEY = {"Authorization": "Bearer test-admin-key"}


def service(idp: Flask) -> Service:
    found: Service = idp.extensions["mock_idp"]
    return found


def visit(idp: Flask, client: Client) -> str:
    """Let a client be told of the only session there is; return its sid."""
    store = service(idp).provider.store
    service(idp).provider.clients.put(client)
    [session] = store.sessions.all()
    store.remember_visit(session.sid, client.client_id)
    return session.sid


def test_a_form_of_another_site_is_sent_again_from_here(
    idp: Flask, browser: Browser
) -> None:
    from_afar = idp.test_client().post(
        "/logout",
        data={"state": "a&b", "client_id": "portal"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    page = from_afar.get_data(as_text=True)
    assert from_afar.status_code == 200
    assert 'action="/logout"' in page
    assert 'name="state" value="a&amp;b"' in page

    again = idp.test_client().post(
        "/logout",
        data={"client_id": "portal", "sent_again": "1"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert "signed_out" in again.get_data(as_text=True)


def test_the_state_cookie_comes_and_goes_with_the_session(
    idp: Flask, browser: Browser
) -> None:
    browser.sign_in(authorize_url())
    cookie = browser.client.get_cookie(STATE)
    assert cookie is not None
    assert not cookie.http_only
    session = browser.client.get_cookie("mock_idp_session")
    assert session is not None
    assert session.http_only

    browser.submit(browser.open("/logout"), "sign-out", "sign-out-yes")

    assert browser.client.get_cookie(STATE) is None
    assert browser.client.get_cookie("mock_idp_session") is None


def test_the_frame_learns_that_a_session_was_ended_elsewhere(
    idp: Flask, browser: Browser
) -> None:
    browser.sign_in(authorize_url())
    store = service(idp).provider.store
    browser.open("/session/check")
    assert browser.client.get_cookie(STATE) is not None

    back_channel.end(service(idp).provider, store.sessions.all()[0])
    browser.open("/session/check")

    assert browser.client.get_cookie(STATE) is None


def test_over_https_the_frame_of_another_site_gets_the_cookie(
    idp: Flask, browser: Browser
) -> None:
    here = service(idp)
    secure = replace(here, settings=replace(here.settings, issuer="https://e.example"))
    idp.extensions["mock_idp"] = secure
    try:
        page = browser.submit(
            browser.approve(browser.choose(browser.open(authorize_url()), "dao")),
            "consent",
            "consent-yes",
        )
    finally:
        idp.extensions["mock_idp"] = here
    assert page.status == 303
    cookie = browser.client.get_cookie(STATE)
    assert cookie is not None
    assert cookie.secure
    assert cookie.same_site == "None"


def test_another_person_in_the_browser_ends_the_first_one_s_session(
    idp: Flask, browser: Browser
) -> None:
    party = RelyingParty("hospital")
    browser.sign_in(authorize_url())
    with running(party):
        client = Client(
            "hospital",
            ("https://rp.example/cb",),
            backchannel_logout_uri=f"{party.address}/bye",
        )
        sid = visit(idp, client)
        browser.sign_in(authorize_url(prompt="select_account"), "ung")

    [token] = party.heard
    claims = service(idp).provider.keys.read(token)
    assert claims is not None
    assert claims["sid"] == sid


def test_frames_may_only_be_those_of_services_that_were_visited(
    idp: Flask, browser: Browser
) -> None:
    browser.sign_in(authorize_url())
    uri = "https://rp.example:8443/out?a=<i>"
    visit(idp, Client("shop", (uri,), frontchannel_logout_uri=uri))

    page = browser.submit(browser.open("/logout"), "sign-out", "sign-out-yes")

    policy = page.headers["Content-Security-Policy"]
    assert "frame-src https://rp.example:8443;" in policy
    assert "<iframe" in page.text
    assert "<i>" not in page.text
    assert 'http-equiv="refresh"' not in page.text
    assert page.codes == ["signed_out"]


def test_the_control_api_says_what_each_service_answered(
    idp: Flask, browser: Browser
) -> None:
    parties = RelyingParty("hospital"), RelyingParty("police", statuses=(400,))
    browser.sign_in(authorize_url())
    with running(*parties):
        for party in parties:
            sid = visit(
                idp,
                Client(
                    party.name,
                    ("https://rp.example/cb",),
                    backchannel_logout_uri=f"{party.address}/bye",
                ),
            )
        told = idp.test_client().post(f"/__mock/sessions/{sid}/logout", headers=KEY)

    assert told.status_code == 200
    answers = {each["client_id"]: each["status"] for each in told.get_json()["clients"]}
    assert answers == {"hospital": 200, "police": 400}


@pytest.mark.parametrize(
    "query",
    ["", "?client_id=portal", "?client_id=nobody", "?client_id=%00&login_hint="],
)
def test_a_start_that_is_not_possible_is_explained(
    browser: Browser, query: str
) -> None:
    page = browser.open(f"/start{query}")

    assert page.status == 404
    assert page.codes == ["start_not_possible"]
