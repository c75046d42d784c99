"""Asking the provider directly, as a client of any kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from mock_idp.oidc.authorization.policy import authorize
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.profiles import ALL_RESPONSE_TYPES
from mock_idp.oidc.message import FormPost, Outcome, Redirect, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Consent, Session
from tests.mock_idp.conftest import ALL_SCOPES, NOON
from tests.mock_idp.people.accounts import CHI, DAO

RP_CALLBACK = "https://rp.example/cb"
SIGNED_IN = Session("sid-1", DAO, int(NOON) - 100, 2, ("swk",))
AT_LEVEL_1 = Session("sid-2", CHI, int(NOON) - 100, 1, ("swk",))
EVERYTHING = frozenset({*ALL_SCOPES.split(), "offline_access", "address"})
AGREED = Consent(EVERYTHING, EVERYTHING)


def register(provider: Provider, **changes: Any) -> Client:
    """A client that may do everything its profile allows, with changes."""
    client = Client(
        "rp",
        (RP_CALLBACK,),
        client_secret="s" * 43,
        profile="oidc",
        grant_types=("authorization_code", "implicit"),
        response_types=ALL_RESPONSE_TYPES,
    )
    client = replace(client, **changes)
    provider.clients.put(client)
    for account in (DAO, CHI):
        provider.store.remember_consent("rp", account.personal_id, AGREED)
    return client


def parameters(**changes: str | None) -> dict[str, str]:
    """A good request of that client, with changes; None takes one away."""
    asked: dict[str, str | None] = {
        "client_id": "rp",
        "redirect_uri": RP_CALLBACK,
        "response_type": "code",
        "scope": "openid profile",
        "state": "s-1",
        "nonce": "n-1",
    }
    return {k: v for k, v in (asked | changes).items() if v is not None}


def asking(
    provider: Provider, session: Session | None = SIGNED_IN, **changes: str | None
) -> Outcome | object:
    """What the endpoint answers."""
    request = Request(query=tuple(parameters(**changes).items()))
    return authorize(provider, request, session)


def answered(outcome: object, to: str = RP_CALLBACK) -> tuple[dict[str, str], str]:
    """The fields of an answer, and the mode they came in."""
    if isinstance(outcome, FormPost):
        assert outcome.action == to
        assert len(dict(outcome.fields)) == len(outcome.fields)
        return dict(outcome.fields), "form_post"
    assert isinstance(outcome, Redirect), outcome
    assert outcome.location.startswith(to)
    parts = urlsplit(outcome.location)
    text = parts.fragment or parts.query
    return dict(parse_qsl(text)), "fragment" if parts.fragment else "query"
