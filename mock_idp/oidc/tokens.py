"""Tokens: authorization codes, opaque access tokens and signed ID tokens."""

import base64
import hashlib
import secrets

from mock_idp.oidc.authorize import AuthorizationRequest
from mock_idp.oidc.claims import ACR, claims_about
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Code, Grant, Session


def issue_code(
    provider: Provider,
    ask: AuthorizationRequest,
    session: Session,
    scopes: tuple[str, ...],
) -> str:
    """Make an authorization code for what the person has agreed to."""
    grant = Grant(
        client_id=ask.client_id,
        account=session.account,
        scopes=scopes,
        session=session,
        redirect_uri=ask.redirect_uri,
        nonce=ask.nonce,
        code_challenge=ask.code_challenge,
    )
    code = secrets.token_urlsafe(32)
    expires_at = provider.now() + provider.lifetimes.code
    provider.store.codes.put(code, Code(grant, expires_at))
    return code


def issue_access_token(provider: Provider, grant: Grant) -> str:
    """Make an opaque access token."""
    token = secrets.token_urlsafe(32)
    provider.store.tokens.put(token, grant)
    return token


def id_token(provider: Provider, grant: Grant, access_token: str) -> str:
    """Make the ID token (OIDC Core §2), marked as a mock's."""
    now = int(provider.now())
    claims: dict[str, object] = {
        **person_claims(provider, grant),
        "iss": provider.issuer,
        "aud": grant.client_id,
        "iat": now,
        "exp": now + provider.lifetimes.id_token,
        "sid": grant.session.sid,
        "at_hash": half_hash(access_token),
    }
    if grant.nonce is not None:
        claims["nonce"] = grant.nonce
    return provider.keys.sign(claims)


def person_claims(provider: Provider, grant: Grant) -> dict[str, object]:
    """Return what the ID token and the userinfo endpoint both say."""
    session = grant.session
    claims: dict[str, object] = {
        **claims_about(grant.account, grant.scopes, provider.subject_salt),
        "account_level": grant.account.account_level,
        "auth_time": session.auth_time,
        "amr": list(session.amr),
        "mock": True,
    }
    if session.level in ACR:
        claims["acr"] = ACR[session.level]
    return claims


def half_hash(token: str) -> str:
    """Return the left half of the SHA-256 hash, as ``at_hash`` wants it for RS256."""
    digest = hashlib.sha256(token.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
