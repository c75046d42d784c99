"""Refresh tokens (RFC 6749 §1.5; RFC 9700 §4.14; OIDC Core §11).

A client registered for the grant type ``refresh_token`` gets one with every grant that
a person has given, as with Keycloak; others never do. The scope ``offline_access``
decides what ends it: with it, only its own life; without it, also the person's signing
out (OpenID Connect Back-Channel Logout §2.7).

Where the profile rotates them, a refresh token is good once. A second use, even a
second later, revokes everything that its consent has brought: there is no grace for
retries, because a thief's use looks the same.
"""

import secrets
from dataclasses import replace

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, RefreshToken

GRANT_TYPE = "refresh_token"
OFFLINE = "offline_access"


def is_due(client: Client, grant: Grant) -> bool:
    """Say whether a grant brings this client a refresh token."""
    return GRANT_TYPE in client.grant_types and grant.account is not None


def issue(provider: Provider, grant: Grant) -> str:
    """Make a refresh token; ``grant.jkt`` is the DPoP key that it is bound to."""
    now = int(provider.now())
    life = provider.lifetimes.refresh_token
    token = secrets.token_urlsafe(32)
    kept = RefreshToken(grant, grant.scopes, issued_at=now, expires_at=now + life)
    provider.store.refresh_tokens.put(token, kept, life)
    return token


def bound_for(client: Client, grant: Grant) -> Grant:
    """Return the grant as a refresh token carries it.

    Only public clients' refresh tokens are bound to the DPoP key: others prove who they
    are in every request, and may change their key (RFC 9449 §5).
    """
    return grant if client.is_public else replace(grant, jkt=None)


def rotate(provider: Provider, kept: RefreshToken) -> str:
    """Replace a refresh token by a new one; the caller holds the store's lock."""
    kept.used = True
    return issue(provider, kept.grant)


def find(provider: Provider, token: str) -> RefreshToken | None:
    """Return what a refresh token that can be used now stands for, or nothing."""
    kept = provider.store.refresh_tokens.find(token)
    if kept is None or kept.used or has_ended(provider, kept):
        return None
    return kept


def has_ended(provider: Provider, kept: RefreshToken) -> bool:
    """Say whether a refresh token was revoked, or ended with its session."""
    session = kept.grant.session
    if kept.grant.lineage.is_revoked:
        return True
    if session is None or OFFLINE in kept.grant.scopes:
        return False
    return bool(provider.store.ended_sessions.find(session.sid))
