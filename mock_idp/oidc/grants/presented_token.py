"""Tokens that somebody presents to have them exchanged (RFC 8693 §2.1, §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mock_idp.oidc.grants.known_person import known_person
from mock_idp.oidc.message import Refused, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, Session
from mock_idp.oidc.tokens.access_token import find, subject_of

TYPE = "urn:ietf:params:oauth:token-type:"
ACCESS_TOKEN = f"{TYPE}access_token"
ID_TOKEN = f"{TYPE}id_token"
JWT = f"{TYPE}jwt"
TYPES = (ACCESS_TOKEN, ID_TOKEN, JWT)

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class PresentedToken:
    """A living token of this provider.

    Attributes:
        grant: whom it is about and what it opens.
        expires_at: its end, in seconds since 1970.
        may_act: who may act for its person, when it says so (RFC 8693 §4.4).
    """

    grant: Grant
    expires_at: int
    may_act: Claims | None = None

    def named(self, provider: Provider) -> dict[str, object]:
        """Return how an ``act`` claim names this token's person or client."""
        claims: dict[str, object] = {"sub": subject_of(provider, self.grant)}
        if self.grant.account is not None:
            claims["client_id"] = self.grant.client_id
        return claims


def presented_token(
    provider: Provider, token: str | None, kind: str | None, role: str
) -> PresentedToken:
    """Read a subject or actor token; ``role`` names the parameter.

    Raises:
        Refused: with ``invalid_request``, as RFC 8693 §2.2.2 wants it.
    """
    if token is None or kind is None:
        raise refused("invalid_request", f"{role} and {role}_type are needed.")
    if kind not in TYPES:
        raise refused("invalid_request", f"{role}_type is not supported.")
    if kind != ID_TOKEN:
        kept = find(provider, token)
        if kept is not None:
            return PresentedToken(kept.grant, kept.expires_at)
    if kind == ACCESS_TOKEN:
        raise _bad(role)
    return _read(provider, token, role)


def _read(provider: Provider, token: str, role: str) -> PresentedToken:
    """Read a JWT that this provider has signed: an ID token, or a minted one."""
    claims = provider.keys.read(token)
    if claims is None or claims.get("iss") != provider.issuer:
        raise _bad(role)
    expires_at, named = claims.get("exp"), claims.get("sub")
    if not isinstance(expires_at, int) or expires_at <= provider.now():
        raise _bad(role)
    client_id = _client_id(claims)
    if client_id is None or not isinstance(named, str):
        raise _bad(role)
    client = provider.clients.find(client_id)
    account = known_person(provider, client, named)
    if account is None:
        raise _bad(role)
    consent = provider.store.consent(client_id, account.personal_id)
    grant = Grant(
        client_id,
        tuple(sorted(consent.granted)) if consent else (),
        account=account,
        session=_session(provider, claims.get("sid")),
        actor=_mapping(claims.get("act")),
    )
    return PresentedToken(grant, expires_at, _mapping(claims.get("may_act")))


def _client_id(claims: Claims) -> str | None:
    """Return for whom a JWT was made: ``azp``, ``client_id``, or its one audience."""
    audience = claims.get("aud")
    first = audience[0] if isinstance(audience, list) and audience else audience
    for value in (claims.get("azp"), claims.get("client_id"), first):
        if isinstance(value, str):
            return value
    return None


def _session(provider: Provider, sid: object) -> Session | None:
    return next((s for s in provider.store.sessions.all() if s.sid == sid), None)


def _mapping(value: object) -> Claims | None:
    return value if isinstance(value, dict) else None


def _bad(role: str) -> Refused:
    return refused("invalid_request", f"{role} is not a living token of this provider.")
