"""The sign-in itself: response types, nonce, order of words, POST, PKCE."""

from __future__ import annotations

import base64
import hashlib

from tests.conformance.browser import Browser
from tests.conformance.oidcc.flow import Register, claims_told, client_for, whole_flow
from tests.conformance.plan import Leg


def test_oidcc_server(register: Register, browser: Browser, leg: Leg) -> None:
    rp = client_for(register, leg)

    reply = whole_flow(rp, browser, leg)

    assert reply.claims["sub"]


def test_oidcc_response_type_missing(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)

    error = rp.refusal(browser, rp.ask(None, leg.mode))

    assert error["error"] in ("invalid_request", "unsupported_response_type")


def test_oidcc_ensure_request_without_nonce_succeeds_for_code_flow(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)

    reply = whole_flow(rp, browser, leg, nonce=None)

    assert "nonce" not in reply.claims


def test_oidcc_ensure_request_without_nonce_fails(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)

    error = rp.refusal(browser, rp.ask(leg.response_type, leg.mode, nonce=None))

    assert error["error"] == "invalid_request"


def test_oidcc_alternate_happy_flow(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)
    ask = rp.ask(leg.response_type, leg.mode, scope="email openid")
    ask.parameters.update(dict(sorted(ask.parameters.items(), reverse=True)))

    reply = rp.sign_in(browser, ask)
    reply = rp.redeem(reply) if leg.has_code else reply

    assert "email" in claims_told(rp, reply, leg)
    assert ("email" in reply.claims) is not leg.has_access_token


def test_oidcc_ensure_request_with_unknown_parameter_succeeds(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)

    reply = whole_flow(rp, browser, leg, extra="foobar")

    assert "extra" not in reply.fields


def test_oidcc_ensure_post_request_succeeds(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)

    reply = whole_flow(rp, browser, leg, post=True)

    assert reply.claims["sub"]


def test_oidcc_ensure_request_with_valid_pkce_succeeds(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)
    verifier = "v" * 64
    digest = hashlib.sha256(verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    ask = rp.ask(
        leg.response_type,
        leg.mode,
        code_challenge=challenge,
        code_challenge_method="S256",
    )

    reply = rp.redeem(rp.sign_in(browser, ask), code_verifier=verifier)

    assert reply.claims["sub"]


def test_oidcc_ensure_registered_redirect_uri(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg)
    elsewhere = f"{rp.redirect_uri}/elsewhere"

    page = browser.open(
        rp.address(rp.ask(leg.response_type, leg.mode, redirect_uri=elsewhere))
    )

    assert page.status == 400
    assert page.is_html
    assert page.codes == ["redirect_uri_not_registered"]
    assert str(len(rp.redirect_uri) + 1) in page.text


def test_oidcc_server_client_secret_post(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg, token_endpoint_auth_method="client_secret_post")

    reply = whole_flow(rp, browser, leg)

    assert reply.claims["sub"]
