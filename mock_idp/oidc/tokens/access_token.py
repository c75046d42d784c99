"""Access tokens: opaque by default (RFC 6749 §1.4), or JWTs (RFC 9068)."""

import secrets

from mock_idp.oidc.claims.person import session_claims
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import AccessToken, Grant

JWT_TYPE = "at+jwt"
JWT = "jwt"


def issue_access_token(
    provider: Provider,
    grant: Grant,
    scopes: tuple[str, ...] | None = None,
    *,
    seconds: int | None = None,
    as_jwt: bool = False,
) -> str:
    """Make an access token for a grant.

    Args:
        provider: who issues it.
        grant: what it stands for.
        scopes: when fewer than the grant's.
        seconds: its life, when shorter than the provider's.
        as_jwt: make a JWT, whatever the client is registered for.
    """
    now = int(provider.now())
    life = provider.lifetimes.access_token if seconds is None else seconds
    kept = AccessToken(
        grant,
        grant.scopes if scopes is None else scopes,
        issued_at=now,
        expires_at=now + life,
        audience=grant.resources,
    )
    client = provider.clients.find(grant.client_id)
    is_jwt = as_jwt or (client is not None and client.access_token_format == JWT)
    token = _signed(provider, kept, client) if is_jwt else secrets.token_urlsafe(32)
    provider.store.tokens.put(token, kept, life)
    return token


def find(provider: Provider, token: str) -> AccessToken | None:
    """Return what a living token stands for, or nothing."""
    kept = provider.store.tokens.find(token)
    if kept is None or kept.grant.lineage.is_revoked:
        return None
    return kept


def described(provider: Provider, kept: AccessToken) -> dict[str, object]:
    """Return what a token says of itself (RFC 9068 §2.2, RFC 7662 §2.2).

    A token about nobody has the client as its subject (RFC 9068 §2.2).
    """
    grant = kept.grant
    audience = list(kept.audience)
    claims: dict[str, object] = {
        "iss": provider.issuer,
        "aud": (audience if len(audience) > 1 else (audience or [provider.issuer])[0]),
        "sub": subject_of(provider, grant),
        "client_id": grant.client_id,
        "iat": kept.issued_at,
        "exp": kept.expires_at,
        "scope": " ".join(kept.scopes),
    }
    if grant.session is not None:
        claims |= session_claims(grant.session)
    if grant.jkt is not None:
        claims["cnf"] = {"jkt": grant.jkt}
    if grant.actor is not None:
        claims["act"] = dict(grant.actor)
    return claims


def subject_of(provider: Provider, grant: Grant) -> str:
    """Return whom a grant is about, as its client knows that person."""
    if grant.account is None:
        return grant.client_id
    client = provider.clients.find(grant.client_id)
    return subject(provider, grant.account, client)


def token_type(grant: Grant) -> str:
    """Return how a grant's tokens are to be presented (RFC 9449 §5)."""
    return "Bearer" if grant.jkt is None else "DPoP"


def _signed(provider: Provider, kept: AccessToken, client: Client | None) -> str:
    claims = described(provider, kept) | {"jti": secrets.token_urlsafe(16)}
    alg = "RS256" if client is None else client.rules.signing_algs[0]
    return provider.keys.sign(claims, alg=alg, typ=JWT_TYPE)
