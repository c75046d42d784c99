"""Client assertions: ``private_key_jwt``, ``client_secret_jwt`` (RFC 7521, 7523).

OIDC Core §9 says what must be in them; the FAPI 2.0 Security Profile (§5.3.2.1) which
``aud`` is taken: the issuer, as one string.
"""

from collections.abc import Mapping
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.called import called_addresses
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.keys import KeysUnavailable, keys_of
from mock_idp.oidc.message import Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.timestamps import BadTimestamp, check_not_early, check_not_late

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_LIFE = 3600 + 60
"""Seconds an assertion may still be valid: longer ones are worth stealing."""
LONGEST_ID = 512


class BadAssertion(Exception):  # noqa: N818 - named after what happened
    """An assertion proves nothing; the text says why, in ASCII."""


def client_named(provider: Provider, assertion: str) -> Client:
    """Return the client an assertion speaks of; nothing is proved by that.

    Raises:
        BadAssertion: no JWT, or it names no client.
    """
    claims = _unverified(assertion)
    named = claims.get("sub")
    if not isinstance(named, str) or not named:
        raise BadAssertion("sub must be the client_id")
    if claims.get("iss") != named:
        raise BadAssertion("iss and sub must both be the client_id")
    client = provider.clients.find(named)
    if client is None:
        raise BadAssertion("sub is no registered client")
    return client


def check(provider: Provider, request: Request, client: Client, assertion: str) -> None:
    """Check the assertion of a client that may authenticate this way.

    Raises:
        BadAssertion: says what is wrong.
    """
    claims = _verified(provider, client, assertion)
    if not is_for_us(provider, request, client, claims.get("aud")):
        raise BadAssertion(
            "aud must be the issuer, as a single string"
            if client.rules.strict_audience
            else "aud must be the issuer or this endpoint"
        )
    seconds = _seconds_left(claims, provider.now())
    jti = claims.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= LONGEST_ID:
        raise BadAssertion("jti must be a text")
    if not provider.store.use_once(f"assertion {client.client_id} {jti}", seconds):
        raise BadAssertion("jti was used before: make a new assertion each time")


def _unverified(assertion: str) -> Mapping[str, Any]:
    try:
        return jose.claims_of(assertion)
    except jose.BadToken as bad:
        raise BadAssertion(_sentence(bad)) from None


def _verified(provider: Provider, client: Client, assertion: str) -> Mapping[str, Any]:
    try:
        header = jose.header_of(assertion)
        alg = header["alg"]
        if alg not in algorithms(client):
            allowed = " ".join(algorithms(client))
            raise BadAssertion(f"alg must be one of {allowed} ({client.auth_method})")
        if client.auth_method == "client_secret_jwt":
            key = jose.secret_key(client.client_secret or "")
            return jose.verify(assertion, key, (alg,)).claims
        kid = header.get("kid") if isinstance(header.get("kid"), str) else None
        keys = keys_of(provider, client, kid=kid, use="sig")
        return jose.verify(assertion, keys, (alg,)).claims
    except jose.BadToken as bad:
        raise BadAssertion(_sentence(bad)) from None
    except KeysUnavailable as unavailable:
        raise BadAssertion(f"keys: {unavailable.reason}") from None


def algorithms(client: Client) -> tuple[str, ...]:
    """Return the algorithms that may sign a client's assertions."""
    of_method = (
        jose.HMAC_ALGS
        if client.auth_method == "client_secret_jwt"
        else client.rules.assertion_algs
    )
    registered = client.token_endpoint_auth_signing_alg
    return tuple(alg for alg in of_method if registered in (None, alg))


def is_for_us(
    provider: Provider, request: Request, client: Client, audience: object
) -> bool:
    """Say whether ``aud`` names this provider, as the client's profile wants it."""
    if client.rules.strict_audience:
        return audience == provider.issuer
    named = audience if isinstance(audience, list) else [audience]
    if not all(isinstance(name, str) for name in named):
        return False
    ours = {
        provider.issuer,
        *provider.addresses("/token"),
        *called_addresses(provider, request),
    }
    return not ours.isdisjoint(named)


def _seconds_left(claims: Mapping[str, Any], now: float) -> float:
    try:
        check_not_early(claims, now)
        until = check_not_late(claims, now)
    except BadTimestamp as bad:
        raise BadAssertion(str(bad)) from None
    if until is None:
        raise BadAssertion("exp is missing")
    if until > now + LONGEST_LIFE:
        raise BadAssertion("exp is more than an hour away")
    return until - now


def _sentence(bad: jose.BadToken) -> str:
    return str(bad).rstrip(".")
