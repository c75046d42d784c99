"""What a client registers is used: pages, keys, sectors (OIDC Registration §2)."""

from __future__ import annotations

import json

from joserfc.jwk import KeySet

from tests.conformance.browser import Browser, Page, http_request
from tests.conformance.client import CALLBACK
from tests.conformance.conftest import Op, Register
from tests.conformance.documents import Documents

DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
    '<circle cx="4" cy="4" r="4"/></svg>'
)


def sign_in_page(register: Register, browser: Browser, **metadata: str) -> Page:
    rp = register(response_types=["code"], **metadata)
    page = browser.open(rp.address(rp.ask()))
    assert page.status == 200
    assert page.is_html
    return page


def test_oidcc_registration_logo_uri(
    register: Register, browser: Browser, documents: Documents, op: Op
) -> None:
    address = documents.put("/logo.svg", DOT, "image/svg+xml")

    page = sign_in_page(register, browser, logo_uri=address)

    source = next(line for line in page.text.split("<img ") if "client-logo" in line)
    image = http_request("GET", op.issuer + source.split('src="')[1].split('"')[0])
    assert image.status == 200
    assert image.headers["content-type"].startswith("image/svg+xml")
    assert image.text == DOT


def test_oidcc_registration_policy_uri(
    register: Register, browser: Browser, documents: Documents
) -> None:
    address = documents.put("/policy", "<p>", "text/html")

    page = sign_in_page(register, browser, policy_uri=address)

    assert page.links["client-policy"] == address


def test_oidcc_registration_tos_uri(
    register: Register, browser: Browser, documents: Documents
) -> None:
    address = documents.put("/tos", "<p>", "text/html")

    page = sign_in_page(register, browser, tos_uri=address)

    assert page.links["client-terms"] == address


def test_oidcc_registration_jwks_uri(
    register: Register, browser: Browser, documents: Documents, rp_keys: KeySet
) -> None:
    published = json.dumps(rp_keys.as_dict(private=False))
    rp = register(
        token_endpoint_auth_method="private_key_jwt",
        jwks_uri=documents.put("/jwks", published),
        response_types=["code"],
    )

    reply = rp.redeem(rp.sign_in(browser, rp.ask()))

    assert reply.claims["sub"]
    assert [call.path for call in documents.calls] == ["/jwks"]


def test_oidcc_registration_sector_uri(
    register: Register, browser: Browser, documents: Documents
) -> None:
    sector = documents.put("/sector.json", json.dumps([CALLBACK]))
    wish = {"subject_type": "pairwise", "response_types": ["code"]}
    rp = register(sector_identifier_uri=sector, **wish)
    same = register(sector_identifier_uri=sector, **wish)
    other = register(**wish)

    subjects = [
        one.redeem(one.sign_in(browser, one.ask())).claims["sub"]
        for one in (rp, same, other)
    ]

    assert subjects[0] == subjects[1]
    assert subjects[0] != subjects[2]


def test_oidcc_registration_sector_bad(op: Op, documents: Documents) -> None:
    sector = documents.put("/sector.json", json.dumps(["https://other.example/cb"]))
    record = {"redirect_uris": [CALLBACK], "sector_identifier_uri": sector}

    answer = http_request("POST", f"{op.issuer}/register", json_body=record)

    assert answer.status == 400
    assert answer.json["error"] == "invalid_client_metadata"
