"""RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.authorization.response import with_query
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Page, Parameters, Redirect, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Session
from mock_idp.oidc.tokens.sealing import unsealed

SHOWN_LENGTH = 300
Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Leaving:
    """A valid wish to sign out: ask first, or do it, and where to go afterwards.

    Attributes:
        must_ask: it is not certain that the person at the browser is meant.
        client: who wishes it, when that is known.
        back_to: where to go afterwards, ``state`` included.
        ui_locales: the languages the client wishes for pages.
    """

    must_ask: bool
    client: Client | None
    back_to: str | None
    ui_locales: tuple[str, ...] = ()

    def answer(self) -> Redirect | Page:
        """Say where to go when the session is gone."""
        if self.back_to is not None:
            return Redirect(self.back_to)
        return Page("signed_out", 200)


class _Untrusted(Exception):  # noqa: N818 - named after what happened
    """The request cannot be trusted; ``page`` says why."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.code)
        self.page = page


def read(
    provider: Provider, request: Request, session: Session | None
) -> Leaving | Page:
    """Read a logout request; a page when something in it cannot be trusted."""
    try:
        return _read(provider, request.parameters, session)
    except _Untrusted as untrusted:
        return untrusted.page


def _read(provider: Provider, sent: Parameters, session: Session | None) -> Leaving:
    if sent.repeated or sent.too_long:
        raise _Untrusted(Page("logout_request_malformed", 400))
    hint = _hint(provider, sent)
    client = _client(provider, sent, hint)
    back_to = _back_to(client, sent)
    is_certain = session is None or (
        _is_about(provider, client, hint, session)
        and _may_be_meant(provider, client, sent, session)
    )
    locales = tuple((sent.get("ui_locales") or "").split())
    return Leaving(not is_certain, client, back_to, locales)


def _hint(provider: Provider, sent: Parameters) -> Claims:
    """Return the hint's claims; an expired token is a good hint, a foreign one not.

    One that a secret has encrypted needs ``client_id`` beside it: it says whose (§2).

    Raises:
        _Untrusted: the hint is no ID token of this provider.
    """
    text = sent.get("id_token_hint")
    if text is None:
        return {}
    try:
        known = provider.clients.find(sent.get("client_id"))
        text = unsealed(provider, known, text)
        typ = jose.header_of(text).get("typ", "JWT")
        claims = provider.keys.read(text) or _signed_by_secret(provider, sent, text)
    except jose.BadToken:
        claims, typ = None, None
    if claims is None or claims.get("iss") != provider.issuer or typ != "JWT":
        raise _Untrusted(Page("id_token_hint_invalid", 400))
    if not isinstance(claims.get("sub"), str) or "exp" not in claims:
        raise _Untrusted(Page("id_token_hint_invalid", 400))
    return claims


def _signed_by_secret(
    provider: Provider, sent: Parameters, text: str
) -> dict[str, Any] | None:
    """Read the ID token of a client for which its own secret signs."""
    told = jose.claims_of(text)
    client = provider.clients.find(_audience(told, sent.get("client_id")))
    if client is None or client.client_secret is None:
        return None
    if client.id_token_alg not in jose.HMAC_ALGS:
        return None
    keys = jose.secret_key(client.client_secret)
    return jose.verify(text, keys, (client.id_token_alg,)).claims


def _audience(hint: Claims, named: str | None) -> str | None:
    """Return the client an ID token was issued to."""
    audience = hint.get("aud")
    if isinstance(audience, list):
        known = [each for each in audience if isinstance(each, str)]
        audience = named if named in known else next(iter(known), None)
    return audience if isinstance(audience, str) else None


def _client(provider: Provider, sent: Parameters, hint: Claims) -> Client | None:
    """Return the client that wishes it, if it says who it is.

    Raises:
        _Untrusted: hint and ``client_id`` contradict each other, or it is unknown.
    """
    named = sent.get("client_id")
    audience = _audience(hint, named)
    if named is not None and hint and named != audience:
        facts = {"sent": named[:SHOWN_LENGTH]}
        raise _Untrusted(Page("logout_client_mismatch", 400, facts))
    client_id = named if named is not None else audience
    if client_id is None:
        return None
    client = provider.clients.find(client_id)
    if client is None:
        known = ", ".join(c.client_id for c in provider.clients.all())
        facts = {
            "sent": client_id[:SHOWN_LENGTH],
            "registered": known[:SHOWN_LENGTH],
        }
        raise _Untrusted(Page("unknown_client", 400, facts))
    return client


def _back_to(client: Client | None, sent: Parameters) -> str | None:
    """Return where to go afterwards: exactly a registered address, with ``state``.

    Raises:
        _Untrusted: it is not registered, or nobody says by whom.
    """
    uri = sent.get("post_logout_redirect_uri")
    if uri is None:
        return None
    if client is None:
        facts = {"sent": uri[:SHOWN_LENGTH]}
        raise _Untrusted(Page("logout_client_missing", 400, facts))
    if uri not in client.post_logout_redirect_uris:
        facts = {
            "client": client.client_id,
            "sent": uri[:SHOWN_LENGTH],
            "registered": "\n".join(client.post_logout_redirect_uris),
        }
        raise _Untrusted(Page("post_logout_redirect_uri_not_registered", 400, facts))
    state = sent.get("state")
    return with_query(uri, (("state", state),) if state else ())


def _is_about(
    provider: Provider, client: Client | None, hint: Claims, session: Session
) -> bool:
    """Say whether the hint was issued in the session of this browser."""
    same_person = hint.get("sub") == subject(provider, session.account, client)
    return same_person and hint.get("sid") == session.sid


def _may_be_meant(
    provider: Provider, client: Client | None, sent: Parameters, session: Session
) -> bool:
    """Say whether ``logout_hint`` is absent, or names who is signed in (§2)."""
    hint = sent.get("logout_hint")
    account = session.account
    names = (
        *(session.sid, account.personal_id, account.cast, account.email),
        *(account.phone, subject(provider, account, client)),
    )
    return hint is None or hint in names
