"""Session management and the other ways a session shows outside."""

import hashlib

import pytest

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.sessions import front_channel, third_party_login
from mock_idp.oidc.sessions.session_management import (
    browser_state,
    origin_of,
    session_state,
)
from mock_idp.oidc.store import Session
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.people.accounts import CHI, DAO

HERE = Session("sid-1", DAO, int(NOON), 2, ("swk",))
ELSEWHERE = Session("sid-2", CHI, int(NOON), 1, ("swk",))


@pytest.mark.parametrize(
    ("uri", "origin"),
    [
        ("https://RP.example:443/cb?x=1", "https://rp.example"),
        ("http://rp.example:80/", "http://rp.example"),
        ("http://127.0.0.1:8390/cb", "http://127.0.0.1:8390"),
        ("http://[::1]:9/cb", "http://[::1]:9"),
    ],
)
def test_an_origin_is_written_as_a_browser_writes_it(uri: str, origin: str) -> None:
    assert origin_of(uri) == origin


def test_session_state_is_a_salted_hash_that_the_cookie_explains(
    provider: Provider,
) -> None:
    first = session_state(provider, "portal", "https://rp.example/cb", HERE)
    second = session_state(provider, "portal", "https://rp.example/cb", HERE)

    digest, salt = first.split(".")
    text = f"portal https://rp.example {browser_state(provider, HERE)} {salt}"
    assert digest == hashlib.sha256(text.encode()).hexdigest()
    assert first != second


def test_the_browser_state_names_nobody_and_changes_with_the_session(
    provider: Provider,
) -> None:
    states = {browser_state(provider, s) for s in (HERE, ELSEWHERE, None)}

    assert len(states) == 3
    assert "" in states
    assert not any("sid" in state or "dao" in state for state in states)


def test_every_client_that_was_told_gets_a_frame(provider: Provider) -> None:
    for name, uri in (("b", "https://b.example/out?x=1"), ("a", None)):
        provider.clients.put(
            Client(name, ("https://b.example/cb",), frontchannel_logout_uri=uri)
        )
        provider.store.remember_visit(HERE.sid, name)

    frames = front_channel.frames(provider, HERE)

    issuer = ISSUER.replace(":", "%3A").replace("/", "%2F")
    assert frames == (f"https://b.example/out?x=1&iss={issuer}&sid=sid-1",)
    assert front_channel.frames(provider, ELSEWHERE) == ()


def test_only_clients_that_want_it_can_be_started(provider: Provider) -> None:
    shop = Client(
        "shop", ("https://rp.example/cb",), initiate_login_uri="https://rp.example/go"
    )
    provider.clients.put(shop)
    portal = provider.clients.find("portal")
    assert portal is not None

    assert third_party_login.startable(provider) == (shop,)
    assert third_party_login.invitation(provider, portal) is None
    address = third_party_login.invitation(
        provider, shop, target="https://x.example/?a=b&c"
    )
    assert address is not None
    assert address.endswith("&target_link_uri=https%3A%2F%2Fx.example%2F%3Fa%3Db%26c")
