"""What must be true of an authorization request once it is known whom to answer.

RFC 6749 §3.1 and §4.1, OIDC Core §3.1.2.2, RFC 8707, RFC 9449 §10, and the rules of
the client's profile. Each check raises ``Invalid`` with the error its specification
names.
"""

import re

from mock_idp.oidc.authorization import pkce
from mock_idp.oidc.authorization.invalid import Invalid, invalid_request
from mock_idp.oidc.authorization.response_type import (
    check_response_mode,
    check_response_type,
    words_of,
)
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.requested import ClaimsMalformed, RequestedClaims
from mock_idp.oidc.claims.scopes import level_of
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.grants.narrowing import is_resource
from mock_idp.oidc.message import Parameters

PROMPTS = ("none", "login", "consent", "select_account")
DISPLAYS = ("page", "popup", "touch", "wap")
LONGEST_MAX_AGE = 9
MOST_RESOURCES = 10
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")


def check_shape(sent: Parameters) -> None:
    """Refuse repeated and endless parameters (RFC 6749 §3.1).

    Raises:
        Invalid: with ``invalid_request``.
    """
    if sent.repeated:
        raise invalid_request("A parameter was sent more than once.")
    if sent.too_long:
        raise invalid_request("A parameter is too long.")


def check(client: Client, sent: Parameters) -> None:
    """Refuse what this client may not ask, or not like this.

    Raises:
        Invalid: with the first thing that is wrong.
    """
    check_shape(sent)
    if sent.get("registration") is not None:
        raise Invalid("registration_not_supported", "registration is not supported.")
    check_response_type(client, sent)
    check_response_mode(client, sent)
    _check_scope(client, sent)
    _check_nonce(sent)
    _check_wishes(sent)
    if "code" in words_of(sent.get("response_type")):
        pkce.check_challenge(client, sent)
    _check_resources(sent)
    _check_key(sent)


def _check_scope(client: Client, sent: Parameters) -> None:
    if "openid" in words(sent, "scope"):
        return
    if client.rules.needs_openid or "id_token" in words_of(sent.get("response_type")):
        raise Invalid("invalid_scope", "scope must contain openid.")


def _check_nonce(sent: Parameters) -> None:
    """See that an ID token of the front channel is tied to the request (§3.2.2.1)."""
    in_front = "id_token" in words_of(sent.get("response_type"))
    if in_front and sent.get("nonce") is None:
        raise invalid_request("nonce is needed when an id_token comes from here.")


def _check_wishes(sent: Parameters) -> None:
    prompt = set(words(sent, "prompt"))
    if prompt - set(PROMPTS):
        raise invalid_request("prompt has an unknown value.")
    if "none" in prompt and len(prompt) > 1:
        raise invalid_request("prompt=none excludes every other value.")
    age = sent.get("max_age")
    if age and not (age.isascii() and age.isdigit() and len(age) <= LONGEST_MAX_AGE):
        raise invalid_request("max_age must be a number of seconds.")
    if sent.get("display") not in (None, *DISPLAYS):
        raise invalid_request(f"display must be one of: {', '.join(DISPLAYS)}.")
    _check_essential_level(requested_claims(sent))


def _check_essential_level(requested: RequestedClaims) -> None:
    """Refuse levels that nobody can ever reach here (OIDC Core §5.5.1.1)."""
    insisted = requested.essential_acr
    if insisted is not None and not any(level_of(acr) for acr in insisted):
        raise Invalid(dialect().errors["level_too_low"], "No such acr is known here.")


def _check_resources(sent: Parameters) -> None:
    asked = sent.every("resource")
    if len(asked) > MOST_RESOURCES or not all(is_resource(uri) for uri in asked):
        raise Invalid("invalid_target", "resource must be an absolute URI.")


def _check_key(sent: Parameters) -> None:
    thumbprint = sent.get("dpop_jkt")
    if thumbprint is not None and not _THUMBPRINT.fullmatch(thumbprint):
        raise invalid_request("dpop_jkt must be a SHA-256 thumbprint.")


def requested_claims(sent: Parameters) -> RequestedClaims:
    """Return the claims asked for one by one.

    Raises:
        Invalid: with ``invalid_request``.
    """
    try:
        return RequestedClaims.parse(sent.get("claims"))
    except ClaimsMalformed as malformed:
        raise invalid_request(str(malformed)) from None


def words(sent: Parameters, name: str) -> tuple[str, ...]:
    """Return the words of a parameter that is a list."""
    return tuple((sent.get(name) or "").split())
