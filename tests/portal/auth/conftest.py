import contextlib
import socket
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

import mock_idp
from mock_idp.serving import Running
from portal.app import create_app
from portal.auth.staff import load_staff
from portal.settings import Settings
from tests.mock_idp.browser import Browser

BASE = "http://portal.test"


class Person:
    """Somebody with the portal in one tab and the e-ID in another."""

    def __init__(self, portal: Flask, e_id: Flask) -> None:
        self.client: FlaskClient = portal.test_client()
        self.e_id = Browser(e_id)

    def begin(self, path: str) -> str:
        """Open a sign-in address; returns where the e-ID is asked."""
        answer = self.client.get(path)
        assert answer.status_code == 302, answer.text
        return answer.location

    def come_back(self, address: str):
        """Follow the e-ID's redirect to the portal."""
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def sign_in(self, path: str, account: str):
        """Go all the way; returns the portal's answer to the call back."""
        return self.come_back(self.e_id.sign_in(self.begin(path), account).location)


@pytest.fixture
def e_id() -> Iterator[Running]:
    client = mock_idp.Client(
        client_id="portal",
        client_name="Cổng (giả lập)",
        client_secret="demo-portal-secret",
        redirect_uris=(f"{BASE}/auth/callback",),
        post_logout_redirect_uris=(f"{BASE}/",),
    )
    with mock_idp.serve(mock_idp.Settings(clients=(client,))) as running:
        yield running


@pytest.fixture
def settings(database_url, sessions, e_id) -> Settings:
    with sessions.begin() as db:
        load_staff(db)
    return Settings(database_url=database_url, base_url=BASE, oidc_issuer=e_id.issuer)


@pytest.fixture
def portal(settings, queue) -> Flask:
    made = create_app(settings, queue)
    made.testing = True
    return made


@pytest.fixture
def person(portal, e_id) -> Callable[[], Person]:
    return lambda: Person(portal, e_id.app)


@pytest.fixture
def closed_port() -> Iterator[int]:
    with contextlib.closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
