"""How a client proves who it is (RFC 6749 §2.3, OIDC Core §9, RFC 7523).

A client is taken at its registered method only, and may use one method at a time.
Refusals say what to change: this is a mock, whose users debug their clients with it.
"""

import base64
import binascii
import hmac
from urllib.parse import unquote_plus

from mock_idp.oidc.clients import assertion
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Parameters, Refused, Request, refused
from mock_idp.oidc.provider import Provider

REALM = 'Basic realm="mock-idp", charset="UTF-8"'
METHODS = (
    *("client_secret_basic", "client_secret_post"),
    *("client_secret_jwt", "private_key_jwt", "none"),
)
"""Every method of OIDC Core §9."""
BY_ASSERTION = ("client_secret_jwt", "private_key_jwt")
UNKNOWN = "No client is registered under this client_id."
WRONG_SECRET = "The client secret is wrong or has ended."  # noqa: S105 - an error
OF_AUTHENTICATION = frozenset(
    {"client_id", "client_secret", "client_assertion", "client_assertion_type"}
)
"""Parameters that must not be repeated, whatever the endpoint says of others."""


def authenticate(provider: Provider, request: Request) -> Client:
    """Return the client that sent a request to a back-channel endpoint.

    Raises:
        Refused: with ``invalid_client`` or ``invalid_request``.
    """
    body = request.body
    header = request.headers.get("authorization", "")
    by_header = header[:6].lower() == "basic "
    asserted = body.get("client_assertion")
    if body.repeated & OF_AUTHENTICATION:
        raise refused("invalid_request", "A client parameter is repeated.")
    if by_header + bool(body.get("client_secret")) + bool(asserted) > 1:
        raise refused("invalid_request", "Use one client authentication method.")
    if by_header:
        return _by_header(provider, header[6:], body.get("client_id"))
    if asserted or body.get("client_assertion_type"):
        return _by_assertion(provider, request, asserted)
    return _by_body(provider, body)


def _by_header(provider: Provider, encoded: str, named: str | None) -> Client:
    raw_id, raw_secret = _basic(encoded)
    client_id, secret = unquote_plus(raw_id), unquote_plus(raw_secret)
    client = provider.clients.find(client_id)
    if client is None:
        raise _invalid_client(UNKNOWN, by_header=True)
    if named not in (None, client_id):
        raise _invalid_client("client_id is not the one of the header.", by_header=True)
    _may_use(client, "client_secret_basic", by_header=True)
    fits = _fits(provider, client, secret)
    if not fits and client.rules.raw_basic:
        fits = _fits(provider, client, raw_secret)
    if not fits:
        raise _invalid_client(WRONG_SECRET, by_header=True)
    return client


def _basic(encoded: str) -> tuple[str, str]:
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        raise _invalid_client(
            "The Basic header is malformed.", by_header=True
        ) from None
    client_id, _, secret = text.partition(":")
    return client_id, secret


def _by_body(provider: Provider, body: Parameters) -> Client:
    client = provider.clients.find(body.get("client_id"))
    secret = body.get("client_secret")
    if client is None:
        raise _invalid_client(UNKNOWN)
    _may_use(client, "none" if secret is None else "client_secret_post")
    if secret is not None and not _fits(provider, client, secret):
        raise _invalid_client(WRONG_SECRET)
    return client


def _by_assertion(provider: Provider, request: Request, asserted: str | None) -> Client:
    body = request.body
    if body.get("client_assertion_type") != assertion.ASSERTION_TYPE:
        raise _invalid_client(
            f"client_assertion_type must be {assertion.ASSERTION_TYPE}."
        )
    try:
        client = assertion.client_named(provider, asserted or "")
        if body.get("client_id") not in (None, client.client_id):
            raise _invalid_client("client_id is not the one of the assertion.")
        _may_use(client, *BY_ASSERTION)
        assertion.check(provider, request, client, asserted or "")
    except assertion.BadAssertion as bad:
        raise _invalid_client(f"client_assertion: {bad}.") from None
    return client


def _may_use(client: Client, *used: str, by_header: bool = False) -> None:
    """Refuse a method that is not the client's own, or not of its profile."""
    own = methods_of(client)
    if set(own).isdisjoint(used):
        wanted = " or ".join(own) or "no method its profile allows"
        raise _invalid_client(
            f"This client is registered for {wanted}.", by_header=by_header
        )


def methods_of(client: Client) -> tuple[str, ...]:
    """Return the methods a client may use; empty when its profile allows none."""
    own = client.auth_method
    registered = (
        ("client_secret_basic", "client_secret_post")
        if own == "client_secret"
        else (own,)
    )
    return tuple(method for method in registered if method in client.rules.auth_methods)


def _fits(provider: Provider, client: Client, sent: str) -> bool:
    ends = client.client_secret_expires_at
    if client.client_secret is None or (ends and provider.now() >= ends):
        return False
    return same_text(client.client_secret, sent)


def same_text(first: str, second: str) -> bool:
    """Compare two texts in constant time, whatever characters they hold."""
    return hmac.compare_digest(
        first.encode(errors="replace"), second.encode(errors="replace")
    )


def _invalid_client(why: str, *, by_header: bool = False) -> Refused:
    """Return the refusal; who came by header is told so (RFC 6749 §5.2)."""
    headers = {"WWW-Authenticate": REALM} if by_header else {}
    return refused("invalid_client", why, 401, headers)
