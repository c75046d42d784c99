"""Logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.4)."""

import secrets
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Session
from mock_idp.oidc.tokens.id_token import UNSIGNED, encrypted

EVENT = "http://schemas.openid.net/event/backchannel-logout"
TYPE = "logout+jwt"
LIFE_SECONDS = 120
"""The longest life that the specification recommends."""
DEFAULT_ALG = "RS256"


def logout_token(provider: Provider, client: Client, session: Session) -> str:
    """Say to one client, signed as its ID tokens are, that a session has ended.

    It is encrypted when the client's ID tokens are. It has no nonce, so that nobody
    takes it for an ID token.

    Raises:
        Refused: the client wants it encrypted and has no key for that.
        BadToken: the client's secret cannot sign.
    """
    about = About("logout", client.client_id, session.account.slug)
    now = int(provider.now())
    right: dict[str, Any] = {
        "iss": provider.issuer,
        "sub": subject(provider, session.account, client),
        "aud": client.client_id,
        "iat": now,
        "exp": now + LIFE_SECONDS,
        "jti": secrets.token_urlsafe(16),
        "events": {EVENT: {}},
        "sid": session.sid,
    }
    claims = provider.emit(Kind.LOGOUT_TOKEN_CLAIMS, right, about)
    token = encrypted(provider, client, _signed(provider, client, claims))
    said: str = provider.emit(Kind.LOGOUT_TOKEN, token, about)
    return said


def _signed(provider: Provider, client: Client, claims: dict[str, Any]) -> str:
    """Sign; a client whose ID tokens are not signed gets the default algorithm."""
    alg = client.id_token_alg
    if alg in jose.HMAC_ALGS and client.client_secret:
        header = {"alg": alg, "typ": TYPE}
        return jose.sign_with_secret(claims, client.client_secret, alg, header)
    return provider.keys.sign(
        claims, alg=DEFAULT_ALG if alg == UNSIGNED else alg, typ=TYPE
    )
