"""RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0)."""

from dataclasses import dataclass

from mock_idp.oidc.claims import subject
from mock_idp.oidc.clients import Client
from mock_idp.oidc.message import Page, Parameters, Redirect, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.respond import with_query
from mock_idp.oidc.store import Session

SHOWN_LENGTH = 300


@dataclass(frozen=True)
class Leaving:
    """A valid wish to sign out: ask first, or do it, and where to go afterwards."""

    must_ask: bool
    client: Client | None
    back_to: str | None

    def answer(self) -> Redirect | Page:
        """Say where to go when the session is gone."""
        if self.back_to is not None:
            return Redirect(self.back_to)
        return Page("signed_out", 200)


def read(
    provider: Provider, request: Request, session: Session | None
) -> Leaving | Page:
    """Read a logout request; a page when something in it cannot be trusted."""
    sent = request.parameters
    if sent.repeated or sent.too_long:
        return Page("logout_request_malformed", 400)
    hint = _hint(provider, sent)
    if isinstance(hint, Page):
        return hint
    client = _client(provider, sent, hint)
    if isinstance(client, Page):
        return client
    back_to = _back_to(client, sent)
    if isinstance(back_to, Page):
        return back_to
    must_ask = session is not None and not _is_about(provider, hint, session)
    return Leaving(must_ask, client, back_to)


def _hint(provider: Provider, sent: Parameters) -> dict[str, object] | Page:
    """Return the hint's claims; an expired token is a good hint, a foreign one not."""
    text = sent.get("id_token_hint")
    if text is None:
        return {}
    claims = provider.keys.read(text)
    if claims is None or claims.get("iss") != provider.issuer:
        return Page("id_token_hint_invalid", 400)
    return claims


def _client(
    provider: Provider, sent: Parameters, hint: dict[str, object]
) -> Client | Page | None:
    named = sent.get("client_id")
    audience = hint.get("aud")
    if named is not None and audience is not None and named != audience:
        return Page("logout_client_mismatch", 400, {"sent": named[:SHOWN_LENGTH]})
    client_id = named if named is not None else audience
    if client_id is None:
        return None
    client = provider.clients.find(str(client_id))
    if client is None:
        known = ", ".join(c.client_id for c in provider.clients.all())
        facts = {"sent": str(client_id)[:SHOWN_LENGTH], "registered": known}
        return Page("unknown_client", 400, facts)
    return client


def _back_to(client: Client | None, sent: Parameters) -> str | Page | None:
    uri = sent.get("post_logout_redirect_uri")
    if uri is None:
        return None
    allowed = client.post_logout_redirect_uris if client else ()
    if uri not in allowed:
        facts = {
            "client": client.client_id if client else "",
            "sent": uri[:SHOWN_LENGTH],
            "registered": "\n".join(allowed),
        }
        return Page("post_logout_redirect_uri_not_registered", 400, facts)
    state = sent.get("state")
    return with_query(uri, (("state", state),) if state else ())


def _is_about(provider: Provider, hint: dict[str, object], session: Session) -> bool:
    same_person = hint.get("sub") == subject(session.account, provider.subject_salt)
    return same_person and hint.get("sid") == session.sid
