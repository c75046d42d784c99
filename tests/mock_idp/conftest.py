import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.oidc.clients.registry import Clients
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.provider import Lifetimes, Provider
from mock_idp.oidc.store import Store
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser, Page

ISSUER = "http://127.0.0.1:8391"
CALLBACK = "http://127.0.0.1:8390/auth/callback"
ALL_SCOPES = "openid profile dinh_danh phone email cu_tru nhan_than"
NOON = 1_773_118_800.0
VERIFIER = "v" * 43
_KEYS = KeyRing()


def ask(**changes: str | None) -> dict[str, str]:
    """A good authorization request of the portal, with changes."""
    asked: dict[str, str | None] = {
        "client_id": "portal",
        "redirect_uri": CALLBACK,
        "response_type": "code",
        "scope": ALL_SCOPES,
        "state": "s-1",
        "nonce": "n-1",
    }
    return {k: v for k, v in (asked | changes).items() if v is not None}


def authorize_url(**changes: str | None) -> str:
    return f"/authorize?{urlencode(ask(**changes))}"


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a JWT, unverified."""
    body = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=="))
    return claims


@pytest.fixture(scope="session")
def shared_idp() -> Flask:
    """One app for all tests of a worker: its templates are compiled once."""
    app = create_app(Settings(admin_key="test-admin-key"), Clock())
    running = app.extensions["mock_idp"]
    shared = replace(running.provider, keys=_KEYS)
    app.extensions["mock_idp"] = replace(running, provider=shared)
    app.testing = True
    return app


@pytest.fixture
def clock(shared_idp: Flask) -> Clock:
    clock: Clock = shared_idp.extensions["mock_idp"].clock
    clock.freeze(NOON)
    return clock


@pytest.fixture
def idp(shared_idp: Flask, clock: Clock) -> Flask:
    """A mock e-ID that knows nothing yet; it is noon.

    Not named "app": pytest-flask would let all requests share one context.
    """
    shared_idp.extensions["mock_idp"].reset()
    clock.freeze(NOON)
    return shared_idp


@pytest.fixture
def browser(idp: Flask) -> Browser:
    return Browser(idp)


@pytest.fixture
def other_browser(idp: Flask) -> Browser:
    return Browser(idp)


@pytest.fixture
def provider(clock: Clock) -> Provider:
    return Provider(
        issuer=ISSUER,
        clients=Clients(Settings().clients),
        keys=_KEYS,
        store=Store(clock.now, token_seconds=3600, session_seconds=28800),
        clock=clock,
        lifetimes=Lifetimes(),
        subject_salt="salt",
    )


def redeem(browser: Browser, page: Page, **changes: str) -> Any:
    """Exchange the code of a redirect at the token endpoint."""
    form = {
        "grant_type": "authorization_code",
        "code": page.answer["code"],
        "redirect_uri": CALLBACK,
    }
    return browser.client.post(
        "/token", data=form | changes, auth=("portal", "demo-portal-secret")
    )
