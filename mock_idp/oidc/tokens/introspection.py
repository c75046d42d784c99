"""Token introspection (RFC 7662), as JSON or as a signed JWT (RFC 9701).

A confidential client may look into every access token, as a resource server must, and
into its own refresh tokens. All else is ``active: false`` and nothing more: unknown,
expired, revoked, used, somebody else's.
"""

from dataclasses import replace

from mock_idp.oidc import jose
from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.grants.back_channel import check_form, refusal_said
from mock_idp.oidc.message import (
    NO_STORE,
    Json,
    Outcome,
    Refused,
    Reply,
    Request,
    Text,
    refused,
)
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import access_token, refresh_token

JWT_TYPE = "token-introspection+jwt"
MEDIA_TYPE = f"application/{JWT_TYPE}"


def introspection(provider: Provider, request: Request) -> Outcome:
    """Answer whether a token is good and what it opens."""
    about = About("introspect", request.body.get("client_id"))
    try:
        check_form(request)
        client = authenticate(provider, request)
        about = replace(about, client_id=client.client_id)
        token = _token(client, request)
    except Refused as refusal:
        return refusal_said(provider, Kind.INTROSPECTION, refusal.answer, about)
    about = replace(about, person=_person(provider, token))
    told = provider.emit(Kind.INTROSPECTION, _told(provider, client, token), about)
    if wants_jwt(request.headers.get("accept", "")):
        return _signed(provider, client, told)
    return Json(told, 200, NO_STORE)


def _token(client: Client, request: Request) -> str:
    if client.is_public:
        raise refused("invalid_client", "A public client cannot look in.", 401)
    token = request.body.get("token")
    if token is None:
        raise refused("invalid_request", "token is missing.")
    return token


def wants_jwt(accept: str) -> bool:
    """Say whether an ``Accept`` header asks for the signed form by name."""
    kinds = [part.split(";")[0].strip().lower() for part in accept.split(",")]
    return MEDIA_TYPE in kinds


def _told(provider: Provider, client: Client, token: str) -> dict[str, object]:
    kept = access_token.find(provider, token)
    if kept is not None:
        claims = access_token.described(provider, kept)
        kind = access_token.token_type(kept.grant)
        return {"active": True, "token_type": kind, **claims}
    refresh = refresh_token.find(provider, token)
    if refresh is None or refresh.grant.client_id != client.client_id:
        return {"active": False}
    return {
        "active": True,
        "iss": provider.issuer,
        "sub": access_token.subject_of(provider, refresh.grant),
        "client_id": refresh.grant.client_id,
        "scope": " ".join(refresh.scopes),
        "iat": refresh.issued_at,
        "exp": refresh.expires_at,
    }


def _person(provider: Provider, token: str) -> str | None:
    kept = access_token.find(provider, token) or refresh_token.find(provider, token)
    return None if kept is None else kept.grant.person


def _signed(provider: Provider, client: Client, told: dict[str, object]) -> Reply:
    claims = {
        "iss": provider.issuer,
        "aud": client.client_id,
        "iat": int(provider.now()),
        "token_introspection": told,
    }
    alg = client.introspection_signed_response_alg or client.rules.signing_algs[0]
    if alg in jose.HMAC_ALGS:
        secret = client.client_secret or ""
        header = {"alg": alg, "typ": JWT_TYPE}
        signed = jose.sign_with_secret(claims, secret, alg, header)
    else:
        signed = provider.keys.sign(claims, alg=alg, typ=JWT_TYPE)
    return Text(signed, MEDIA_TYPE, 200, NO_STORE)
