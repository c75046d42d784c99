"""Pushed authorization requests (RFC 9126), with DPoP binding (RFC 9449 §10.1)."""

import secrets
from typing import cast

from mock_idp.oidc.clients.authentication import OF_AUTHENTICATION, authenticate
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import (
    NO_STORE,
    Json,
    Page,
    Parameters,
    Refused,
    Reply,
    Request,
    refusal,
    refused,
)
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import PushedRequest
from mock_idp.oidc.tokens import dpop

PREFIX = "urn:ietf:params:oauth:request_uri:"
NOT_KEPT = OF_AUTHENTICATION - {"client_id"}
"""Parameters that prove who the client is and are no part of its request."""


def push(provider: Provider, request: Request) -> Reply:
    """Keep an authorization request and answer with the name it is kept under."""
    if request.method != "POST":
        return refusal("invalid_request", "Use POST.", 405, {"Allow": "POST"})
    try:
        return _push(provider, request)
    except Refused as no:
        return cast("Reply", no.answer)


def _push(provider: Provider, request: Request) -> Json:
    """Do so, or raise a refusal that is JSON: nothing here looks at a browser."""
    body = request.body
    if body.repeated or body.too_long:
        raise refused("invalid_request", "A parameter is repeated or too long.")
    client = authenticate(provider, request)
    if body.get("request_uri"):
        raise refused("invalid_request", "request_uri cannot be pushed.")
    jkt = dpop.thumbprint(provider, request, rules=client.rules)
    asked = _bound(_checked(provider, client, request), jkt)
    name = PREFIX + secrets.token_urlsafe(32)
    seconds = provider.lifetimes.pushed_request
    kept = PushedRequest(
        client.client_id, asked, provider.now() + seconds, asked.get("dpop_jkt")
    )
    provider.store.pushed.put(name, kept, seconds)
    right = {"request_uri": name, "expires_in": seconds}
    said = provider.emit(Kind.PAR_RESPONSE, right, About("par", client.client_id))
    return Json(said, 201, NO_STORE)


def _checked(provider: Provider, client: Client, request: Request) -> Parameters:
    """Return what is asked, when the authorization endpoint would take it (§2.1).

    Raises:
        Refused: with the error of the authorization endpoint.
    """
    from mock_idp.oidc.authorization.request import (  # noqa: PLC0415 - it reads us
        to_push,
    )

    kept = tuple(pair for pair in request.body.pairs if pair[0] not in NOT_KEPT)
    return to_push(provider, client, Parameters(kept), request)


def _bound(asked: Parameters, jkt: str | None) -> Parameters:
    """Return the request, bound to the key that was proven (RFC 9449 §10.1).

    Raises:
        Refused: it asks to be bound to another key.
    """
    named = asked.get("dpop_jkt")
    if jkt is None or named == jkt:
        return asked
    if named is not None:
        raise refused("invalid_dpop_proof", "dpop_jkt is not the key of the proof.")
    return Parameters((*asked.pairs, ("dpop_jkt", jkt)))


def is_pushed(request_uri: str | None) -> bool:
    """Say whether a ``request_uri`` names a pushed request, not a document."""
    return request_uri is not None and request_uri.startswith(PREFIX)


def pushed(provider: Provider, client: Client, sent: Parameters) -> Parameters:
    """Return the request that a client has pushed; only that counts from now on.

    The name may be opened again until the client has had its answer: people reload
    pages (FAPI 2.0 Security Profile §5.3.2.2). ``answered`` ends that.

    Raises:
        Refused: unknown, expired, answered, or another client's; a page, since there
            is no redirect URI to be trusted.
    """
    kept = provider.store.pushed.find(sent.get("request_uri"))
    if (
        kept is None
        or kept.client_id != client.client_id
        or provider.now() >= kept.expires_at
        or "request_uri" in sent.repeated
    ):
        facts = {"client": client.client_id}
        raise Refused(Page("request_uri_unknown", 400, facts))
    return kept.parameters


def answered(provider: Provider, request_uri: str | None) -> None:
    """Forget a pushed request: its client has had an answer (RFC 9126 §7.3)."""
    if is_pushed(request_uri):
        provider.store.pushed.drop(request_uri)
