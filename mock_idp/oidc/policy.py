"""What is still missing before a client may have its answer (OIDC Core §3.1.2.3-6)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from mock_idp.oidc.authorize import AuthorizationRequest, Refused, read
from mock_idp.oidc.claims import subject
from mock_idp.oidc.clients import Client
from mock_idp.oidc.message import Page, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.respond import Answer
from mock_idp.oidc.store import Consent, Session
from mock_idp.oidc.tokens import issue_code


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
    level = ask.required_level(client)
    if session.level < level:
        reachable = session.account.account_level >= level
        return Missing.LOGIN if reachable else Missing.LEVEL
    if Missing.CONSENT in done:
        return None
    if "consent" in ask.prompt or not _has_answered(ask, consent):
        return Missing.CONSENT
    return None


def _must_sign_in_again(
    ask: AuthorizationRequest, session: Session, now: float
) -> bool:
    if "login" in ask.prompt or ask.max_age == 0:
        return True
    return ask.max_age is not None and now - session.auth_time > ask.max_age


def _has_answered(ask: AuthorizationRequest, consent: Consent | None) -> bool:
    return consent is not None and set(ask.scopes) <= consent.asked


@dataclass(frozen=True)
class Interact:
    """The person has something to do first; the login screens take over."""

    ask: AuthorizationRequest
    missing: Missing


def authorize(
    provider: Provider, request: Request, session: Session | None
) -> Answer | Page | Interact:
    """Answer an authorization request, or say that the person is needed."""
    try:
        ask = read(provider, request)
    except Refused as refused:
        return refused.answer
    session = session_meant(provider, ask, session)
    need = missing_now(provider, ask, session)
    if need is None and session is not None:
        return grant(provider, ask, session)
    need = need or Missing.LOGIN
    if "none" in ask.prompt:
        return ask.refuse(provider.issuer, *SILENT_ERRORS[need])
    return Interact(ask, need)


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
    """Return the session, unless ``id_token_hint`` speaks of somebody else."""
    if session is None or ask.id_token_hint is None:
        return session
    claims = provider.keys.read(ask.id_token_hint) or {}
    same = claims.get("sub") == subject(session.account, provider.subject_salt)
    return session if same else None


def grant(provider: Provider, ask: AuthorizationRequest, session: Session) -> Answer:
    """Give the client a code for what the person has agreed to share."""
    consent = provider.store.consent(ask.client_id, session.account.personal_id)
    granted = consent.granted if consent else frozenset[str]()
    scopes = tuple(scope for scope in ask.scopes if scope in granted)
    code = issue_code(provider, ask, session, scopes)
    return ask.answer(provider.issuer, code=code)
