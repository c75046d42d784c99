"""What the provider says about itself (OpenID Connect Discovery 1.0 §3, RFC 8414).

Relying parties read both documents often: they are written once and sent as they are
until something in them changes.
"""

import json
from functools import lru_cache

from mock_idp.oidc.authorization import pkce
from mock_idp.oidc.authorization.request_object import ALGORITHMS as REQUEST_ALGORITHMS
from mock_idp.oidc.authorization.validation import DISPLAYS, PROMPTS
from mock_idp.oidc.claims import verified
from mock_idp.oidc.claims.scopes import ACR, CLAIMS, SCOPES
from mock_idp.oidc.claims.standard import STANDARD
from mock_idp.oidc.clients.authentication import METHODS
from mock_idp.oidc.clients.consistency import GRANTS, OWN_SIGNING, UNSIGNED
from mock_idp.oidc.clients.profiles import (
    ALL_RESPONSE_TYPES,
    RESPONSE_MODES,
    SIGNING_ALGS,
)
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.jose import CONTENT_ENCRYPTION, ENCRYPTION_ALGS, HMAC_ALGS
from mock_idp.oidc.message import Text
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.secret_encryption import SECRET_ALGS

CLAIMS_LOCALES = ("vi", "vi-VN")
UI_LOCALES = ("vi", "en")
ABOUT = About("discovery")
ABOUT_KEYS = About("jwks")
MOST_PROVIDERS = 256
"""Documents kept written; another provider's is written again."""


def discovery(provider: Provider) -> Text:
    """Answer with the provider's metadata."""
    right = metadata(provider)
    said = provider.emit(Kind.DISCOVERY, right, ABOUT)
    if said == _members(provider.issuer, provider.behind):
        return _json(_text(provider.issuer, provider.behind))
    return _json(json.dumps(said))


def key_set(provider: Provider) -> Text:
    """Answer with the public keys (RFC 7517)."""
    right = provider.keys.jwks()
    said = provider.emit(Kind.JWKS, provider.keys.jwks(), ABOUT_KEYS)
    return _json(provider.keys.jwks_text() if said == right else json.dumps(said))


def _json(text: str) -> Text:
    return Text(text, "application/json")


def metadata(provider: Provider) -> dict[str, object]:
    """Return the provider's metadata; the caller may change it."""
    members = _members(provider.issuer, provider.behind)
    return {k: list(v) if isinstance(v, list) else v for k, v in members.items()}


@lru_cache(MOST_PROVIDERS)
def _text(issuer: str, behind: str | None) -> str:
    return json.dumps(_members(issuer, behind))


@lru_cache(MOST_PROVIDERS)
def _members(issuer: str, behind: str | None) -> dict[str, object]:
    """Return everything; no member may depend on more than the two addresses."""
    return {
        "issuer": issuer,
        **_addresses(issuer, behind or issuer),
        **_requests(),
        **_claims(),
        **verified.metadata(),
        **_sessions(),
        **_cryptography(),
        "mock": True,
    }


def _addresses(issuer: str, behind: str) -> dict[str, object]:
    return {
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{behind}/token",
        "userinfo_endpoint": f"{behind}/userinfo",
        "jwks_uri": f"{behind}/jwks",
        "registration_endpoint": f"{behind}/register",
        "pushed_authorization_request_endpoint": f"{behind}/par",
        "introspection_endpoint": f"{behind}/introspect",
        "revocation_endpoint": f"{behind}/revoke",
        "device_authorization_endpoint": f"{behind}/device_authorization",
        "end_session_endpoint": f"{issuer}/logout",
        "check_session_iframe": f"{issuer}/session/check",
    }


def _sessions() -> dict[str, object]:
    """Return how relying parties hear of the end of a session."""
    return {
        "frontchannel_logout_supported": True,
        "frontchannel_logout_session_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
    }


def _requests() -> dict[str, object]:
    """Return what may be asked, and how."""
    return {
        "scopes_supported": list(SCOPES),
        "response_types_supported": list(ALL_RESPONSE_TYPES),
        "response_modes_supported": list(RESPONSE_MODES),
        "grant_types_supported": list(GRANTS),
        "code_challenge_methods_supported": list(pkce.METHODS),
        "token_endpoint_auth_methods_supported": list(METHODS),
        "introspection_endpoint_auth_methods_supported": [
            method for method in METHODS if method != "none"
        ],
        "revocation_endpoint_auth_methods_supported": list(METHODS),
        "require_pushed_authorization_requests": False,
        "prompt_values_supported": list(PROMPTS),
        "display_values_supported": list(DISPLAYS),
        "ui_locales_supported": list(UI_LOCALES),
        "claims_parameter_supported": True,
        "request_parameter_supported": True,
        "request_uri_parameter_supported": True,
        "require_request_uri_registration": False,
        "authorization_response_iss_parameter_supported": True,
    }


def _claims() -> dict[str, object]:
    """Return what can be told about people."""
    standard = (name for names in STANDARD.values() for name in names)
    return {
        "acr_values_supported": list(ACR.values()),
        "subject_types_supported": ["public", "pairwise"],
        "claim_types_supported": ["normal"],
        "claims_supported": list(dict.fromkeys((*CLAIMS, *standard))),
        "claims_locales_supported": list(CLAIMS_LOCALES),
    }


def _cryptography() -> dict[str, object]:
    """Return the algorithms of what is said, and of what is encrypted for others."""
    encryption = [*ENCRYPTION_ALGS, *SECRET_ALGS]
    content = list(CONTENT_ENCRYPTION)
    return {
        "id_token_signing_alg_values_supported": [*OWN_SIGNING, UNSIGNED],
        "id_token_encryption_alg_values_supported": encryption,
        "id_token_encryption_enc_values_supported": content,
        "userinfo_signing_alg_values_supported": list(OWN_SIGNING),
        "introspection_signing_alg_values_supported": list(OWN_SIGNING),
        "request_object_signing_alg_values_supported": list(REQUEST_ALGORITHMS),
        "request_object_encryption_alg_values_supported": encryption,
        "request_object_encryption_enc_values_supported": content,
        "userinfo_encryption_alg_values_supported": encryption,
        "userinfo_encryption_enc_values_supported": content,
        **{
            f"{endpoint}_endpoint_auth_signing_alg_values_supported": [
                *SIGNING_ALGS,
                *HMAC_ALGS,
            ]
            for endpoint in ("token", "introspection", "revocation")
        },
        "dpop_signing_alg_values_supported": list(SIGNING_ALGS),
    }
