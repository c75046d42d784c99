"""A relying party as registered here; the names are those of RFC 7591 and OIDC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from mock_idp.oidc.clients.profiles import PROFILES, Profile


@dataclass(frozen=True)
class Client:
    """A relying party; without a secret and without keys it is a public client.

    Attributes:
        profile: which rules hold for it, a key of ``PROFILES``.
        minimum_level: the account level below which nobody signs in here.
        claim_dialect: names of the Vietnamese claims, ``vnconnect`` or ``vneid``.
        phone_factor: what the phone asks beside the number: ``none``, ``passcode``
            or ``face``.
        access_token_format: ``opaque`` or ``jwt`` (RFC 9068).
        registration_access_token: opens the client's own record (RFC 7592).
        metadata: further metadata as registered, kept to be returned.
    """

    client_id: str
    redirect_uris: tuple[str, ...]
    client_name: str = ""
    client_secret: str | None = field(default=None, repr=False)
    post_logout_redirect_uris: tuple[str, ...] = ()
    grant_types: tuple[str, ...] = ("authorization_code",)
    response_types: tuple[str, ...] = ("code",)
    minimum_level: int = 0
    profile: str = "vneid"
    claim_dialect: str = "vnconnect"
    phone_factor: str = "none"
    application_type: str = "web"
    scope: str | None = None

    token_endpoint_auth_method: str | None = None
    token_endpoint_auth_signing_alg: str | None = None
    jwks: Mapping[str, object] | None = None
    jwks_uri: str | None = None

    id_token_signed_response_alg: str | None = None
    id_token_encrypted_response_alg: str | None = None
    id_token_encrypted_response_enc: str | None = None
    userinfo_signed_response_alg: str | None = None
    userinfo_encrypted_response_alg: str | None = None
    userinfo_encrypted_response_enc: str | None = None
    introspection_signed_response_alg: str | None = None
    request_object_signing_alg: str | None = None
    request_object_encryption_alg: str | None = None
    request_object_encryption_enc: str | None = None
    request_uris: tuple[str, ...] = ()
    require_pushed_authorization_requests: bool = False
    require_signed_request_object: bool = False
    dpop_bound_access_tokens: bool = False
    access_token_format: str = "opaque"  # noqa: S105 - a format

    subject_type: str = "public"
    sector_identifier_uri: str | None = None
    default_max_age: int | None = None
    require_auth_time: bool = False
    default_acr_values: tuple[str, ...] = ()
    initiate_login_uri: str | None = None

    backchannel_logout_uri: str | None = None
    backchannel_logout_session_required: bool = False
    frontchannel_logout_uri: str | None = None
    frontchannel_logout_session_required: bool = False

    client_uri: str | None = None
    logo_uri: str | None = None
    policy_uri: str | None = None
    tos_uri: str | None = None
    contacts: tuple[str, ...] = ()

    client_id_issued_at: int | None = None
    client_secret_expires_at: int = 0
    registration_access_token: str | None = field(default=None, repr=False)
    metadata: Mapping[str, object] = field(default_factory=dict)

    @property
    def rules(self) -> Profile:
        """Return the rules of the client's profile."""
        return PROFILES[self.profile]

    @property
    def auth_method(self) -> str:
        """Return how the client proves who it is.

        A client of our own settings may say nothing: then a secret is taken by header
        or by body (``client_secret``), and without one the client is public (``none``).
        """
        if self.token_endpoint_auth_method is not None:
            return self.token_endpoint_auth_method
        return "none" if self.client_secret is None else "client_secret"

    @property
    def is_public(self) -> bool:
        """Say whether the client cannot keep a secret and must use PKCE."""
        return self.auth_method == "none"

    @property
    def name(self) -> str:
        """Return the name to show to people."""
        return self.client_name or self.client_id

    @property
    def host(self) -> str:
        """Return the host people are sent back to."""
        return urlsplit(self.redirect_uris[0]).netloc if self.redirect_uris else ""

    @property
    def id_token_alg(self) -> str:
        """Return the algorithm that signs this client's ID tokens."""
        return self.id_token_signed_response_alg or self.rules.signing_algs[0]
