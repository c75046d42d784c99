"""Signatures on both sides, and keys that change (OIDC Core §10)."""

from __future__ import annotations

import json

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from tests.conformance.browser import Browser, http_request
from tests.conformance.client import Ask
from tests.conformance.conftest import Op, Register
from tests.conformance.documents import Documents


def test_oidcc_idtoken_rs256(register: Register, browser: Browser) -> None:
    rp = register(response_types=["code"], id_token_signed_response_alg="RS256")

    reply = rp.redeem(rp.sign_in(browser, rp.ask()))

    read = jwt.decode(reply["id_token"], rp.jwks(), algorithms=["RS256"])
    assert read.header["alg"] == "RS256"


def test_oidcc_userinfo_rs256(register: Register, browser: Browser) -> None:
    rp = register(response_types=["code"], userinfo_signed_response_alg="RS256")
    reply = rp.redeem(rp.sign_in(browser, rp.ask()))

    bearer = {"Authorization": f"Bearer {reply['access_token']}"}
    told = http_request("GET", f"{rp.issuer}/userinfo", headers=bearer)

    assert told.status == 200
    assert told.headers["content-type"].startswith("application/jwt")
    read = jwt.decode(told.text, rp.jwks(), algorithms=["RS256"])
    assert read.claims["iss"] == rp.issuer
    assert read.claims["aud"] == rp.client_id
    assert read.claims["sub"] == reply.claims["sub"]


def test_oidcc_server_rotate_keys(register: Register, browser: Browser, op: Op) -> None:
    rp = register(response_types=["code"])
    before = {key.kid for key in rp.jwks()}
    old = rp.redeem(rp.sign_in(browser, rp.ask()))

    op.service.provider.keys.rotate()

    after = {key.kid for key in rp.jwks()}
    assert after - before
    new = rp.redeem(rp.sign_in(browser, rp.ask()))
    read = jwt.decode(new["id_token"], rp.jwks(), algorithms=["RS256"])
    assert read.header["kid"] in after - before
    assert jwt.decode(old["id_token"], rp.jwks(), algorithms=["RS256"])


def test_oidcc_refresh_token_rp_key_rotation(
    register: Register, browser: Browser, documents: Documents
) -> None:
    first, second = (
        KeySet([ECKey.generate_key("P-256", {"alg": "ES256", "kid": kid})])
        for kid in ("first", "second")
    )
    published = documents.put("/jwks", json.dumps(first.as_dict(private=False)))
    rp = register(
        token_endpoint_auth_method="private_key_jwt",
        token_endpoint_auth_signing_alg="ES256",
        jwks_uri=published,
        response_types=["code"],
        grant_types=["authorization_code", "refresh_token"],
    )
    object.__setattr__(rp, "keys", first)
    ask = rp.ask(scope="openid offline_access", prompt="consent")
    reply = rp.redeem(rp.sign_in(browser, ask))

    documents.put("/jwks", json.dumps(second.as_dict(private=False)))
    object.__setattr__(rp, "keys", second)
    refreshed = rp.token(
        grant_type="refresh_token", refresh_token=reply["refresh_token"]
    )

    assert refreshed.status == 200, refreshed.text
    assert refreshed.json["access_token"]


def test_oidcc_request_uri_unsigned(
    register: Register, browser: Browser, documents: Documents
) -> None:
    signed_request(register, browser, documents, "none")


def test_oidcc_request_uri_signed_rs256(
    register: Register, browser: Browser, documents: Documents
) -> None:
    signed_request(register, browser, documents, "RS256")


def signed_request(
    register: Register, browser: Browser, documents: Documents, alg: str
) -> None:
    address = f"{documents.address}/request.jwt"
    rp = register(
        with_keys=True,
        response_types=["code"],
        request_uris=[address],
        request_object_signing_alg=alg,
    )
    ask = rp.ask()
    claims = ask.parameters | {"iss": rp.client_id, "aud": rp.issuer}
    documents.put("/request.jwt", rp.sign(claims, alg), "application/jwt")
    outside = {name: ask[name] for name in ("client_id", "response_type", "scope")}

    page = browser.sign_in(rp.address(Ask(outside | {"request_uri": address})))

    assert rp.redeem(rp.read(page, ask)).claims["nonce"] == ask["nonce"]


def test_oidcc_ensure_client_assertion_with_iss_aud_succeeds(
    register: Register, browser: Browser
) -> None:
    rp = register(
        with_keys=True,
        response_types=["code"],
        token_endpoint_auth_method="private_key_jwt",
    )
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    for audience in (rp.issuer, rp.discovery["token_endpoint"]):
        reply = rp.sign_in(browser, rp.ask())
        answer = http_request(
            "POST",
            rp.discovery["token_endpoint"],
            form={
                "grant_type": "authorization_code",
                "code": reply["code"],
                "redirect_uri": rp.redirect_uri,
                "client_id": rp.client_id,
                "client_assertion_type": kind,
                "client_assertion": rp.assertion(aud=audience),
            },
        )
        assert answer.status == 200, answer.text
        assert answer.json["id_token"]
