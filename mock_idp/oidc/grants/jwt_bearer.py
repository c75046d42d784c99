"""The JWT bearer grant (RFC 7523 §2.1): a signed word instead of a sign-in.

The assertion is signed by the client itself (``iss`` is its id), or minted by this
provider (an ID token, a token of the control API). Nobody signs in for it, so it brings
neither an ID token nor a refresh token.
"""

from collections.abc import Mapping
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.claims.scopes import SCOPES
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.keys import KeysUnavailable, keys_of
from mock_idp.oidc.grants.answer import answer
from mock_idp.oidc.grants.client_credentials import ABOUT_PEOPLE
from mock_idp.oidc.grants.known_person import known_person, may_sign_in
from mock_idp.oidc.grants.narrowing import resources_in, scopes_within
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import Json, Refused, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.timestamps import BadTimestamp, check_not_early, check_not_late
from mock_idp.people.account import Account

NAME = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LONGEST_ID = 512

Claims = Mapping[str, Any]


def jwt_bearer(provider: Provider, asking: TokenRequest) -> Json:
    """Issue an access token about the person that an assertion names.

    Raises:
        Refused: with ``unauthorized_client``, ``invalid_grant``, ``invalid_scope`` or
            ``invalid_target``.
    """
    client = asking.client
    if client.is_public:
        raise refused("unauthorized_client", "A public client cannot vouch for people.")
    claims = _trusted(provider, client, asking.needed("assertion"))
    seconds = _seconds_left(provider, claims)
    grant = Grant(
        client.client_id,
        scopes_within(asking.body.get("scope"), _allowed(client)),
        account=_person(provider, client, claims),
        resources=resources_in(asking.body),
    )
    _use_once(provider, client, claims, seconds)
    return answer(provider, asking, asking.bound(grant))


def _allowed(client: Client) -> tuple[str, ...]:
    """Return the scopes the client registered; those about people without any."""
    registered = client.scope.split() if client.scope else SCOPES
    return tuple(scope for scope in registered if scope not in ABOUT_PEOPLE)


def _trusted(provider: Provider, client: Client, assertion: str) -> Claims:
    """Return what an assertion says, signed by this provider or by the client."""
    ours = provider.keys.read(assertion)
    if ours is not None:
        _check_ours(provider, client, ours)
        return ours
    claims = _signed_by(provider, client, assertion)
    _check_own(provider, client, claims)
    return claims


def _signed_by(provider: Provider, client: Client, assertion: str) -> Claims:
    try:
        kid = jose.header_of(assertion).get("kid")
        keys = keys_of(provider, client, kid=kid if isinstance(kid, str) else None)
        return jose.verify(assertion, keys, client.rules.assertion_algs).claims
    except jose.BadToken as bad:
        raise _bad(f"The assertion is not valid. {bad}") from None
    except KeysUnavailable as unavailable:
        raise _bad(f"Keys of the client: {unavailable.reason}.") from None


def _check_own(provider: Provider, client: Client, claims: Claims) -> None:
    """Check an assertion of the client's own (RFC 7523 §3)."""
    if claims.get("iss") != client.client_id:
        raise _bad("iss must be the client_id.")
    meant = {provider.issuer, *provider.addresses("/token")}
    if meant.isdisjoint(_texts(claims.get("aud"))):
        raise _bad("aud must be this provider.")


def _check_ours(provider: Provider, client: Client, claims: Claims) -> None:
    """Check an assertion that this provider has minted: it is for this client."""
    if claims.get("iss") != provider.issuer:
        raise _bad("iss is not this provider.")
    meant = {provider.issuer, client.client_id, *provider.addresses("/token")}
    if meant.isdisjoint(_texts(claims.get("aud"))):
        raise _bad("aud must be this client or this provider.")


def _seconds_left(provider: Provider, claims: Claims) -> float:
    now = provider.now()
    try:
        check_not_early(claims, now)
        until = check_not_late(claims, now)
    except BadTimestamp as bad:
        raise _bad(f"{bad}.") from None
    if until is None:
        raise _bad("exp is missing.")
    return until - now


def _person(provider: Provider, client: Client, claims: Claims) -> Account:
    named = claims.get("sub")
    if not isinstance(named, str) or not named:
        raise _bad("sub is missing.")
    account = known_person(provider, client, named)
    if account is None:
        raise _bad("sub names nobody who is known here.")
    if not may_sign_in(provider, client, account):
        raise _bad("This person's account cannot be used here.")
    return account


def _use_once(
    provider: Provider, client: Client, claims: Claims, seconds: float
) -> None:
    """Refuse the second use of an assertion that has an id (RFC 7523 §3)."""
    jti = claims.get("jti")
    if jti is None:
        return
    if not isinstance(jti, str) or len(jti) > LONGEST_ID:
        raise _bad("jti must be a text.")
    if not provider.store.use_once(f"bearer {client.client_id} {jti}", seconds):
        raise _bad("The assertion was used before.")


def _texts(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(item for item in values if isinstance(item, str))


def _bad(description: str) -> Refused:
    return refused("invalid_grant", description)
