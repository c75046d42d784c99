"""What is still missing before a client may have its answer (OIDC Core §3.1.2.3-6)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from mock_idp.oidc.authorization.hint import is_about
from mock_idp.oidc.authorization.request import AuthorizationRequest, read
from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Json, Outcome, Refused, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.sessions.session_management import session_state
from mock_idp.oidc.store import Consent, Grant, Session
from mock_idp.oidc.tokens.access_token import issue_access_token
from mock_idp.oidc.tokens.codes import grant_of, keep_code
from mock_idp.oidc.tokens.id_token import id_token


class Missing(StrEnum):
    """What the person has still to do."""

    ACCOUNT = "choose an account"
    LOGIN = "sign in, or sign in again"
    LEVEL = "reach the level asked for"
    CONSENT = "agree to share"


SILENT_ERRORS = {
    Missing.ACCOUNT: ("account_selection_required", "An account must be chosen."),
    Missing.LOGIN: ("login_required", "The person must sign in."),
    Missing.LEVEL: ("interaction_required", "The account's level is too low."),
    Missing.CONSENT: ("consent_required", "The person must agree to share."),
}
"""What ``prompt=none`` answers instead of a screen (OIDC Core §3.1.2.6)."""
UNMET = (dialect().errors["level_too_low"], "The level asked for is not reached.")
"""OpenID Connect Core Error Code unmet_authentication_requirements 1.0, unless the
dialect says otherwise."""


def missing(
    ask: AuthorizationRequest,
    client: Client,
    session: Session | None,
    consent: Consent | None,
    now: float,
    done: Collection[Missing] = (),
) -> Missing | None:
    """Return the next thing missing; ``done`` is what this sign-in already did."""
    if "select_account" in ask.prompt and Missing.ACCOUNT not in done:
        return Missing.ACCOUNT
    if session is None or (
        Missing.LOGIN not in done and _must_sign_in_again(ask, session, now)
    ):
        return Missing.LOGIN
    below = _level_missing(ask, client, session, done)
    if below is not None or Missing.CONSENT in done:
        return below
    if "consent" in ask.prompt or not _has_answered(ask, consent):
        return Missing.CONSENT
    return None


def _must_sign_in_again(
    ask: AuthorizationRequest, session: Session, now: float
) -> bool:
    if "login" in ask.prompt or ask.max_age == 0:
        return True
    return ask.max_age is not None and now - session.auth_time > ask.max_age


def _level_missing(
    ask: AuthorizationRequest,
    client: Client,
    session: Session,
    done: Collection[Missing],
) -> Missing | None:
    level = ask.required_level(client)
    if session.level < level:
        reachable = session.account.account_level >= level
        return Missing.LOGIN if reachable else Missing.LEVEL
    if Missing.LOGIN not in done and _can_step_up(ask, session):
        return Missing.LOGIN
    return None


def _can_step_up(ask: AuthorizationRequest, session: Session) -> bool:
    """Say whether a wished level is worth a sign-in; nobody insists on it."""
    wished = ask.wished_level
    is_silent = "none" in ask.prompt
    return not is_silent and session.level < wished <= session.account.account_level


def _has_answered(ask: AuthorizationRequest, consent: Consent | None) -> bool:
    return consent is not None and set(ask.to_share) <= consent.asked


@dataclass(frozen=True)
class Interact:
    """The person has something to do first; the login screens take over."""

    ask: AuthorizationRequest
    missing: Missing


def authorize(
    provider: Provider, request: Request, session: Session | None
) -> Outcome | Interact:
    """Answer an authorization request, or say that the person is needed."""
    try:
        ask = read(provider, request)
    except Refused as refused:
        return refused.answer
    return decide(provider, ask, session)


def decide(
    provider: Provider, ask: AuthorizationRequest, session: Session | None
) -> Outcome | Interact:
    """Answer a request that was read, or say that the person is needed."""
    session = session_meant(provider, ask, session)
    need = missing_now(provider, ask, session)
    if need is None and session is not None:
        return grant(provider, ask, session)
    need = need or Missing.LOGIN
    if "none" in ask.prompt:
        return ask.refuse(provider, *_silent_error(ask, need))
    return Interact(ask, need)


def _silent_error(ask: AuthorizationRequest, need: Missing) -> tuple[str, str]:
    """Return what ``prompt=none`` answers; an insisted level has its own error."""
    if need is Missing.LEVEL and ask.essential_acr:
        return UNMET
    return SILENT_ERRORS[need]


def missing_now(
    provider: Provider,
    ask: AuthorizationRequest,
    session: Session | None,
    done: Collection[Missing] = (),
) -> Missing | None:
    """Return what is missing, with the provider's memory and time."""
    client = provider.clients.find(ask.client_id)
    if client is None:
        return Missing.LOGIN
    consent = (
        provider.store.consent(ask.client_id, session.account.personal_id)
        if session
        else None
    )
    return missing(ask, client, session, consent, provider.now(), done)


def session_meant(
    provider: Provider, ask: AuthorizationRequest, session: Session | None
) -> Session | None:
    """Return the session, unless the client speaks of somebody else."""
    if session is None or not _is_meant(provider, ask, session):
        return None
    return session


def _is_meant(provider: Provider, ask: AuthorizationRequest, session: Session) -> bool:
    """Compare with ``id_token_hint`` and a requested ``sub`` (OIDC Core §3.1.2.2)."""
    account = session.account
    if ask.hinted is not None and not is_about(provider, ask.hinted, account):
        return False
    wanted = ask.requested.subject
    client = provider.clients.find(ask.client_id)
    return wanted is None or wanted == subject(provider, account, client)


def grant(provider: Provider, ask: AuthorizationRequest, session: Session) -> Outcome:
    """Give the client all that its response type names, for what was agreed to."""
    if not _is_meant(provider, ask, session):
        return ask.refuse(
            provider, "login_required", "Somebody else than asked for has signed in."
        )
    consent = provider.store.consent(ask.client_id, session.account.personal_id)
    granted = consent.granted if consent else frozenset[str]()
    scopes = tuple(scope for scope in ask.scopes if scope in granted)
    agreed = grant_of(ask, session, scopes)
    try:
        fields = _fields(provider, ask, agreed)
    except Refused as no:  # an ID token that cannot be encrypted for its client
        return ask.refuse(provider, "invalid_request", _reason(no))
    provider.store.remember_visit(session.sid, ask.client_id)
    client = provider.clients.find(ask.client_id)
    if "openid" in ask.scopes and client is not None and client.rules.session_state:
        state = session_state(provider, ask.client_id, ask.redirect_uri, session)
        fields["session_state"] = state
    return ask.answer(provider, agreed.person, **fields)


def _reason(no: Refused) -> str:
    body = no.answer.body if isinstance(no.answer, Json) else {}
    return str(body.get("error_description", "The tokens cannot be made."))


def _fields(
    provider: Provider, ask: AuthorizationRequest, agreed: Grant
) -> dict[str, str | None]:
    """Issue what was asked for (OAuth 2.0 Multiple Response Types §3, §5)."""
    words = ask.response_type.split()
    fields: dict[str, str | None] = {}
    if "code" in words:
        fields["code"] = keep_code(provider, agreed)
    if "token" in words:
        fields |= _access_token(provider, ask, agreed)
    if "id_token" in words:
        about = About("authorize", agreed.client_id, agreed.person)
        fields["id_token"] = id_token(
            provider,
            agreed,
            about,
            access_token=fields.get("access_token"),
            code=fields.get("code"),
        )
    return fields


def _access_token(
    provider: Provider, ask: AuthorizationRequest, agreed: Grant
) -> dict[str, str | None]:
    """Issue an access token of the front channel (RFC 6749 §4.2.2)."""
    fewer = set(agreed.scopes) != ask.scope_asked
    return {
        "access_token": issue_access_token(provider, agreed, agreed.scopes),
        "token_type": "Bearer",
        "expires_in": str(provider.lifetimes.access_token),
        "scope": " ".join(agreed.scopes) if fewer else None,
    }
