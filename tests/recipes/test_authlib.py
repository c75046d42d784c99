"""Authlib's Flask client over real sockets: in, renewed, who, and out again."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import requests
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, session, url_for

from mock_idp.testing import Tenant
from mock_idp.testing.server import serving

pytestmark = pytest.mark.slow

SCOPES = "openid profile email"


@pytest.fixture
def shop(mock_idp_server: Tenant) -> Iterator[SimpleNamespace]:
    """A web shop by somebody who read only Authlib's documentation."""
    app = Flask("shop")
    app.secret_key = "for-tests"
    tokens: dict[str, dict[str, object]] = {}

    def renewed(_name: str, token: dict[str, object], **_old: object) -> None:
        tokens["now"] = {**tokens["now"], **token}

    eid = OAuth(app, update_token=renewed).register(
        "eid",
        client_id="shop",
        client_secret="shop-secret",
        server_metadata_url=mock_idp_server.discovery,
        client_kwargs={"scope": SCOPES, "code_challenge_method": "S256"},
    )

    @app.get("/sign-in")
    def sign_in():
        return eid.authorize_redirect(url_for("callback", _external=True))

    @app.get("/callback")
    def callback():
        tokens["now"] = eid.authorize_access_token()
        session["sub"] = tokens["now"]["userinfo"]["sub"]
        return redirect("/")

    @app.get("/")
    def home():
        if "sub" not in session:
            return "nobody"
        return eid.userinfo(token=tokens["now"])["name"]

    @app.get("/sign-out")
    def sign_out():
        return eid.logout_redirect(
            post_logout_redirect_uri=url_for("signed_out", _external=True),
            id_token_hint=tokens["now"]["id_token"],
        )

    @app.get("/signed-out")
    def signed_out():
        eid.validate_logout_response()
        session.clear()
        return redirect("/")

    with serving(app) as address:
        mock_idp_server.client(
            "shop",
            f"{address}/callback",
            secret="shop-secret",
            grant_types=["authorization_code", "refresh_token"],
            post_logout_redirect_uris=[f"{address}/signed-out"],
        )
        yield SimpleNamespace(address=address, tokens=tokens)


def test_authlib_signs_in_and_out(shop, mock_idp_server):
    browser = requests.Session()

    home = mock_idp_server.login(browser, "dao", f"{shop.address}/sign-in")
    left = mock_idp_server.login(browser, "dao", f"{shop.address}/sign-out")

    assert (home.url, home.text) == (f"{shop.address}/", "Trần Thị Hồng Đào")
    assert (left.url, left.text) == (f"{shop.address}/", "nobody")
    assert mock_idp_server.end_sessions("dao") == []


def test_authlib_renews_an_access_token_that_is_about_to_end(shop, mock_idp_server):
    short = {"then": [{"token_response": {"set": {"expires_in": 30}}}]}
    mock_idp_server.fault(short, times=1)
    browser = requests.Session()

    home = mock_idp_server.login(browser, "dao", f"{shop.address}/sign-in")

    grants = [e.form["grant_type"] for e in mock_idp_server.journal.entries("token")]
    assert home.text == "Trần Thị Hồng Đào"
    assert grants == ["authorization_code", "refresh_token"]


def test_the_second_sign_in_asks_nothing_while_the_session_lives(shop, mock_idp_server):
    browser = requests.Session()
    mock_idp_server.login(browser, "dao", f"{shop.address}/sign-in")
    seen = mock_idp_server.journal.last

    again = mock_idp_server.login(browser, "nobody", f"{shop.address}/sign-in")

    opened = {e.endpoint for e in mock_idp_server.journal.entries() if e.number > seen}
    assert again.text == "Trần Thị Hồng Đào"
    assert "sign-in" not in opened
