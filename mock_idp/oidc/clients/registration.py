"""Dynamic client registration (RFC 7591, OpenID Connect Dynamic Registration 1.0)."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.metadata import client_from
from mock_idp.oidc.clients.problems import BadMetadata
from mock_idp.oidc.clients.profiles import PROFILES
from mock_idp.oidc.clients.record import record_of
from mock_idp.oidc.clients.sector import check_sector
from mock_idp.oidc.message import NO_STORE, Json, Refused, Request, refusal, refused
from mock_idp.oidc.provider import Provider

OURS = (
    "client_id",
    "client_secret",
    "registration_access_token",
    "client_id_issued_at",
)
"""Members that only the provider decides."""
WITHOUT_SECRET = ("none", "private_key_jwt")


def register(provider: Provider, request: Request) -> Json:
    """Register a client and answer with everything that was registered."""
    try:
        said = read_record(request)
        client = _new(provider, said)
    except Refused as refusal_:
        answer = refusal_.answer
        return answer if isinstance(answer, Json) else refusal("invalid_request", "")
    try:
        provider.clients.put(client)
    except ValueError:
        return refusal("temporarily_unavailable", "Too many clients.", 503)
    return registered(provider, client, 201)


def read_record(request: Request) -> dict[str, Any]:
    """Return the JSON object of a registration request.

    Raises:
        Refused: with ``invalid_client_metadata``.
    """
    try:
        record = json.loads(request.content.decode("utf-8"))
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise refused("invalid_client_metadata", "The body must be a JSON object.")
    return record


def _new(provider: Provider, said: Mapping[str, Any]) -> Client:
    record = {k: v for k, v in said.items() if k not in OURS and v is not None}
    record.setdefault("token_endpoint_auth_method", _method(record))
    record["client_id"] = secrets.token_urlsafe(16)
    record["client_id_issued_at"] = int(provider.now())
    record["registration_access_token"] = secrets.token_urlsafe(32)
    if _needs_secret(record):
        record["client_secret"] = secrets.token_urlsafe(32)
    return checked(provider, record)


def _method(record: Mapping[str, Any]) -> str:
    """Return how a client that says nothing proves who it is (RFC 7591 §2)."""
    rules = PROFILES.get(str(record.get("profile", "oidc")), PROFILES["oidc"])
    return rules.auth_methods[0]


def _needs_secret(record: Mapping[str, Any]) -> bool:
    method = record.get("token_endpoint_auth_method")
    signs = (str(v).startswith("HS") for name, v in record.items() if "_alg" in name)
    return method not in WITHOUT_SECRET or any(signs)


def with_secret(record: Mapping[str, Any], known: Client) -> Client:
    """Return a known client with the secret that its new record needs, or without."""
    if not _needs_secret(record):
        return replace(known, client_secret=None)
    secret = known.client_secret or secrets.token_urlsafe(32)
    return replace(known, client_secret=secret)


def checked(
    provider: Provider, record: Mapping[str, Any], known: Client | None = None
) -> Client:
    """Return the client of a record, its sector looked at too.

    Raises:
        Refused: with the error of RFC 7591 §3.2.2.
    """
    try:
        client = client_from(record, known=known)
        check_sector(provider, client)
    except BadMetadata as bad:
        raise refused(bad.error, str(bad)) from None
    return client


def registered(provider: Provider, client: Client, status: int = 200) -> Json:
    """Answer with all of a client's metadata (RFC 7591 §3.2.1)."""
    body = record_of(client)
    body["registration_client_uri"] = address_of(provider, client)
    return Json(body, status, NO_STORE)


def address_of(provider: Provider, client: Client) -> str:
    """Return where a client's record is read and changed (RFC 7592)."""
    return f"{provider.behind or provider.issuer}/register/{client.client_id}"
