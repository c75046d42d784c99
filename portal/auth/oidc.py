"""Signing in at an OpenID provider, with Authlib as the client.

Nothing here is particular to the mock: another provider is another issuer in the
settings. OpenID Connect Core 1.0 §3.1 (authorization code), RFC 7636 (PKCE),
RP-Initiated Logout 1.0.
"""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError

from forms import personal_id
from forms.i18n import language
from forms.personal_id import PersonalIdError
from portal.auth.errors import ProviderDown, SignInRefused
from portal.auth.roles import Role
from portal.settings import Settings
from portal.web.services import services

PROVIDER = "vneid"
SCOPES = {
    Role.CITIZEN: "openid profile phone email dinh_danh cu_tru nhan_than",
    Role.OFFICER: "openid profile dinh_danh",
}
PROMPTS = {Role.CITIZEN: "login consent", Role.OFFICER: "login"}
"""Citizens are asked each time what they share: they may have changed their mind."""
TIMEOUT_S = 5


@dataclass(frozen=True)
class SignIn:
    """What the provider vouches for."""

    person_id: str
    full_name: str
    level: int
    scopes: tuple[str, ...]
    claims: dict[str, str]
    id_token: str


def install(app: Flask, settings: Settings) -> None:
    """Register the provider; its metadata is read at the first sign-in."""
    oauth = OAuth(app)
    oauth.register(
        PROVIDER,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=settings.discovery_url,
        client_kwargs={
            "code_challenge_method": "S256",
            "timeout": TIMEOUT_S,
            "default_timeout": TIMEOUT_S,
        },
    )


def begin(role: Role, *, state: str, hint: str | None) -> ResponseReturnValue:
    """Send the browser to the provider.

    Every sign-in is a fresh one: the machine may be shared, and in a demo one browser
    plays citizen and officer.

    Args:
        role: as what the person signs in.
        state: comes back with the answer and ties it to this beginning.
        hint: who is expected, for the provider's chooser.

    Raises:
        ProviderDown: the provider's metadata cannot be read.
    """
    settings = services().settings
    _check_up(settings)
    extra = {"login_hint": hint} if hint else {}
    try:
        return cast(
            "ResponseReturnValue",
            _client().authorize_redirect(
                callback_url(settings),
                scope=SCOPES[role],
                state=state,
                acr_values=settings.oidc_acr_values,
                prompt=PROMPTS[role],
                ui_locales=language(),
                **extra,
            ),
        )
    except (requests.RequestException, RuntimeError, ValueError) as error:
        raise ProviderDown from error


def _check_up(settings: Settings) -> None:
    """Ask the provider for its metadata: a browser sent to a dead one is lost."""
    try:
        requests.get(settings.discovery_url, timeout=TIMEOUT_S).raise_for_status()
    except requests.RequestException as error:
        raise ProviderDown from error


def finish(role: Role) -> SignIn:
    """Exchange the code, check the ID token, and return who signed in.

    Args:
        role: as what the sign-in was begun.

    Raises:
        SignInRefused: the person or the provider said no; ``reason`` is the
            provider's error code, or ``no_personal_id``.
        ProviderDown: the provider does not answer or answers rubbish.
    """
    try:
        token = _client().authorize_access_token()
    except requests.RequestException as error:
        raise ProviderDown from error
    except (AuthlibBaseError, JoseError) as error:
        reason = str(getattr(error, "error", "") or "invalid_response")
        raise SignInRefused(reason) from error
    except (RuntimeError, ValueError, KeyError, TypeError) as error:
        raise ProviderDown from error
    return _sign_in(token, role)


def sign_out_url(id_token: str, *, back_to: str) -> str | None:
    """Return the provider's sign-out address, or ``None`` when it has none."""
    try:
        endpoint = _client().load_server_metadata().get("end_session_endpoint")
    except (requests.RequestException, RuntimeError, ValueError):
        return None
    if not endpoint:
        return None
    query = {
        "client_id": services().settings.oidc_client_id,
        "post_logout_redirect_uri": back_to,
        "id_token_hint": id_token,
    }
    return f"{endpoint}?{urlencode(query)}"


def callback_url(settings: Settings) -> str:
    """Return the one address to which the provider may send people back."""
    return f"{settings.base_url.rstrip('/')}/auth/callback"


def _client() -> Any:  # noqa: ANN401 - Authlib is untyped
    oauth = current_app.extensions["authlib.integrations.flask_client"]
    return oauth.create_client(PROVIDER)


def _sign_in(token: dict[str, Any], role: Role) -> SignIn:
    claims = token.get("userinfo") or {}
    settings = services().settings
    try:
        person_id = personal_id.parse(str(claims.get(settings.oidc_person_claim, "")))
    except PersonalIdError as error:  # a number of the real range is refused here too
        raise SignInRefused("no_personal_id") from error
    return SignIn(
        person_id=person_id,
        full_name=str(claims.get("name", "")),
        level=_level(claims, settings),
        # RFC 6749 §5.1: a provider that grants what was asked may leave `scope` out.
        scopes=tuple(str(token.get("scope") or SCOPES[role]).split()),
        claims={
            key: str(claims[claim])
            for key, claim in _KEPT.items()
            if claims.get(claim) not in (None, "")
        },
        id_token=str(token.get("id_token", "")),
    )


_KEPT = {
    "full_name": "name",
    "date_of_birth": "birthdate",
    "sex": "gender",
    "phone": "phone_number",
    "email": "email",
}


def _level(claims: dict[str, Any], settings: Settings) -> int:
    """Read the account level; a provider without the claim answers by ``acr``."""
    level = claims.get("account_level")
    if isinstance(level, int):
        return level
    return 2 if claims.get("acr") == settings.oidc_acr_values else 1
