"""The userinfo endpoint (OIDC Core §5.3): plain, signed, encrypted, or both."""

from dataclasses import replace
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.claims.person import userinfo_claims
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import (
    NO_STORE,
    Json,
    Refused,
    Reply,
    Request,
    Text,
    refused,
)
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import AccessToken
from mock_idp.oidc.tokens.bearer import bearer_or_dpop, challenged
from mock_idp.oidc.tokens.sealing import sealed

JWT = "application/jwt"


def userinfo(provider: Provider, request: Request) -> Reply:
    """Answer with the claims the access token allows."""
    try:
        return _answer(provider, bearer_or_dpop(provider, request))
    except Refused as refusal:
        answer = refusal.answer
        if isinstance(answer, Json | Text):
            return answer
        raise


def _answer(provider: Provider, found: AccessToken) -> Reply:
    grant = replace(found.grant, scopes=found.scopes)
    if grant.account is None or "openid" not in grant.scopes:
        scheme = "bearer" if grant.jkt is None else "dpop"
        raise challenged(
            scheme, "insufficient_scope", "The token was not issued for openid.", 403
        )
    about = About("userinfo", grant.client_id, grant.person)
    right = userinfo_claims(provider, grant, grant.account)
    claims = provider.emit(Kind.USERINFO_CLAIMS, right, about)
    client = provider.clients.find(grant.client_id)
    if client is None or not _is_token(client):
        return Json(claims, 200, NO_STORE)
    try:
        return Text(_token_of(provider, client, claims), JWT, 200, NO_STORE)
    except jose.BadToken as bad:
        raise refused("invalid_request", str(bad)) from None


def _is_token(client: Client) -> bool:
    alg = client.userinfo_signed_response_alg
    return alg is not None or client.userinfo_encrypted_response_alg is not None


def _token_of(provider: Provider, client: Client, claims: dict[str, Any]) -> str:
    """Return the claims signed, encrypted, or signed and then encrypted."""
    signing, wrapping = (
        client.userinfo_signed_response_alg,
        client.userinfo_encrypted_response_alg,
    )
    text = jose.compact_json(claims)
    if signing is not None:
        text = _signed(provider, client, signing, claims)
    if wrapping is None:
        return text
    algs = (wrapping, client.userinfo_encrypted_response_enc)
    return sealed(provider, client, text, algs, "JWT" if signing else None)


def _signed(
    provider: Provider, client: Client, alg: str, claims: dict[str, Any]
) -> str:
    said = {"iss": provider.issuer, "aud": client.client_id, **claims}
    if alg in jose.HMAC_ALGS:
        return jose.sign_with_secret(said, client.client_secret or "", alg)
    return provider.keys.sign(said, alg=alg, typ="JWT")
