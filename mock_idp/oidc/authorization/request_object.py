"""Request objects: parameters in a JWT (OIDC Core §6, RFC 9101), by value or reference.

OIDC merges: what is inside wins over what is outside. RFC 9101, and so FAPI 2.0, uses
what is inside only.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urldefrag, urlsplit

from mock_idp.oidc import jose
from mock_idp.oidc.authorization.invalid import Invalid, invalid_request
from mock_idp.oidc.authorization.response_type import canonical
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.keys import KeysUnavailable, keys_of
from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.message import Parameters, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.sealing import unsealed

ALGORITHMS = ("none", "RS256", "ES256", "PS256", "EdDSA", "Ed25519", "HS256")
"""Algorithms of request objects; ``none`` is refused to whoever registered another."""
LONGEST_URI = 512
"""Characters of a ``request_uri`` (OIDC Core §6.2)."""
SKEW = 10
"""Seconds by which a client's clock may be ahead (FAPI 2.0 §5.3.2.1)."""
LONGEST_LIFE = 3600
"""Seconds a FAPI request object may be old and may live (Message Signing §5.3.1)."""
TYPES = (None, "jwt", "oauth-authz-req+jwt")
"""Values of ``typ``, in lower case and without ``application/`` (RFC 9101 §10.8)."""
NO_PARAMETERS = frozenset({"iss", "aud", "exp", "nbf", "iat", "jti", "sub"})
"""Claims about the request object itself."""


def merged(
    provider: Provider, client: Client, sent: Parameters, request: Request
) -> Parameters:
    """Return the parameters that hold: those sent, with those of a request object.

    Raises:
        Invalid: the object cannot be fetched, read or trusted, or contradicts what is
            outside of it.
    """
    del request
    text = _text(provider, client, sent)
    if text is None:
        if client.require_signed_request_object:
            raise invalid_request("This client must send a signed request object.")
        return sent
    inside = _parameters(_claims(provider, client, text))
    _check_contradictions(sent, inside)
    if is_inside_only(client):
        return _inside_only(client, sent, inside)
    names = {name for name, _ in inside.pairs}
    kept = tuple(
        pair
        for pair in sent.pairs
        if pair[0] not in names and pair[0] not in ("request", "request_uri")
    )
    return Parameters((*kept, *inside.pairs))


def is_inside_only(client: Client) -> bool:
    """Say whether parameters outside of the object count for nothing (RFC 9101 §5)."""
    return client.require_signed_request_object or client.rules.requires_par


def _inside_only(client: Client, sent: Parameters, inside: Parameters) -> Parameters:
    if inside.get("client_id") != client.client_id:
        raise Invalid("invalid_request_object", "The object has no client_id.")
    if sent.get("client_id") not in (None, client.client_id):
        raise invalid_request("client_id differs inside and outside of the object.")
    return inside


def _check_contradictions(sent: Parameters, inside: Parameters) -> None:
    """See that both say the same where they must (OIDC Core §6.1)."""
    for name in ("client_id", "response_type"):
        outer, inner = sent.get(name), inside.get(name)
        if outer and inner and canonical(outer) != canonical(inner):
            raise Invalid(
                "invalid_request_object", f"{name} differs inside and outside."
            )


def _text(provider: Provider, client: Client, sent: Parameters) -> str | None:
    value, uri = sent.get("request"), sent.get("request_uri")
    if value is not None and uri is not None:
        raise invalid_request("Send request or request_uri, not both.")
    if uri is not None:
        return _fetched(provider, client, uri)
    return value


def _fetched(provider: Provider, client: Client, uri: str) -> str:
    """Read a request object by reference (OIDC Core §6.2)."""
    address = urldefrag(uri).url
    if len(uri) > LONGEST_URI or not uri.isascii() or not _is_web(uri):
        raise Invalid("invalid_request_uri", "request_uri must be an http(s) address.")
    registered = {each for known in client.request_uris for each in _spellings(known)}
    if client.request_uris and not registered & {uri, address}:
        raise Invalid("invalid_request_uri", "request_uri is not registered.")
    try:
        return provider.fetch.get(address).decode("ascii").strip()
    except FetchFailed:
        raise Invalid("invalid_request_uri", "request_uri was not readable.") from None
    except UnicodeDecodeError:
        raise Invalid("invalid_request_object", "The document is no JWT.") from None


def _spellings(registered: str) -> tuple[str, str]:
    return registered, urldefrag(registered).url


def _is_web(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _claims(provider: Provider, client: Client, text: str) -> Mapping[str, Any]:
    try:
        text = unsealed(provider, client, text)
        header = jose.header_of(text)
        _check_header(client, header)
        claims = _verified(provider, client, text, header)
    except jose.BadToken as bad:
        raise Invalid("invalid_request_object", str(bad)) from None
    except KeysUnavailable as unavailable:
        raise Invalid(
            "invalid_request_object", f"Keys of the client: {unavailable.reason}."
        ) from None
    _check_claims(provider, client, claims)
    return claims


def _check_header(client: Client, header: Mapping[str, Any]) -> None:
    typ = header.get("typ")
    short = typ.lower().removeprefix("application/") if isinstance(typ, str) else typ
    if short not in TYPES:
        raise jose.BadToken("typ is not the one of a request object.")
    alg, registered = header["alg"], client.request_object_signing_alg
    if registered is not None and alg != registered:
        raise jose.BadToken("alg is not the one this client registered.")
    if alg not in allowed_algorithms(client):
        raise jose.BadToken("alg is not allowed for this client's request objects.")


def allowed_algorithms(client: Client) -> tuple[str, ...]:
    """Return the algorithms in which this client may send request objects."""
    if is_inside_only(client):
        return client.rules.assertion_algs
    return ALGORITHMS


def _verified(
    provider: Provider, client: Client, text: str, header: Mapping[str, Any]
) -> dict[str, Any]:
    alg = header["alg"]
    if alg == "none":
        if not text.endswith("."):
            raise jose.BadToken("An unsigned object has no signature.")
        return jose.claims_of(text)
    if alg == "HS256":
        if client.client_secret is None:
            raise jose.BadToken("This client has no secret.")
        return jose.verify(text, jose.secret_key(client.client_secret), [alg]).claims
    kid = header.get("kid")
    keys = keys_of(provider, client, kid=kid if isinstance(kid, str) else None)
    return jose.verify(text, keys, [alg]).claims


def _check_claims(
    provider: Provider, client: Client, claims: Mapping[str, Any]
) -> None:
    if claims.keys() & {"request", "request_uri"}:
        raise Invalid("invalid_request_object", "A request object holds no other.")
    if claims.get("iss", client.client_id) != client.client_id:
        raise Invalid("invalid_request_object", "iss must be the client_id.")
    audience = claims.get("aud", provider.issuer)
    if provider.issuer not in (audience if isinstance(audience, list) else [audience]):
        raise Invalid("invalid_request_object", "aud must hold the issuer.")
    _check_times(provider, claims)
    if is_inside_only(client):
        _check_life(claims, provider.now())


def _check_times(provider: Provider, claims: Mapping[str, Any]) -> None:
    now = provider.now()
    for name in ("exp", "nbf", "iat"):
        if name in claims and not _is_time(claims[name]):
            raise Invalid("invalid_request_object", f"{name} must be a number.")
    if claims.get("exp", now + 1) <= now:
        raise Invalid("invalid_request_object", "The request object has expired.")
    if max(claims.get("nbf", now), claims.get("iat", now)) > now + SKEW:
        raise Invalid("invalid_request_object", "The request object is not yet valid.")


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_life(claims: Mapping[str, Any], now: float) -> None:
    """See what FAPI 2.0 Message Signing §5.3.1 wants besides."""
    if not {"exp", "nbf", "aud"} <= claims.keys():
        raise Invalid("invalid_request_object", "exp, nbf and aud are needed.")
    begins = claims["nbf"]
    if claims["exp"] > begins + LONGEST_LIFE or begins < now - LONGEST_LIFE:
        raise Invalid("invalid_request_object", "The object lives too long.")


def _parameters(claims: Mapping[str, Any]) -> Parameters:
    pairs = tuple(
        pair
        for name, value in claims.items()
        if name not in NO_PARAMETERS
        for pair in _pairs(name, value)
    )
    try:
        json.dumps(pairs, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Invalid("invalid_request_object", "The object is not UTF-8.") from None
    return Parameters(pairs)


def _pairs(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield a claim as parameters: structures as JSON, a list of resources apart."""
    if name == "resource" and isinstance(value, list):
        for each in value:
            yield from _pairs(name, each)
    elif isinstance(value, str):
        yield name, value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name, str(value)
    elif isinstance(value, dict | list) and name in ("claims", "authorization_details"):
        yield name, json.dumps(value, ensure_ascii=False)
    elif value is not None:
        raise Invalid("invalid_request_object", f"{name[:30]!a} has a wrong type.")
