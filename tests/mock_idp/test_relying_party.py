"""Strangers' code as the client: Authlib over a real socket, keys through joserfc."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urljoin

import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwt
from joserfc.jwk import KeySet

from mock_idp.oidc.discovery import metadata
from mock_idp.oidc.provider import Provider
from mock_idp.serving import Running, serve
from mock_idp.settings import Settings
from tests.mock_idp.browser import Page
from tests.mock_idp.conftest import ALL_SCOPES, CALLBACK, VERIFIER

SPA_CALLBACK = "http://127.0.0.1:8393/callback"


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with serve(Settings()) as server:
        yield server


def open_page(
    browser: requests.Session, url: str, data: Mapping[str, object] | None = None
) -> Page:
    """Follow redirects on this server only."""
    answer = browser.request(
        "POST" if data else "GET", url, data=data, allow_redirects=False, timeout=5
    )
    while answer.status_code == 303 and answer.headers["Location"].startswith("/"):
        there = urljoin(answer.url, answer.headers["Location"])
        answer = browser.get(there, allow_redirects=False, timeout=5)
    return Page(answer.url, answer.status_code, dict(answer.headers), answer.text)


def sign_in(url: str) -> str:
    """Sign in as Đào in a fresh browser; return where the client is called back."""
    browser = requests.Session()
    page = open_page(browser, url)
    token = dict(page.forms["choose-account"][0].fields)["form_token"]
    waiting = open_page(
        browser, page.url + "/account", {"account": "dao", "form_token": token}
    )
    phone = urljoin(page.url, waiting.links["open-phone"])
    answer = {"number": waiting.texts["match-number"], "form_token": token}
    open_page(browser, phone, answer)
    consent = open_page(browser, page.url + "/continue")
    fields: dict[str, object] = {"answer": "yes", "form_token": token}
    fields["scope"] = [v for n, v in consent.forms["consent"][0].fields if n == "scope"]
    return open_page(browser, page.url + "/consent", fields).location


def test_authlib_signs_in_and_trusts_the_id_token(running: Running) -> None:
    about = requests.get(
        running.issuer + "/.well-known/openid-configuration", timeout=5
    ).json()
    client = OAuth2Session(
        "portal",
        "demo-portal-secret",
        scope=ALL_SCOPES,
        redirect_uri=CALLBACK,
        code_challenge_method="S256",
    )
    url, state = client.create_authorization_url(
        about["authorization_endpoint"], nonce="n-77", code_verifier=VERIFIER
    )

    token = client.fetch_token(
        about["token_endpoint"],
        authorization_response=sign_in(url),
        state=state,
        code_verifier=VERIFIER,
    )
    keys = KeySet.import_key_set(requests.get(about["jwks_uri"], timeout=5).json())
    decoded = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        options={"iss": {"value": running.issuer}, "aud": {"value": "portal"}},
        params={"nonce": "n-77", "access_token": token["access_token"]},
    )
    claims.validate()
    info = client.get(about["userinfo_endpoint"]).json()

    assert claims["name"] == "Trần Thị Hồng Đào"
    assert claims["mock"] is True
    assert info["sub"] == claims["sub"]
    assert token["scope"] == ALL_SCOPES


def test_authlib_signs_in_without_a_secret(running: Running) -> None:
    client = OAuth2Session(
        "spa-demo",
        scope="openid profile",
        redirect_uri=SPA_CALLBACK,
        code_challenge_method="S256",
        token_endpoint_auth_method="none",
    )
    url, state = client.create_authorization_url(
        running.issuer + "/authorize", code_verifier=VERIFIER
    )

    token = client.fetch_token(
        running.issuer + "/token",
        authorization_response=sign_in(url),
        state=state,
        code_verifier=VERIFIER,
    )

    assert token["scope"] == "openid profile"


def test_an_app_of_another_origin_may_read_what_carries_no_cookie(
    running: Running,
) -> None:
    asked = requests.options(running.issuer + "/userinfo", timeout=5)
    keys = requests.get(running.issuer + "/jwks", timeout=5)
    page = requests.get(running.issuer + "/authorize", timeout=5)

    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert keys.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in page.headers


def test_the_metadata_pleases_authlibs_validators(provider: Provider) -> None:
    document = metadata(replace(provider, issuer="https://idp.example/idp"))

    OpenIDProviderMetadata(document).validate()
    AuthorizationServerMetadata(document).validate()

    assert document["code_challenge_methods_supported"] == ["S256"]
    assert document["authorization_response_iss_parameter_supported"] is True
