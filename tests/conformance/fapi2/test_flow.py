"""Good flows, and requests that are good in unusual ways."""

from __future__ import annotations

import json
import secrets

from tests.conformance.browser import Browser, answer_of, http_request
from tests.conformance.fapi2.rp import Fapi, error_of


def test_fapi2_security_profile_final_discovery_end_point_verification(
    rp: Fapi,
) -> None:
    said = rp.rp.discovery

    assert said["issuer"] == rp.rp.issuer
    assert "code" in said["response_types_supported"]
    assert said["authorization_response_iss_parameter_supported"] is True
    assert said["pushed_authorization_request_endpoint"].startswith(rp.rp.issuer)
    assert isinstance(said["require_pushed_authorization_requests"], bool)
    assert "private_key_jwt" in said["token_endpoint_auth_methods_supported"]
    assert {"PS256", "ES256"} & set(
        said["token_endpoint_auth_signing_alg_values_supported"]
    )
    assert {"PS256", "ES256"} <= set(said["dpop_signing_alg_values_supported"])
    assert {"PS256", "ES256"} & set(said["id_token_signing_alg_values_supported"])
    assert "S256" in said["code_challenge_methods_supported"]
    assert "plain" not in said["code_challenge_methods_supported"]
    assert "openid" in said["scopes_supported"]
    assert "refresh_token" in said["grant_types_supported"]
    assert http_request("GET", said["jwks_uri"]).json["keys"]


def test_fapi2_security_profile_final_happy_flow(rp: Fapi, browser: Browser) -> None:
    tokens = rp.whole_flow(browser)

    assert tokens["claims"]["aud"] in (rp.client_id, [rp.client_id])


def test_fapi2_security_profile_final_user_rejects_authentication(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push(state=secrets.token_hex(64))

    page = browser.open(rp.address(pushed))
    page = browser.submit(page, "cancel")

    fields = rp.rp.fields(page, pushed.ask)
    assert fields["error"] == "access_denied"
    assert set(fields) <= {"error", "error_description", "state", "iss"}


def test_fapi2_security_profile_final_ensure_authorization_request_without_state_success(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push(state=None)

    fields = rp.authorize(browser, pushed)

    assert "state" not in fields
    rp.userinfo(rp.redeem(pushed, fields))


def test_fapi2_security_profile_final_ensure_authorization_request_without_nonce_success(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    tokens = rp.whole_flow(browser, nonce=None)

    assert "nonce" not in tokens["claims"]


def test_fapi2_security_profile_final_ensure_authorization_request_with_64_char_nonce_success(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    nonce = secrets.token_hex(32)

    tokens = rp.whole_flow(browser, nonce=nonce)

    assert tokens["claims"]["nonce"] == nonce


def test_fapi2_security_profile_final_ensure_other_scope_order_succeeds(
    rp: Fapi, browser: Browser
) -> None:
    tokens = rp.whole_flow(browser, scope="profile openid")

    assert set(tokens["scope"].split()) == {"profile", "openid"}


def test_fapi2_security_profile_final_test_claims_parameter_identity_claims(
    rp: Fapi, browser: Browser
) -> None:
    wished = {"name": {"essential": True}, "birthdate": None}
    claims = json.dumps({"id_token": wished, "userinfo": wished})

    pushed = rp.push(claims=claims)
    tokens = rp.redeem(pushed, rp.authorize(browser, pushed))
    told = rp.userinfo(tokens)

    assert told.keys() | tokens["claims"].keys() >= {"name", "birthdate"}


def test_fapi2_security_profile_final_access_token_type_header_case_sensitivity(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()
    tokens = rp.redeem(pushed, rp.authorize(browser, pushed))

    for scheme in ("dPOp", "dpop", "DPOP"):
        rp.userinfo(tokens, scheme=scheme)


def test_fapi2_security_profile_final_ensure_different_nonce_inside_and_outside_request_object(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()

    fields = rp.authorize(browser, pushed, nonce="another")

    tokens = rp.redeem(pushed, fields)
    assert tokens["claims"]["nonce"] == pushed.ask["nonce"]


def test_fapi2_security_profile_final_ensure_different_state_inside_and_outside_request_object(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push()

    fields = rp.authorize(browser, pushed, state="another")

    assert fields["state"] == pushed.ask["state"]


def test_fapi2_security_profile_final_state_only_outside_request_object_not_used(
    rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push(state=None)

    fields = rp.authorize(browser, pushed, state="outside")

    assert "state" not in fields


def test_fapi2_security_profile_final_ensure_authorization_request_with_long_nonce(
    rp: Fapi, browser: Browser
) -> None:
    nonce = secrets.token_hex(192)

    tokens = rp.whole_flow(browser, nonce=nonce)

    assert tokens["claims"]["nonce"] == nonce


def test_fapi2_security_profile_final_ensure_authorization_request_with_long_state(
    rp: Fapi, browser: Browser
) -> None:
    state = secrets.token_hex(512)
    pushed = rp.push(state=state)

    fields = rp.authorize(browser, pushed)

    assert fields["state"] == state


def test_fapi2_security_profile_final_refresh_token(
    rp: Fapi, other_rp: Fapi, browser: Browser
) -> None:
    pushed = rp.push(scope="openid offline_access", prompt="consent")
    tokens = rp.redeem(pushed, rp.authorize(browser, pushed))
    first = tokens["refresh_token"]

    again = rp.tokens_of(rp.refresh_page(first), None)
    newest = again.get("refresh_token", first)
    third = rp.tokens_of(rp.refresh_page(newest), None)

    assert again["access_token"] != tokens["access_token"]
    assert again["claims"]["sub"] == tokens["claims"]["sub"]
    assert again["claims"]["auth_time"] == tokens["claims"]["auth_time"]
    rp.userinfo(third)
    newest = third.get("refresh_token", newest)
    error_of(rp.refresh_page(newest, proof=""), "invalid_request", "invalid_dpop_proof")
    error_of(other_rp.refresh_page(newest), "invalid_grant")
    assert rp.refresh_page(newest).status == 200


def test_fapi2_security_profile_final_plain_fapi_tolerate_unregistered_redirect_uri(
    rp: Fapi, browser: Browser
) -> None:
    elsewhere = f"{rp.rp.redirect_uri}/{secrets.token_hex(4)}"
    pushed = rp.push(redirect_uri=elsewhere)

    fields = rp.authorize(browser, pushed)

    address, _, _ = answer_of(browser.visited[-1])
    assert address.startswith(elsewhere)
    rp.userinfo(rp.redeem(pushed, fields))
