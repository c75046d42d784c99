"""DPoP proofs: at the token endpoint, at the resource, and bound to requests."""

from __future__ import annotations

import base64
import json
import secrets
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conformance.browser import Browser, Page
from tests.conformance.fapi2.rp import Fapi, Pushed, error_of, hashed, public

VERIFIER = "v" * 64
BINDING_ERRORS = ("invalid_request", "invalid_grant", "invalid_dpop_proof")


@pytest.fixture
def token_url(rp: Fapi) -> str:
    return str(rp.rp.discovery["token_endpoint"])


def signed_in(rp: Fapi, browser: Browser, **changes: Any) -> tuple[Pushed, Any]:
    pushed = rp.push(**changes)
    return pushed, rp.authorize(browser, pushed)


def test_fapi2_security_profile_final_check_dpop_proof_nbf_exp(
    rp: Fapi, browser: Browser, token_url: str
) -> None:
    now = int(rp.rp.now())
    window: dict[str, Any] = {"nbf": now, "exp": now + 300}
    pushed, fields = signed_in(rp, browser)

    proof = rp.proof("POST", token_url, **window)
    tokens = rp.redeem(pushed, fields, proof=proof)

    at_resource = resource_proof(rp, tokens, **window)
    rp.userinfo(tokens, proof=at_resource)


def test_fapi2_security_profile_final_ensure_dpopproof_with_iat_10seconds_before_succeeds(  # noqa: E501
    rp: Fapi, browser: Browser, token_url: str
) -> None:
    iat = int(rp.rp.now()) - 10
    pushed, fields = signed_in(rp, browser)

    tokens = rp.redeem(pushed, fields, proof=rp.proof("POST", token_url, iat=iat))

    rp.userinfo(tokens, proof=resource_proof(rp, tokens, iat=iat))


def test_fapi2_security_profile_final_ensure_dpopproof_with_iat_10seconds_after_succeeds(  # noqa: E501
    rp: Fapi, browser: Browser, token_url: str
) -> None:
    iat = int(rp.rp.now()) + 10
    pushed, fields = signed_in(rp, browser)

    tokens = rp.redeem(pushed, fields, proof=rp.proof("POST", token_url, iat=iat))

    rp.userinfo(tokens, proof=resource_proof(rp, tokens, iat=iat))


def test_fapi2_security_profile_final_ensure_mismatched_dpop_jkt_fails(
    rp: Fapi,
) -> None:
    endpoint = rp.rp.discovery["pushed_authorization_request_endpoint"]
    ask = rp.asked(VERIFIER, dpop_jkt=rp.with_another_key().jkt)

    page = rp.push_page(ask, proof=rp.proof("POST", endpoint))

    error_of(page, "invalid_request", "invalid_dpop_proof")


def test_fapi2_security_profile_final_ensure_token_endpoint_fails_with_mismatched_dpop_proof_jkt(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    endpoint = rp.rp.discovery["pushed_authorization_request_endpoint"]
    pushed, fields = signed_in(rp, browser, proof=rp.proof("POST", endpoint))

    page = rp.with_another_key().token_page(rp.exchange(pushed, fields))

    error_of(page, *BINDING_ERRORS)


def test_fapi2_security_profile_final_ensure_token_endpoint_fails_with_mismatched_dpop_jkt(  # noqa: E501
    rp: Fapi, browser: Browser
) -> None:
    pushed, fields = signed_in(rp, browser, dpop_jkt=rp.jkt)

    page = rp.with_another_key().token_page(rp.exchange(pushed, fields))

    error_of(page, *BINDING_ERRORS)


def test_fapi2_security_profile_final_ensure_dpopproof_at_par_endpoint_binding_success(
    rp: Fapi, browser: Browser
) -> None:
    endpoint = rp.rp.discovery["pushed_authorization_request_endpoint"]
    pushed, fields = signed_in(rp, browser, proof=rp.proof("POST", endpoint))

    rp.userinfo(rp.redeem(pushed, fields))


def test_fapi2_security_profile_final_ensure_dpop_auth_code_binding_success(
    rp: Fapi, browser: Browser
) -> None:
    pushed, fields = signed_in(rp, browser, dpop_jkt=rp.jkt)

    rp.userinfo(rp.redeem(pushed, fields))


def resource_proof(rp: Fapi, tokens: Any, **changes: Any) -> str:
    url = rp.rp.discovery["userinfo_endpoint"]
    return rp.proof("GET", url, tokens["access_token"], **changes)


def test_fapi2_security_profile_final_dpop_negative_tests(
    rp: Fapi, browser: Browser
) -> None:
    tokens = rp.whole_flow(browser)
    good = {"access_token": tokens["access_token"]}

    for name, proof in bad_proofs(rp, tokens).items():
        page = rp.resource_page(**good, proof=proof)
        assert page.status == 401, name
        assert page.headers["www-authenticate"].startswith("DPoP "), name
        assert page.json["error"] in ("invalid_dpop_proof", "invalid_token"), name
    for name, proof in good_proofs(rp, tokens).items():
        assert rp.resource_page(**good, proof=proof).status == 200, name
    used_twice = resource_proof(rp, tokens)
    assert rp.resource_page(**good, proof=used_twice).status == 200
    assert rp.resource_page(**good, proof=used_twice).status == 401
    assert refused(rp.resource_page(**good, proof=""))
    assert refused(rp.resource_page(**good, scheme="Bearer", proof=""))
    assert refused(rp.resource_page(**good, scheme="Bearer"))
    rp.userinfo(tokens)


def refused(page: Page) -> bool:
    return page.status == 401 and 'error="invalid' in page.headers["www-authenticate"]


def bad_proofs(rp: Fapi, tokens: Any) -> dict[str, str]:
    now = int(rp.rp.now())
    other = rp.with_another_key()
    right = resource_proof(rp, tokens)
    head, body, signature = right.split(".")
    flipped = "A" if signature[10] != "A" else "B"
    private = rp.key.as_dict(private=True)
    proofs = {
        "two proofs": f"{right}, {resource_proof(rp, tokens)}",
        "no JWT": right[:-20].replace(".", ""),
        "typ wrong": resource_proof(rp, tokens, header={"typ": "dpop"}),
        "typ missing": resource_proof(rp, tokens, header={"typ": None}),
        "alg missing": f"{_part({'typ': 'dpop+jwt', 'jwk': public(rp.key)})}.{body}.x",
        "alg none": f"{_part(_header(head) | {'alg': 'none'})}.{body}.",
        "signature": f"{head}.{body}.{signature[:10]}{flipped}{signature[11:]}",
        "private key": resource_proof(rp, tokens, header={"jwk": private}),
        "jwk missing": resource_proof(rp, tokens, header={"jwk": None}),
        "jwk of another": resource_proof(rp, tokens, header={"jwk": public(other.key)}),
        "key not the token's": resource_proof(other, tokens),
        "htm": resource_proof(rp, tokens, htm="PUT"),
        "htu": resource_proof(rp, tokens, htu="https://www.example.com/"),
        "iat an hour ahead": resource_proof(rp, tokens, iat=now + 3600),
        "iat an hour ago": resource_proof(rp, tokens, iat=now - 3600),
        "ath": resource_proof(rp, tokens, ath=hashed(secrets.token_hex(8))),
        "expired": resource_proof(rp, tokens, exp=now - 1),
        "not yet": resource_proof(rp, tokens, nbf=now + 61),
    }
    for claim in ("jti", "htm", "htu", "iat", "ath"):
        proofs[f"{claim} missing"] = resource_proof(rp, tokens, **{claim: None})
    return proofs


def good_proofs(rp: Fapi, tokens: Any) -> dict[str, str]:
    url = rp.rp.discovery["userinfo_endpoint"]
    parts = urlsplit(url)
    loud = f"{parts.scheme.upper()}://{parts.netloc.upper()}{parts.path}"
    return {
        "htu with query": resource_proof(rp, tokens, htu=f"{url}?a=b#c"),
        "htu in capitals": resource_proof(rp, tokens, htu=loud),
        "htu with dots": resource_proof(
            rp, tokens, htu=f"{rp.rp.issuer}/x/../userinfo"
        ),
        "unknown claims": resource_proof(rp, tokens, strange="1", more=[1]),
        "unknown header": resource_proof(rp, tokens, header={"strange": "1"}),
    }


def _part(value: Any) -> str:
    text = json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def _header(part: str) -> dict[str, Any]:
    header: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=="))
    return header
