"""Authorization requests that must be refused."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.conformance.browser import Browser
from tests.conformance.fapi2.rp import Fapi, error_of, hashed

VERIFIER = "v" * 64


def test_fapi2_security_profile_final_ensure_request_object_without_redirect_uri_fails(
    rp: Fapi,
) -> None:
    page = rp.push_page(rp.asked(VERIFIER, redirect_uri=None))

    error_of(page, "invalid_request", "invalid_request_object")


def test_fapi2_security_profile_final_ensure_redirect_uri_in_authorization_request(
    rp: Fapi,
) -> None:
    ask = rp.asked(VERIFIER, redirect_uri=None)

    error_of(rp.push_page(ask), "invalid_request")


def test_fapi2_security_profile_final_ensure_unsigned_authorization_request_without_using_par_fails(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    ask = rp.asked(VERIFIER)

    fields = rp.rp.refusal(browser, ask)

    assert fields["error"] == "invalid_request"
    assert set(fields) <= {"error", "error_description", "state", "iss"}
    assert not browser.was_asked


def test_fapi2_security_profile_final_ensure_response_type_code_idtoken_fails(
    rp: Fapi,
) -> None:
    page = rp.push_page(rp.asked(VERIFIER, response_type="code id_token"))

    error_of(
        page, "unsupported_response_type", "invalid_request", "unauthorized_client"
    )


def test_fapi2_security_profile_final_ensure_response_type_token_fails(
    rp: Fapi,
) -> None:
    page = rp.push_page(rp.asked(VERIFIER, response_type="token"))

    error_of(
        page, "unsupported_response_type", "invalid_request", "unauthorized_client"
    )


def test_fapi2_security_profile_final_par_ensure_pkce_required(rp: Fapi) -> None:
    ask = rp.asked(VERIFIER, code_challenge=None, code_challenge_method=None)

    error_of(rp.push_page(ask), "invalid_request")


def test_fapi2_security_profile_final_par_plain_pkce_rejected(rp: Fapi) -> None:
    plain = rp.asked(VERIFIER, code_challenge=VERIFIER, code_challenge_method="plain")
    unnamed = rp.asked(VERIFIER, code_challenge=VERIFIER, code_challenge_method=None)

    error_of(rp.push_page(plain), "invalid_request")
    error_of(rp.push_page(unnamed), "invalid_request")


def test_fapi2_security_profile_final_par_without_duplicate_parameters(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    bare = {"client_id": rp.client_id, "request_uri": pushed.request_uri}

    page = browser.sign_in(f"{rp.rp.issuer}/authorize?{urlencode(bare)}")

    fields = rp.rp.fields(page, pushed.ask)
    rp.userinfo(rp.redeem(pushed, fields))


def test_fapi2_security_profile_final_ensure_pkce_code_verifier_required(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    form = rp.exchange(pushed, rp.authorize(browser, pushed))

    page = rp.token_page(form | {"code_verifier": None})

    assert page.status == 400
    error_of(page, "invalid_grant")


def test_fapi2_security_profile_final_incorrect_pkce_code_verifier_rejected(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    form = rp.exchange(pushed, rp.authorize(browser, pushed))

    wrong = hashed(pushed.verifier)
    page = rp.token_page(form | {"code_verifier": wrong})

    assert page.status == 400
    error_of(page, "invalid_grant")
