"""Which rules hold for a client: the specifications' rules contradict each other.

``vneid`` is what our demo speaks, ``oidc`` all of OpenID Connect, ``fapi2`` the FAPI
2.0 Security Profile, ``fapi2_nonce`` the same with nonces in DPoP proofs (RFC 9449 §8),
``legacy`` what old portals still do.
"""

from dataclasses import dataclass, replace

CODE = "code"
ALL_RESPONSE_TYPES = (
    "code",
    "id_token",
    "id_token token",
    "code id_token",
    "code token",
    "code id_token token",
)
"""Response types, their words in alphabetical order (OAuth 2.0 Multiple Response Types
orders them freely; ``none`` is not offered)."""

RESPONSE_MODES = ("query", "fragment", "form_post")
SIGNING_ALGS = ("RS256", "ES256", "PS256", "EdDSA", "Ed25519")


@dataclass(frozen=True)
class Profile:
    """The rules of one profile.

    Attributes:
        signing_algs: algorithms of ID tokens, first is the default.
        assertion_algs: algorithms of client assertions and DPoP proofs.
        auth_methods: how a client may prove who it is.
        requires_pkce: an S256 challenge is always needed.
        requires_par: requests must be pushed (RFC 9126).
        requires_sender_constraint: access tokens must be bound by DPoP.
        strict_audience: a client assertion's ``aud`` is the issuer as one string.
        unregistered_redirect_in_par: a pushed redirect URI need not be registered.
        plain_pkce: the challenge method ``plain`` is taken too.
        rotates_refresh_tokens: a refresh token is good once.
        code_seconds: longest life of a code; none: the provider's.
        raw_basic: a secret in a Basic header need not be form-encoded.
        requires_dpop_nonce: DPoP proofs must carry a nonce of ours (RFC 9449 §8).
        needs_openid: requests without the scope ``openid`` are refused.
        binding_acr_values: ``acr_values`` are an order, not a wish.
        session_state: answers carry what session management needs.
    """

    name: str
    response_types: tuple[str, ...] = ALL_RESPONSE_TYPES
    response_modes: tuple[str, ...] = RESPONSE_MODES
    signing_algs: tuple[str, ...] = SIGNING_ALGS
    assertion_algs: tuple[str, ...] = ("RS256", "ES256", "PS256", "EdDSA", "Ed25519")
    auth_methods: tuple[str, ...] = (
        "client_secret_basic",
        "client_secret_post",
        "client_secret_jwt",
        "private_key_jwt",
        "none",
    )
    requires_pkce: bool = False
    requires_par: bool = False
    requires_sender_constraint: bool = False
    strict_audience: bool = False
    unregistered_redirect_in_par: bool = False
    plain_pkce: bool = False
    rotates_refresh_tokens: bool = True
    code_seconds: int | None = None
    raw_basic: bool = False
    requires_dpop_nonce: bool = False
    needs_openid: bool = True
    binding_acr_values: bool = False
    session_state: bool = True


FAPI2_ALGS = ("PS256", "ES256", "EdDSA", "Ed25519")
"""FAPI 2.0 Security Profile §5.4.1."""

FAPI2 = Profile(
    "fapi2",
    response_types=(CODE,),
    response_modes=("query",),
    signing_algs=FAPI2_ALGS,
    assertion_algs=FAPI2_ALGS,
    auth_methods=("private_key_jwt",),
    requires_pkce=True,
    requires_par=True,
    requires_sender_constraint=True,
    strict_audience=True,
    unregistered_redirect_in_par=True,
    rotates_refresh_tokens=False,
    code_seconds=60,
    needs_openid=False,
    session_state=False,
)

PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
            "vneid",
            response_types=(CODE,),
            response_modes=("query", "form_post"),
            binding_acr_values=True,
        ),
        Profile("oidc"),
        FAPI2,
        replace(FAPI2, name="fapi2_nonce", requires_dpop_nonce=True),
        Profile("legacy", plain_pkce=True, raw_basic=True, needs_openid=False),
    )
}
