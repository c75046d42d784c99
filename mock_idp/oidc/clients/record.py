"""A client as a record again: what registration gives back, and what is exported."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mock_idp.oidc.clients.client import Client

SECRETS = ("client_secret", "registration_access_token")
_FIELDS = tuple(f.name for f in fields(Client) if f.name != "metadata")
_FIRST = {f.name: f.default for f in fields(Client)}
_ALWAYS = ("grant_types", "response_types", "application_type", "subject_type")


def record_of(client: Client, *, secrets: bool = True) -> dict[str, Any]:
    """Return all that is registered, by the names of RFC 7591; defaults are left out.

    ``client_from`` reads it again and makes the same client.
    """
    said: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(client, name)
        if name in _ALWAYS or value != _FIRST[name]:
            said[name] = _plain(value)
    said["profile"] = client.profile
    if client.client_secret is not None:
        said["client_secret_expires_at"] = client.client_secret_expires_at
    said |= {name: _plain(value) for name, value in client.metadata.items()}
    if not secrets:
        for name in SECRETS:
            said.pop(name, None)
    return said


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
