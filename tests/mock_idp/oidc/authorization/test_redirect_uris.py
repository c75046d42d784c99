"""Where an answer may go, and how a person is told that it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_idp.oidc.authorization.redirect_uri import (
    difference,
    is_possible,
    is_registered,
)
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Page
from mock_idp.oidc.provider import Provider
from tests.mock_idp.oidc.authorization.asking import RP_CALLBACK, asking, register

LOOPBACK = "http://127.0.0.1/cb"


@pytest.mark.parametrize(
    ("application_type", "registered", "sent", "expected"),
    [
        ("native", LOOPBACK, "http://127.0.0.1:51004/cb", True),
        ("native", "http://127.0.0.1:8080/cb", "http://127.0.0.1:9/cb", True),
        ("native", "http://[::1]/cb", "http://[::1]:51004/cb", True),
        ("native", LOOPBACK, "http://127.0.0.1:51004/other", False),
        ("native", LOOPBACK, "http://127.0.0.1:51004/cb?x=1", False),
        ("native", LOOPBACK, "http://127.0.0.1:x/cb", False),
        ("native", LOOPBACK, "http://127.0.0.1:123456/cb", False),
        ("native", LOOPBACK, "http://127.0.0.1.evil.example/cb", False),
        ("native", LOOPBACK, "http://127.0.0.1:1@evil.example/cb", False),
        ("native", LOOPBACK, "https://127.0.0.1:51004/cb", False),
        ("native", LOOPBACK, "http://[::1]:51004/cb", False),
        ("native", "http://localhost/cb", "http://localhost:51004/cb", False),
        ("native", "https://app.example/cb", "https://app.example:444/cb", False),
        ("native", "vn.example.app:/cb", "vn.example.app:/cb", True),
        ("web", LOOPBACK, "http://127.0.0.1:51004/cb", False),
    ],
)
def test_only_the_port_of_a_native_loopback_address_is_free(
    application_type: str, registered: str, sent: str, *, expected: bool
) -> None:
    client = Client("app", (registered,), application_type=application_type)

    assert is_registered(client, sent) is expected


@pytest.mark.parametrize(
    ("sent", "position", "sent_character", "registered_character"),
    [
        (RP_CALLBACK + "/", "22", "/ (U+002F)", ""),
        (RP_CALLBACK[:-1], "21", "", "b (U+0062)"),
        ("http://rp.example/cb", "5", ": (U+003A)", "s (U+0073)"),
        ("https://rp.example/cЬ", "21", "U+042C", "b (U+0062)"),
        ("https://rp.example/c\u200bb", "21", "U+200B", "b (U+0062)"),
    ],
)
def test_the_page_shows_the_first_character_that_differs(
    provider: Provider,
    sent: str,
    position: str,
    sent_character: str,
    registered_character: str,
) -> None:
    register(provider)

    outcome = asking(provider, redirect_uri=sent)

    assert isinstance(outcome, Page)
    assert outcome.code == "redirect_uri_not_registered"
    assert outcome.facts["position"] == position
    assert outcome.facts["sent_character"].startswith(sent_character)
    assert outcome.facts["registered_character"] == registered_character
    assert outcome.facts["same"] == RP_CALLBACK[: int(position) - 1]


def test_the_nearest_of_several_addresses_is_compared() -> None:
    registered = ("https://a.example/", "https://rp.example/callback")

    facts = difference("https://rp.example/calback", registered)

    assert facts["registered_differs"] == "lback"


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_a_difference_is_where_two_texts_part(sent: str, registered: list[str]) -> None:
    facts = difference(sent, registered)

    if not facts:
        assert not sent or not registered or sent in registered
        return
    at = int(facts["position"]) - 1
    assert any(uri[:at] == sent[:at] for uri in registered)
    assert all(uri[: at + 1] != sent[: at + 1] for uri in registered if uri[at:])


@pytest.mark.parametrize("uri", [None, ""])
def test_a_missing_redirect_uri_is_never_guessed(
    provider: Provider, uri: str | None
) -> None:
    register(provider)

    outcome = asking(provider, redirect_uri=uri)

    assert isinstance(outcome, Page)
    assert outcome.code == "redirect_uri_not_registered"


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("https://rp.example/any", True),
        ("http://rp.example/any", False),
        ("https://rp.example/any#x", False),
        ("https:///any", False),
        ("https://[", False),
        ("javascript:alert(1)", False),
    ],
)
def test_a_pushed_address_must_be_a_web_address(uri: str, *, expected: bool) -> None:
    assert is_possible(uri) is expected
