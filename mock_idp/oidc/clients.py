"""Relying parties and how they prove who they are (RFC 6749 §2.3, OIDC Core §9)."""

import base64
import binascii
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus, urlsplit

from mock_idp.oidc.message import Json, Request, refusal

AUTH_METHODS = ("client_secret_basic", "client_secret_post", "none")
REALM = 'Basic realm="mock-idp", charset="UTF-8"'


@dataclass(frozen=True)
class Client:
    """A relying party as registered here; without a secret it is a public client."""

    client_id: str
    redirect_uris: tuple[str, ...]
    client_name: str = ""
    client_secret: str | None = None
    post_logout_redirect_uris: tuple[str, ...] = ()
    grant_types: tuple[str, ...] = ("authorization_code",)
    minimum_level: int = 0

    @property
    def is_public(self) -> bool:
        """Say whether the client cannot keep a secret and must use PKCE."""
        return self.client_secret is None

    @property
    def name(self) -> str:
        """Return the name to show to people."""
        return self.client_name or self.client_id

    @property
    def host(self) -> str:
        """Return the host people are sent back to."""
        return urlsplit(self.redirect_uris[0]).netloc if self.redirect_uris else ""


class ClientRefused(Exception):  # noqa: N818 - named after what happened
    """The client did not prove who it is; ``answer`` is what to tell it."""

    def __init__(self, answer: Json) -> None:
        super().__init__(str(answer.body.get("error")))
        self.answer = answer


class Clients:
    """The registered relying parties."""

    def __init__(self, clients: Iterable[Client]) -> None:
        self._clients = {client.client_id: client for client in clients}

    def find(self, client_id: str | None) -> Client | None:
        """Return a client, or nothing when nobody registered under this id."""
        return self._clients.get(client_id) if client_id else None

    def all(self) -> tuple[Client, ...]:
        """Return every client."""
        return tuple(self._clients.values())

    def authenticate(self, request: Request) -> Client:
        """Return the client that sent a token request.

        Raises:
            ClientRefused: with ``invalid_client`` or ``invalid_request``.
        """
        header = request.headers.get("authorization", "")
        body = request.body
        by_header = header[:6].lower() == "basic "
        if by_header and body.get("client_secret"):
            raise ClientRefused(
                refusal("invalid_request", "Use one client authentication method.")
            )
        if by_header:
            return self._by_header(header[6:], body.get("client_id"))
        client = self.find(body.get("client_id"))
        secret = body.get("client_secret")
        if client is None or not _fits(client.client_secret, secret):
            raise _invalid_client(by_header=False)
        return client

    def _by_header(self, encoded: str, named: str | None) -> Client:
        client_id, secret = _basic(encoded)
        client = self.find(client_id)
        if client is None or client.is_public or named not in (None, client_id):
            raise _invalid_client(by_header=True)
        if not _fits(client.client_secret, secret):
            raise _invalid_client(by_header=True)
        return client


def _basic(encoded: str) -> tuple[str, str]:
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        raise _invalid_client(by_header=True) from None
    client_id, _, secret = text.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


def _fits(registered: str | None, sent: str | None) -> bool:
    if registered is None or sent is None:
        return registered is None and sent is None
    return same_text(registered, sent)


def same_text(first: str, second: str) -> bool:
    """Compare two texts in constant time, whatever characters they hold."""
    return hmac.compare_digest(
        first.encode(errors="replace"), second.encode(errors="replace")
    )


def _invalid_client(*, by_header: bool) -> ClientRefused:
    headers: Mapping[str, str] = {"WWW-Authenticate": REALM} if by_header else {}
    return ClientRefused(
        refusal("invalid_client", "Client authentication failed.", 401, headers)
    )
