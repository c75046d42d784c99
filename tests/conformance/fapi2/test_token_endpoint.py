"""The token endpoint: whose code, once, in time, from a client that proves itself."""

from __future__ import annotations

import base64
import json

import pytest

from tests.conformance.browser import Browser
from tests.conformance.conftest import Op
from tests.conformance.fapi2.rp import Fapi, Pushed, error_of


@pytest.fixture
def pushed(rp: Fapi) -> Pushed:
    return rp.push()


@pytest.fixture
def form(rp: Fapi, pushed: Pushed, browser: Browser) -> dict[str, str]:
    """Everything but the client's proofs for exchanging a fresh code."""
    return rp.exchange(pushed, rp.authorize(browser, pushed))


def test_fapi2_security_profile_final_ensure_client_id_in_token_endpoint(
    rp: Fapi, other_rp: Fapi, form: dict[str, str]
) -> None:
    mixed = form | {"client_id": other_rp.client_id}

    error_of(rp.token_page(mixed), "invalid_client", "invalid_grant")


def test_fapi2_security_profile_final_ensure_holder_of_key_required(
    rp: Fapi, form: dict[str, str]
) -> None:
    page = rp.token_page(form, proof="")

    assert page.status == 400
    error_of(page, "invalid_request", "invalid_grant", "invalid_dpop_proof")


def test_fapi2_security_profile_final_ensure_authorization_code_is_bound_to_client(
    other_rp: Fapi, form: dict[str, str]
) -> None:
    page = other_rp.token_page(form)

    assert page.status == 400
    error_of(page, "invalid_grant")


def test_fapi2_security_profile_final_attempt_reuse_authorization_code_after_one_second(
    op: Op, rp: Fapi, pushed: Pushed, form: dict[str, str]
) -> None:
    tokens = rp.tokens_of(rp.token_page(form), pushed.ask["nonce"])
    op.clock.advance(1)

    page = rp.token_page(form)

    assert page.status == 400
    error_of(page, "invalid_grant")
    assert rp.resource_page(tokens["access_token"]).status == 401


def test_fapi2_security_profile_final_ensure_token_endpoint_fails_with_expired_auth_code(  # noqa: E501
    op: Op, rp: Fapi, form: dict[str, str]
) -> None:
    op.clock.advance(62)

    page = rp.token_page(form)

    assert page.status == 400
    error_of(page, "invalid_grant")


def test_fapi2_security_profile_final_ensure_signed_client_assertion_with_RS256_fails(  # noqa: N802
    rp: Fapi, form: dict[str, str]
) -> None:
    claims = json.loads(_payload(rp.rp.assertion()))

    page = rp.token_page(form, assertion=rp.rp.sign(claims, "RS256"))

    error_of(page, "invalid_client")


def test_fapi2_security_profile_final_ensure_client_assertion_in_token_endpoint(
    rp: Fapi, form: dict[str, str]
) -> None:
    nobody = {"client_assertion": None, "client_assertion_type": None}

    page = rp.token_page(form | nobody | {"client_id": rp.client_id})

    error_of(page, "invalid_client", "invalid_request")


def test_fapi2_security_profile_final_ensure_client_assertion_with_exp_is_5_minutes_in_past_fails(  # noqa: E501
    rp: Fapi, form: dict[str, str]
) -> None:
    past = int(rp.rp.now()) - 300

    page = rp.token_page(form, assertion=rp.rp.assertion(exp=past, iat=past - 60))

    error_of(page, "invalid_client")


def test_fapi2_security_profile_final_ensure_client_assertion_with_wrong_aud_fails(
    rp: Fapi, form: dict[str, str]
) -> None:
    wrong = rp.rp.assertion(aud=f"{rp.rp.issuer}/wrong")

    error_of(rp.token_page(form, assertion=wrong), "invalid_client")


def test_fapi2_security_profile_final_ensure_client_assertion_with_no_sub_fails(
    rp: Fapi, form: dict[str, str]
) -> None:
    nameless = rp.rp.assertion(sub=None)

    error_of(rp.token_page(form, assertion=nameless), "invalid_client")


def _payload(token: str) -> bytes:
    part = token.split(".")[1]
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
