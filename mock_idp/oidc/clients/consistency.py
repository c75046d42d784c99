"""Whether what a client says fits together (RFC 7591 §2.1, OIDC Registration §2)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from mock_idp.oidc.clients.addresses import origin
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.problems import INVALID_REDIRECT, BadMetadata
from mock_idp.oidc.clients.profiles import ALL_RESPONSE_TYPES
from mock_idp.oidc.jose import CONTENT_ENCRYPTION, ENCRYPTION_ALGS, HMAC_ALGS
from mock_idp.oidc.own_key import SIGNING
from mock_idp.oidc.secret_encryption import SECRET_ALGS

CODE_GRANT, IMPLICIT_GRANT = "authorization_code", "implicit"
GRANTS = (
    *(CODE_GRANT, IMPLICIT_GRANT, "refresh_token", "client_credentials"),
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
)
DIALECTS = ("vnconnect", "vneid")
SECRET_METHODS = ("client_secret_basic", "client_secret_post", "client_secret_jwt")
OWN_SIGNING = (*SIGNING, "HS256")
UNSIGNED = "none"
SHORTEST_HMAC_SECRET = 32
"""Bytes of a secret that signs with HS256 (RFC 7518 §3.2)."""


def flow(values: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return grant and response types, each completed from the other.

    Raises:
        BadMetadata: unknown, or they contradict each other.
    """
    types = values.get("response_types")
    grants = values.get("grant_types")
    if types is None:
        codes = grants is None or CODE_GRANT in grants
        types = ("code",) if codes else ()
    types = tuple(_response_type(text) for text in types)
    needed = _grants_of(types)
    if grants is None:
        grants = needed or (CODE_GRANT,)
    if unknown := set(grants) - set(GRANTS):
        raise BadMetadata(f"grant_types: {_ascii(min(unknown))} is not supported.")
    if missing := [grant for grant in needed if grant not in grants]:
        raise BadMetadata(f"response_types need the grant type {missing[0]}.")
    if CODE_GRANT in grants and not any("code" in t.split() for t in types):
        raise BadMetadata("grant_types has authorization_code without code.")
    return {"grant_types": tuple(grants), "response_types": types}


def _response_type(text: str) -> str:
    """Return the text that we use for a type; its words come in any order."""
    words = sorted(text.split())
    known = next((t for t in ALL_RESPONSE_TYPES if sorted(t.split()) == words), None)
    if known is None:
        raise BadMetadata(f"response_types: {_ascii(text)} is not supported.")
    return known


def _grants_of(types: tuple[str, ...]) -> tuple[str, ...]:
    words = {word for text in types for word in text.split()}
    needs = (("code", CODE_GRANT), ("id_token", IMPLICIT_GRANT))
    found = [grant for word, grant in needs if word in words]
    if "token" in words and IMPLICIT_GRANT not in found:
        found.append(IMPLICIT_GRANT)
    return tuple(found)


def check(client: Client) -> None:
    """Check a whole client.

    Raises:
        BadMetadata: with the first contradiction found.
    """
    for look in (_redirects, _words, _authentication, _signing, _encryption, _logout):
        look(client)


def _redirects(client: Client) -> None:
    if client.response_types and not client.redirect_uris:
        raise BadMetadata("redirect_uris is missing.", INVALID_REDIRECT)
    allowed = client.rules.response_types
    for text in client.response_types:
        if text not in allowed:
            raise BadMetadata(
                f"response_types: {text} is not allowed in profile {client.profile}."
            )
    hosts = {urlsplit(uri).hostname for uri in client.redirect_uris}
    pairwise = client.subject_type == "pairwise"
    if pairwise and client.sector_identifier_uri is None and len(hosts) > 1:
        raise BadMetadata(
            "sector_identifier_uri is needed: redirect_uris have several hosts."
        )


def _words(client: Client) -> None:
    _one_of("subject_type", client.subject_type, ("public", "pairwise"))
    _one_of("claim_dialect", client.claim_dialect, DIALECTS)
    _one_of("access_token_format", client.access_token_format, ("opaque", "jwt"))
    _one_of("phone_factor", client.phone_factor, ("none", "passcode", "face"))


def _authentication(client: Client) -> None:
    if client.jwks is not None and client.jwks_uri is not None:
        raise BadMetadata("jwks and jwks_uri exclude each other.")
    method = client.token_endpoint_auth_method
    if method is None:
        return
    _one_of("token_endpoint_auth_method", method, client.rules.auth_methods)
    if method == "private_key_jwt" and not _has_keys(client):
        raise BadMetadata("private_key_jwt needs jwks or jwks_uri.")
    if method in SECRET_METHODS and client.client_secret is None:
        raise BadMetadata(f"{method} needs a client_secret.")
    alg = client.token_endpoint_auth_signing_alg
    by_secret = method == "client_secret_jwt"
    algs = HMAC_ALGS if by_secret else client.rules.assertion_algs
    if alg is not None and (by_secret or method == "private_key_jwt"):
        _one_of("token_endpoint_auth_signing_alg", alg, algs)


def _has_keys(client: Client) -> bool:
    return client.jwks is not None or client.jwks_uri is not None


def _signing(client: Client) -> None:
    own = signing_algs(client)
    alg = client.id_token_signed_response_alg
    in_front = any("id_token" in text.split() for text in client.response_types)
    if alg == UNSIGNED and in_front:
        raise BadMetadata("ID tokens of the front channel are always signed.")
    if alg is not None:
        _one_of("id_token_signed_response_alg", alg, own)
    for name in ("userinfo_signed_response_alg", "introspection_signed_response_alg"):
        if (value := getattr(client, name)) is not None:
            _one_of(name, value, [a for a in own if a != UNSIGNED])
    alg = client.request_object_signing_alg
    if alg is not None:
        _one_of("request_object_signing_alg", alg, (*own, UNSIGNED))


def signing_algs(client: Client) -> tuple[str, ...]:
    """Return what may sign for a client; with a secret it may be the secret itself.

    ``none`` is for ID tokens of the token endpoint only (OIDC Core §2).
    """
    algs = client.rules.signing_algs
    if client.profile not in ("oidc", "legacy"):
        return algs
    secret = client.client_secret or ""
    keyed = ("HS256",) if len(secret.encode()) >= SHORTEST_HMAC_SECRET else ()
    return (*algs, *keyed, UNSIGNED)


def _encryption(client: Client) -> None:
    for use in ("id_token_encrypted_response", "userinfo_encrypted_response"):
        _encrypted(client, use)
        alg = getattr(client, f"{use}_alg")
        if alg in ENCRYPTION_ALGS and not _has_keys(client):
            raise BadMetadata(f"{use}_alg needs jwks or jwks_uri.")
    _encrypted(client, "request_object_encryption")


def _encrypted(client: Client, use: str) -> None:
    alg, enc = getattr(client, f"{use}_alg"), getattr(client, f"{use}_enc")
    if enc is not None and alg is None:
        raise BadMetadata(f"{use}_enc needs {use}_alg.")
    if alg is not None:
        _one_of(f"{use}_alg", alg, (*ENCRYPTION_ALGS, *SECRET_ALGS))
    if alg in SECRET_ALGS and (client.client_secret is None or client.is_public):
        raise BadMetadata(
            f"{use}_alg {alg} needs a client_secret; {client.auth_method} has none."
        )
    if enc is not None:
        _one_of(f"{use}_enc", enc, CONTENT_ENCRYPTION)


def _logout(client: Client) -> None:
    uri = client.frontchannel_logout_uri
    if uri is not None and origin(uri) not in map(origin, client.redirect_uris):
        raise BadMetadata(
            "frontchannel_logout_uri needs scheme, host and port of a redirect URI."
        )


def _one_of(name: str, value: str, allowed: "tuple[str, ...] | list[str]") -> None:
    if value not in allowed:
        raise BadMetadata(f"{name} must be one of {', '.join(allowed)}.")


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()[:60]
