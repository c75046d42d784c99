"""Pushed requests: who may use them, how often, how long, and who may push."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from tests.conformance.browser import Browser
from tests.conformance.conftest import Op
from tests.conformance.fapi2.rp import Fapi, error_of, refused_page

VERIFIER = "v" * 64


def test_fapi2_security_profile_final_par_ensure_reused_request_uri_prior_to_auth_completion_succeeds(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    first = browser.open(rp.address(pushed))

    fields = rp.authorize(browser, pushed)

    assert first.is_html
    rp.userinfo(rp.redeem(pushed, fields))


def test_fapi2_security_profile_final_par_attempt_reuse_request_uri(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    rp.authorize(browser, pushed)

    page = browser.open(rp.address(pushed))

    refused_page(page, "request_uri_unknown")


def test_fapi2_security_profile_final_par_attempt_to_use_expired_request_uri(
    op: Op, rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    op.clock.advance(pushed.expires_in)

    page = browser.open(rp.address(pushed))

    refused_page(page, "request_uri_unknown")


def test_fapi2_security_profile_final_par_ensure_jwt_client_assertions_nbf_8_seconds_in_the_future_is_accepted(  # noqa: E501
    rp: Fapi,
) -> None:
    soon = int(rp.rp.now()) + 8

    pushed = rp.push(assertion=rp.rp.assertion(nbf=soon, iat=soon))

    assert pushed.request_uri


def test_fapi2_security_profile_final_par_ensure_jwt_client_assertions_nbf_over_60_seconds_in_the_future_fails(  # noqa: E501
    rp: Fapi,
) -> None:
    later = int(rp.rp.now()) + 61
    early = rp.rp.assertion(nbf=later, iat=later, exp=later + 60)

    page = rp.push_page(rp.asked(VERIFIER), assertion=early)

    error_of(page, "invalid_client")


def test_fapi2_security_profile_final_par_attempt_to_use_request_uri_for_different_client(  # noqa: E501
    rp: Fapi, other_rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    stolen = {"client_id": other_rp.client_id, "request_uri": pushed.request_uri}

    page = browser.open(f"{rp.rp.issuer}/authorize?{urlencode(stolen)}")

    refused_page(page, "request_uri_unknown")


def test_fapi2_security_profile_final_par_authorization_request_containing_request_uri_form_param(  # noqa: E501
    rp: Fapi,
) -> None:
    named = f"urn:ietf:params:oauth:request_uri:{secrets.token_hex(8)}"

    page = rp.push_page(rp.asked(VERIFIER, request_uri=named))

    error_of(page, "invalid_request")


def test_fapi2_security_profile_final_par_attempt_invalid_http_method(
    rp: Fapi,
) -> None:
    page = rp.push_page(rp.asked(VERIFIER), method="PUT")

    assert page.status == 405
    assert page.headers["allow"] == "POST"


def test_fapi2_security_profile_final_par_test_array_as_audience_fails(
    rp: Fapi,
) -> None:
    listed = rp.rp.assertion(aud=[rp.rp.issuer, "https://other.example"])
    alone = rp.rp.assertion(aud=[rp.rp.issuer])

    error_of(rp.push_page(rp.asked(VERIFIER), assertion=listed), "invalid_client")
    error_of(rp.push_page(rp.asked(VERIFIER), assertion=alone), "invalid_client")


def test_fapi2_security_profile_final_par_test_par_endpoint_url_as_audience_fails(
    rp: Fapi,
) -> None:
    endpoint = rp.rp.discovery["pushed_authorization_request_endpoint"]

    page = rp.push_page(rp.asked(VERIFIER), assertion=rp.rp.assertion(aud=endpoint))

    error_of(page, "invalid_client")


def test_fapi2_security_profile_final_par_test_token_endpoint_url_as_audience_fails(
    rp: Fapi,
) -> None:
    endpoint = rp.rp.discovery["token_endpoint"]

    page = rp.push_page(rp.asked(VERIFIER), assertion=rp.rp.assertion(aud=endpoint))

    error_of(page, "invalid_client")
