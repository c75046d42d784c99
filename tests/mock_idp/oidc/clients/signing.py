"""Keys and assertions of relying parties under test."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from joserfc.jwk import ECKey, Key, OctKey, RSAKey
from joserfc.jws import JWSRegistry
from joserfc.util import urlsafe_b64encode

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Json, Refused, Request
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import ISSUER, NOON

RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
EC = ECKey.generate_key("P-256", {"kid": "ec"})
SECRET = "a-secret-with-more-than-32-characters"
TOKEN_URL = f"{ISSUER}/token"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def jwks(*keys: Key) -> dict[str, list[dict[str, Any]]]:
    return {"keys": [dict(key.as_dict(private=False)) for key in keys]}


def a_client(provider: Provider, **changes: Any) -> Client:
    """Register a client that signs with RSA or EC, profile ``oidc``."""
    good: dict[str, Any] = {
        "client_id": "rp",
        "redirect_uris": ("https://rp.example/callback",),
        "profile": "oidc",
        "token_endpoint_auth_method": "private_key_jwt",
        "jwks": jwks(RSA, EC),
    }
    client = Client(**(good | changes))
    provider.clients.put(client)
    return client


def with_fetch(provider: Provider, fetch: Any) -> Provider:
    return replace(provider, fetch=fetch)


def claims(**changes: Any) -> dict[str, Any]:
    """Good claims of an assertion; None leaves one out."""
    good = {
        "iss": "rp",
        "sub": "rp",
        "aud": ISSUER,
        "jti": secrets.token_hex(8),
        "iat": int(NOON),
        "exp": int(NOON) + 60,
    }
    return {k: v for k, v in (good | changes).items() if v is not None}


def signed(
    said: Mapping[str, Any],
    key: Key = EC,
    alg: str = "ES256",
    *,
    header: Mapping[str, Any] | None = None,
    typ: str | None = "JWT",
) -> str:
    """Sign with exactly these header members; joserfc would refuse the odd ones."""
    head = {"typ": typ, "alg": alg, "kid": key.kid, **(header or {})}
    head = {k: v for k, v in head.items() if v is not None}
    message = f"{encoded(head)}.{encoded(said)}".encode()
    made = JWSRegistry.algorithms[alg].sign(message, key)
    return f"{message.decode()}.{urlsafe_b64encode(made).decode()}"


def encoded(value: Mapping[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode()


def by_secret(said: Mapping[str, Any], alg: str = "HS256") -> str:
    return signed(said, OctKey.import_key(SECRET), alg)


def asserting(assertion: str, **form: str) -> Request:
    """A token request whose client proves itself by an assertion."""
    fields = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion}
    return Request("POST", form=tuple((fields | form).items()), address=TOKEN_URL)


def said_by(refused: Refused) -> str:
    """The whole answer of a refusal as text: status, error, description."""
    answer = refused.answer
    assert isinstance(answer, Json)
    body = answer.body
    assert str(body["error_description"]).isascii()
    return f"{answer.status} {body['error']}: {body['error_description']}"
