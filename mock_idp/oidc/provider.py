"""The provider: its name, its parts, and what it says about itself (Discovery 1.0)."""

from dataclasses import dataclass
from typing import Protocol

from mock_idp.oidc.claims import ACR, CLAIMS, SCOPES
from mock_idp.oidc.clients import AUTH_METHODS, Clients
from mock_idp.oidc.keys import ALGORITHM, KeyRing
from mock_idp.oidc.pkce import METHODS
from mock_idp.oidc.store import Store

RESPONSE_MODES = ("query", "form_post")
PROMPTS = ("none", "login", "consent", "select_account")


class Clock(Protocol):
    """Tells the time; the protocol never looks at the system's clock."""

    def now(self) -> float:
        """Return seconds since 1970."""


@dataclass(frozen=True)
class Lifetimes:
    """How long things are valid, in seconds."""

    code: int = 60
    access_token: int = 3600
    id_token: int = 600
    session: int = 8 * 3600


@dataclass(frozen=True)
class Provider:
    """One OpenID provider."""

    issuer: str
    clients: Clients
    keys: KeyRing
    store: Store
    clock: Clock
    lifetimes: Lifetimes
    subject_salt: str

    def now(self) -> float:
        """Return the provider's time in seconds."""
        return self.clock.now()


def discovery(issuer: str, back_channel: str | None = None) -> dict[str, object]:
    """Return the provider's metadata (OpenID Connect Discovery 1.0 §3, RFC 8414).

    Args:
        issuer: public address, where browsers go.
        back_channel: address for relying parties' own calls, when they reach the
            provider by another name than browsers do; none: the issuer.
    """
    behind = back_channel or issuer
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{behind}/token",
        "userinfo_endpoint": f"{behind}/userinfo",
        "jwks_uri": f"{behind}/jwks",
        "end_session_endpoint": f"{issuer}/logout",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": list(RESPONSE_MODES),
        "grant_types_supported": ["authorization_code"],
        "acr_values_supported": list(ACR.values()),
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": list(AUTH_METHODS),
        "claim_types_supported": ["normal"],
        "claims_supported": list(CLAIMS),
        "code_challenge_methods_supported": list(METHODS),
        "prompt_values_supported": list(PROMPTS),
        "display_values_supported": ["page"],
        "ui_locales_supported": ["vi", "en"],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "require_request_uri_registration": False,
        "authorization_response_iss_parameter_supported": True,
        "mock": True,
    }
