"""Redirect URIs as registered (OIDC Registration §2, OIDC Core §3.1.2.1)."""

from __future__ import annotations

import pytest

from tests.conformance.browser import Browser, answer_of, http_request
from tests.conformance.client import CALLBACK
from tests.conformance.conftest import Op, Register

WITH_QUERY = f"{CALLBACK}?foo=bar"


def refused(register: Register, browser: Browser, registered: str, sent: str) -> None:
    rp = register(redirect_uris=[registered], response_types=["code"])

    page = browser.open(rp.address(rp.ask(redirect_uri=sent)))

    assert page.status == 400
    assert page.is_html
    assert page.codes == ["redirect_uri_not_registered"]
    assert registered in page.text


def test_oidcc_ensure_redirect_uri_in_authorization_request(
    register: Register, browser: Browser
) -> None:
    rp = register(response_types=["code"])

    page = browser.open(rp.address(rp.ask(redirect_uri=None)))

    assert page.status == 400
    assert page.is_html


def test_oidcc_redirect_uri_query_OK(  # noqa: N802 - the suite's name
    register: Register, browser: Browser
) -> None:
    rp = register(redirect_uris=[WITH_QUERY], response_types=["code"])

    page = browser.sign_in(rp.address(rp.ask()))

    address, fields, _ = answer_of(page)
    assert address.startswith(f"{WITH_QUERY}&")
    assert fields["foo"] == "bar"
    assert fields["code"]


def test_oidcc_redirect_uri_query_mismatch(
    register: Register, browser: Browser
) -> None:
    refused(register, browser, WITH_QUERY, f"{CALLBACK}?foo=other")


def test_oidcc_redirect_uri_query_added(register: Register, browser: Browser) -> None:
    refused(register, browser, CALLBACK, WITH_QUERY)


@pytest.mark.parametrize("uri", [f"{CALLBACK}#foo", f"{CALLBACK}#"])
def test_oidcc_redirect_uri_regfrag(op: Op, uri: str) -> None:
    answer = http_request(
        "POST", f"{op.issuer}/register", json_body={"redirect_uris": [uri]}
    )

    assert answer.status == 400
    assert answer.json["error"] == "invalid_redirect_uri"
