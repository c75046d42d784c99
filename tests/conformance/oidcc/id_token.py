"""The ID token's signature."""

from __future__ import annotations

from tests.conformance.browser import Browser, http_request
from tests.conformance.client import CALLBACK
from tests.conformance.oidcc.flow import Register, client_for, whole_flow
from tests.conformance.plan import Leg


def test_oidcc_idtoken_signature(
    register: Register, browser: Browser, leg: Leg
) -> None:
    rp = client_for(register, leg, id_token_signed_response_alg="RS256")

    reply = whole_flow(rp, browser, leg)

    assert reply.claims["iss"] == rp.issuer


def test_oidcc_idtoken_unsigned(register: Register, browser: Browser, leg: Leg) -> None:
    plain = client_for(register, leg)
    if "none" in plain.discovery["id_token_signing_alg_values_supported"]:
        rp = client_for(register, leg, id_token_signed_response_alg="none")
        reply = rp.sign_in(browser, rp.ask(leg.response_type, leg.mode))
        body = rp.token(
            grant_type="authorization_code",
            code=reply["code"],
            redirect_uri=rp.redirect_uri,
        ).json
        assert body["id_token"].endswith(".")
        return

    refused = http_request(
        "POST",
        plain.discovery["registration_endpoint"],
        json_body={"redirect_uris": [CALLBACK], "id_token_signed_response_alg": "none"},
    )

    assert refused.json["error"] == "invalid_client_metadata"
