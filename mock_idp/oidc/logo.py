"""The logo of a relying party, read for people's browsers (OIDC Registration §2).

Pages load images from this server only. A logo on a loopback or private host is read by
the provider and passed on; of any other logo the page shows a link.
"""

from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.message import Refused, refused
from mock_idp.oidc.provider import Provider

KEPT_SECONDS = 600
KINDS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "image/svg+xml"),
)
"""How an image begins, and its media type; nothing else is passed on."""


def logo(provider: Provider, client_id: str) -> tuple[bytes, str]:
    """Return a client's logo and its media type.

    Raises:
        Refused: there is none, or it cannot be read.
    """
    client = provider.clients.find(client_id)
    if client is None or client.logo_uri is None:
        raise _nothing()
    shelf, key = provider.store.client_keys, f"logo {client.logo_uri}"
    kept = shelf.find(key)
    if not isinstance(kept, bytes):
        kept = _read(provider, client.logo_uri)
        shelf.put(key, kept, KEPT_SECONDS)
    kind = next((kind for begin, kind in KINDS if kept.startswith(begin)), None)
    if kind is None:
        raise _nothing()
    return kept, kind


def _read(provider: Provider, uri: str) -> bytes:
    try:
        return provider.fetch.get(uri)
    except FetchFailed:
        return b""


def _nothing() -> Refused:
    return refused("not_found", "This client has no logo that can be shown.", 404)
