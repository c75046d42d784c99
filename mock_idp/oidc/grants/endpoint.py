"""The token endpoint (RFC 6749 §3.2): who asks, and which grant answers."""

from collections.abc import Callable
from dataclasses import replace

from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.grants import (
    authorization_code,
    client_credentials,
    device_code,
    jwt_bearer,
    refresh_token,
    token_exchange,
)
from mock_idp.oidc.grants.back_channel import check_form, refusal_said
from mock_idp.oidc.grants.token_request import TokenRequest, proven_key
from mock_idp.oidc.message import Json, Outcome, Refused, Request, refused
from mock_idp.oidc.provider import Provider

Answerer = Callable[[Provider, TokenRequest], Json]

GRANTS: dict[str, Answerer] = {
    authorization_code.NAME: authorization_code.authorization_code,
    refresh_token.NAME: refresh_token.refresh_token,
    client_credentials.NAME: client_credentials.client_credentials,
    device_code.NAME: device_code.device_code,
    jwt_bearer.NAME: jwt_bearer.jwt_bearer,
    token_exchange.NAME: token_exchange.token_exchange,
}
"""Grant types and the function that answers each."""


SEVERAL = {token_exchange.NAME: frozenset({"audience"})}
"""Parameters that a grant type takes more than once (RFC 8693 §2.1)."""


def token(provider: Provider, request: Request) -> Outcome:
    """Answer a token request; refusals pass the emission point too."""
    kind = request.body.get("grant_type")
    about = About("token", request.body.get("client_id"), grant=kind)
    try:
        check_form(request, SEVERAL.get(kind or "", frozenset()))
        client = authenticate(provider, request)
        about = replace(about, client_id=client.client_id)
        return _answer(provider, client, kind, request)
    except Refused as refusal:
        return refusal_said(provider, Kind.TOKEN_RESPONSE, refusal.answer, about)


def _answer(
    provider: Provider, client: Client, kind: str | None, request: Request
) -> Json:
    if kind is None:
        raise refused("invalid_request", "grant_type is missing.")
    if kind not in GRANTS:
        raise refused("unsupported_grant_type", "This grant_type is not supported.")
    if kind not in client.grant_types:
        raise refused("unauthorized_client", "This client may not use this grant.")
    key = proven_key(provider, client, request)
    return GRANTS[kind](provider, TokenRequest(client, kind, request.body, key))
