"""What a client says about itself, checked (RFC 7591 §2, OIDC Registration §2).

One door for every way a client arrives: settings, registration, the admin API. What
we do not understand is ignored, as RFC 7591 wants it; what we understand must be right.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from mock_idp.oidc.clients import addresses, consistency
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.problems import BadMetadata
from mock_idp.oidc.clients.profiles import PROFILES

__all__ = ["BadMetadata", "client_from", "is_understood"]

MOST_ENTRIES = 50
LONGEST_TEXT = 1000
LONGEST_AGE = 999_999_999
LEVELS = (0, 1, 2)

REDIRECTS = ("redirect_uris", "post_logout_redirect_uris")
LISTS = ("grant_types", "response_types", "contacts", "default_acr_values")
PAGES = ("client_uri", "logo_uri", "policy_uri", "tos_uri")
FETCHED = ("jwks_uri", "sector_identifier_uri")
CALLED = ("backchannel_logout_uri", "frontchannel_logout_uri")
TEXTS = (
    *("client_id", "client_name", "client_secret", "scope", "profile"),
    *("application_type", "subject_type", "claim_dialect", "access_token_format"),
    *("token_endpoint_auth_method", "token_endpoint_auth_signing_alg"),
    *("id_token_signed_response_alg", "id_token_encrypted_response_alg"),
    *("id_token_encrypted_response_enc", "userinfo_signed_response_alg"),
    *("userinfo_encrypted_response_alg", "userinfo_encrypted_response_enc"),
    *("introspection_signed_response_alg", "request_object_signing_alg"),
    *("request_object_encryption_alg", "request_object_encryption_enc"),
    *("registration_access_token", "phone_factor"),
)
FLAGS = (
    *("require_auth_time", "require_pushed_authorization_requests"),
    *("require_signed_request_object", "dpop_bound_access_tokens"),
    *("backchannel_logout_session_required", "frontchannel_logout_session_required"),
)
NUMBERS = ("default_max_age", "client_id_issued_at", "client_secret_expires_at")
KEPT = ("software_id", "software_version")
"""Members of RFC 7591 that are only given back."""
LOCALIZED = ("client_name", *PAGES)
"""Members that may come in several languages, as ``client_name#vi`` (§2.2)."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_ID = re.compile(r"[!-~]{1,200}")
_WORD = re.compile(r"[!#-\[\]-~]+")


def client_from(
    record: Mapping[str, Any], *, profile: str = "oidc", known: Client | None = None
) -> Client:
    """Return the client that a record describes.

    Args:
        record: names are those of RFC 7591, OIDC and ours; ``null`` counts as absent.
        profile: the profile of a record that names none.
        known: the client as registered before; it lends id and secrets.

    Raises:
        BadMetadata: with the error code and an ASCII text.
    """
    said = {str(k): v for k, v in record.items() if v is not None}
    if known is not None:
        said = _with_identity(said, known)
    said.setdefault("profile", profile)
    values = {n: read(n, said[n]) for n, read in _READ.items() if n in said}
    values.setdefault("redirect_uris", ())
    values["metadata"] = _kept(said)
    if not _ID.fullmatch(values.get("client_id", "")):
        raise BadMetadata("client_id must be printable ASCII, 1 to 200 characters.")
    if values["profile"] not in PROFILES:
        raise BadMetadata(f"profile must be one of {', '.join(PROFILES)}.")
    values |= consistency.flow(values)
    _check_redirects(values)
    client = Client(**values)
    consistency.check(client)
    return client


def _with_identity(said: dict[str, Any], known: Client) -> dict[str, Any]:
    identity = {
        "client_id": known.client_id,
        "client_secret": known.client_secret,
        "client_id_issued_at": known.client_id_issued_at,
        "registration_access_token": known.registration_access_token,
        "profile": said.get("profile", known.profile),
    }
    return said | {k: v for k, v in identity.items() if v is not None}


def _check_redirects(values: dict[str, Any]) -> None:
    """Check each redirect URI; which rules hold depends on the application type."""
    kind = values.get("application_type", "web")
    if kind not in ("web", "native"):
        raise BadMetadata("application_type must be web or native.")
    for name in REDIRECTS:
        for uri in values.get(name, ()):
            _checked(name, uri, lambda uri: addresses.check_redirect(uri, kind))


def _checked(name: str, uri: str, check: Callable[[str], None]) -> str:
    try:
        check(uri)
    except addresses.BadAddress as reason:
        shown = uri.encode("ascii", "replace").decode()[:100]
        kind = "invalid_redirect_uri" if name in REDIRECTS else None
        raise BadMetadata(f"{name}: {shown} {reason}.", kind) from None
    return uri


def _kept(said: Mapping[str, Any]) -> dict[str, object]:
    """Return what is only given back: software names and other languages."""
    kept: dict[str, object] = {n: _text(n, said[n]) for n in KEPT if n in said}
    for name, value in said.items():
        base, _, tag = name.partition("#")
        if base in LOCALIZED and _LANGUAGE.fullmatch(tag):
            kept[name] = _READ[base](name, value)
    if len(kept) > MOST_ENTRIES:
        raise BadMetadata("There are too many translations.")
    return kept


def is_understood(name: str) -> bool:
    """Say whether a member means anything here; others are ignored or refused."""
    base, mark, tag = name.partition("#")
    if mark:
        return base in LOCALIZED and _LANGUAGE.fullmatch(tag) is not None
    return name in _READ or name in KEPT


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadMetadata(f"{name} must be a text.")
    if len(value) > LONGEST_TEXT:
        raise BadMetadata(f"{name} is longer than {LONGEST_TEXT} characters.")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
        raise BadMetadata(f"{name} has control characters.")
    return unicodedata.normalize("NFC", value)


def _list(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_ENTRIES:
        raise BadMetadata(f"{name} must be a list of at most {MOST_ENTRIES} texts.")
    return tuple(_uri_text(name, item) for item in value)


def _uri_text(name: str, value: object) -> str:
    """Return a text as it is: an address is compared character by character."""
    if not isinstance(value, str) or len(value) > addresses.LONGEST_URI:
        kind = "invalid_redirect_uri" if name in REDIRECTS else None
        raise BadMetadata(f"{name} must hold texts that are not too long.", kind)
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadMetadata(f"{name} must be true or false.")
    return value


def _number(name: str, value: object) -> int:
    longest = LONGEST_AGE if name == "default_max_age" else 10**11
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadMetadata(f"{name} must be a whole number.")
    if not 0 <= value <= longest:
        raise BadMetadata(f"{name} is out of range.")
    return value


def _level(name: str, value: object) -> int:
    if isinstance(value, bool) or value not in LEVELS:
        raise BadMetadata(f"{name} must be 0, 1 or 2.")
    return LEVELS[LEVELS.index(value)]


def _page(name: str, value: object) -> str:
    return _checked(name, _uri_text(name, value), addresses.check_web)


def _fetched(name: str, value: object) -> str:
    return _checked(name, _uri_text(name, value), addresses.check_fetched)


def _https(name: str, value: object) -> str:
    return _checked(
        name, _uri_text(name, value), lambda u: addresses.check_web(u, https_only=True)
    )


def _requests(name: str, value: object) -> tuple[str, ...]:
    return tuple(
        _checked(name, uri, lambda u: addresses.check_web(u, fragment=True))
        for uri in _list(name, value)
    )


def _scope(name: str, value: object) -> str:
    text = _text(name, value)
    if not all(_WORD.fullmatch(word) for word in text.split()):
        raise BadMetadata("scope must be words of printable ASCII.")
    return text


def _jwks(name: str, value: object) -> Mapping[str, object]:
    """Check the shape; what the keys are worth is seen when they are used."""
    keys = value.get("keys") if isinstance(value, Mapping) else None
    if not isinstance(keys, list) or len(keys) > MOST_ENTRIES:
        raise BadMetadata(f"{name} must be a JWK set.")
    for key in keys:
        if not isinstance(key, Mapping) or not isinstance(key.get("kty"), str):
            raise BadMetadata(f"{name}: each key is an object with kty.")
        if key["kty"] == "oct" or "d" in key:
            raise BadMetadata(f"{name} must hold public keys only.")
    return {"keys": [dict(key) for key in keys]}


Reader = Callable[[str, Any], Any]

_READ: dict[str, Reader] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys((*REDIRECTS, *LISTS), _list),
    **dict.fromkeys((*PAGES, *CALLED), _page),
    **dict.fromkeys(FETCHED, _fetched),
    **dict.fromkeys(FLAGS, _flag),
    **dict.fromkeys(NUMBERS, _number),
    "request_uris": _requests,
    "initiate_login_uri": _https,
    "minimum_level": _level,
    "scope": _scope,
    "jwks": _jwks,
}
