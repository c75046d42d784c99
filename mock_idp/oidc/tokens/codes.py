"""Authorization codes (RFC 6749 §4.1.2)."""

import secrets

from mock_idp.oidc.authorization.request import AuthorizationRequest
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Code, Grant, Session


def issue_code(
    provider: Provider,
    ask: AuthorizationRequest,
    session: Session,
    scopes: tuple[str, ...],
) -> str:
    """Make an authorization code for what the person has agreed to."""
    return keep_code(provider, grant_of(ask, session, scopes))


def grant_of(
    ask: AuthorizationRequest, session: Session, scopes: tuple[str, ...]
) -> Grant:
    """Return what the person has agreed to, to be carried by code and tokens."""
    return Grant(
        client_id=ask.client_id,
        scopes=scopes,
        account=session.account,
        session=session,
        redirect_uri=ask.redirect_uri,
        nonce=ask.nonce,
        code_challenge=ask.code_challenge,
        code_challenge_method=ask.code_challenge_method,
        claims=ask.claims,
        claims_locales=ask.claims_locales,
        resources=ask.resources,
        jkt=ask.jkt,
        must_tell_auth_time=ask.must_tell_auth_time,
    )


def keep_code(provider: Provider, grant: Grant) -> str:
    """Make a code that stands for a grant; it lives for seconds."""
    code = secrets.token_urlsafe(32)
    expires_at = provider.now() + _seconds(provider, grant)
    provider.store.codes.put(code, Code(grant, expires_at))
    return code


def _seconds(provider: Provider, grant: Grant) -> int:
    """Return how long a code lives: a profile may want less than the provider."""
    client = provider.clients.find(grant.client_id)
    most = client.rules.code_seconds if client else None
    seconds = provider.lifetimes.code
    return seconds if most is None else min(most, seconds)
