"""The published keys of a client, by value or by reference (RFC 7591 ``jwks_uri``).

A document is fetched when first needed and kept for minutes. A ``kid`` that is not in
it means that the client has rotated its keys (OIDC Core §10.1.1): then it is fetched
again at once, but not more often than every few seconds, whatever is sent to us.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.message import Refused, refusal
from mock_idp.oidc.provider import Provider

if TYPE_CHECKING:
    from joserfc.jwk import Key, KeySet

KEPT_SECONDS = 300
"""Seconds after which a document is read again even when nothing seems new."""
REFETCH_SECONDS = 5
"""Seconds between two fetches that an unknown ``kid`` may cause."""
MOST_KEYS = 100
SMALLEST_RSA_BITS = 2048


class KeysUnavailable(Refused):
    """A client's keys cannot be read; answered as ``invalid_client``."""

    def __init__(self, reason: str) -> None:
        super().__init__(refusal("invalid_client", f"Keys of the client: {reason}."))
        self.reason = reason


@dataclass(frozen=True)
class ReadKeys:
    """Keys as they were read; times in seconds since 1970.

    Attributes:
        source: the ``jwks`` itself or the ``jwks_uri``.
        asked_again_at: when an unknown ``kid`` last caused a fetch.
    """

    source: object
    keys: "tuple[Key, ...]"
    read_at: float
    asked_again_at: float | None = None


def keys_of(
    provider: Provider, client: Client, *, kid: str | None = None, use: str = "sig"
) -> "KeySet":
    """Return the client's keys for signatures (``sig``) or encryption (``enc``).

    The set is empty when the client has none. ``kid`` is the key that is looked for:
    when it is unknown, the client's document is read again.

    Raises:
        KeysUnavailable: the document cannot be fetched, or is no key set.
    """
    from joserfc.jwk import KeySet  # noqa: PLC0415 - start-up budget

    if client.jwks_uri is not None:
        kept = _by_reference(provider, client, client.jwks_uri, kid)
    elif client.jwks is not None:
        kept = _by_value(provider, client, client.jwks)
    else:
        return KeySet([])
    return KeySet([key for key in kept.keys if key.get("use") in (None, use)])


def _by_value(provider: Provider, client: Client, jwks: object) -> ReadKeys:
    shelf = provider.store.client_keys
    kept = shelf.find(client.client_id)
    if not isinstance(kept, ReadKeys) or kept.source is not jwks:
        kept = ReadKeys(jwks, read_key_set(jwks), provider.now())
        shelf.put(client.client_id, kept)
    return kept


def _by_reference(
    provider: Provider, client: Client, uri: str, kid: str | None
) -> ReadKeys:
    shelf, now = provider.store.client_keys, provider.now()
    kept = shelf.find(client.client_id)
    if not isinstance(kept, ReadKeys) or kept.source != uri:
        kept = ReadKeys(uri, _fetch(provider, uri), now)
        shelf.put(client.client_id, kept)
        return kept
    if any(key.kid == kid for key in kept.keys) and abs(now - kept.read_at) < (
        KEPT_SECONDS
    ):
        return kept
    if kept.asked_again_at is not None and (
        abs(now - kept.asked_again_at) < REFETCH_SECONDS
    ):
        return kept
    shelf.put(client.client_id, ReadKeys(uri, kept.keys, kept.read_at, now))
    fresh = ReadKeys(uri, _fetch(provider, uri), now, now)
    shelf.put(client.client_id, fresh)
    return fresh


def _fetch(provider: Provider, uri: str) -> "tuple[Key, ...]":
    try:
        document = json.loads(provider.fetch.get(uri))
    except FetchFailed as failed:
        raise KeysUnavailable(f"jwks_uri could not be read: {failed}") from None
    except (ValueError, RecursionError):
        raise KeysUnavailable("what jwks_uri gives is not JSON") from None
    return read_key_set(document)


def read_key_set(document: object) -> "tuple[Key, ...]":
    """Return the usable keys of a JWK Set; keys not understood are left out.

    RFC 7517 §5 wants keys of unknown kinds ignored. Secret (``oct``) keys are too:
    nobody publishes them.

    Raises:
        KeysUnavailable: this is no JWK Set.
    """
    keys = document.get("keys") if isinstance(document, Mapping) else None
    if not isinstance(keys, list | tuple) or len(keys) > MOST_KEYS:
        raise KeysUnavailable("a JWK Set has a list named keys, not too long")
    read = (public_key(record) for record in keys)
    return tuple(key for key in read if key is not None)


def public_key(record: object) -> "Key | None":
    """Return a public key of a JWK, or nothing when it is of no use here."""
    from joserfc.errors import JoseError  # noqa: PLC0415 - start-up budget
    from joserfc.jwk import JWKRegistry  # noqa: PLC0415 - start-up budget

    if not isinstance(record, Mapping) or record.get("kty") not in ("RSA", "EC", "OKP"):
        return None
    if record["kty"] == "RSA" and _bits(record.get("n")) < SMALLEST_RSA_BITS:
        return None
    try:
        return JWKRegistry.import_key(_public_part(record))
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None


PRIVATE_MEMBERS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
"""Members of a JWK that nobody but its owner may see (RFC 7518 §6)."""


def _public_part(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a JWK without the private members that careless clients publish."""
    return {k: v for k, v in record.items() if k not in PRIVATE_MEMBERS}


def _bits(modulus: object) -> int:
    if not isinstance(modulus, str):
        return 0
    try:
        padded = modulus.encode("ascii") + b"=" * (-len(modulus) % 4)
        return int.from_bytes(base64.urlsafe_b64decode(padded)).bit_length()
    except (ValueError, binascii.Error):
        return 0
