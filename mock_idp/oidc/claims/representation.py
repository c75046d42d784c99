"""What a client hears of the child for whom a guardian signed in.

No public specification says how VNeID would tell it. As it comes, ``sub`` stays the
person who signed in, so that no client takes a guardian's session for the child's; the
child is told in a claim of its own, by the names of the client's dialect. With
``representation.subject: child`` in the dialect it is the other way round: everything
is about the child, and ``act`` names the guardian (RFC 8693 §4.1).
"""

from dataclasses import replace
from typing import Any

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.scopes import REPRESENTATION, claims_about
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, Session
from mock_idp.people.account import Account

ACTOR = "act"


def is_about_child() -> bool:
    """Say whether tokens are about the child rather than the guardian."""
    return bool(dialect().representation["subject"] == "child")


def session_for(
    provider: Provider, client_id: str, session: Session, child: Account | None
) -> Session:
    """Return the session as one answer tells it, with whom the person acts for."""
    if child is None or not is_about_child():
        return replace(session, represents=child)
    agreed = provider.store.consent(client_id, session.account.personal_id)
    if agreed is not None:
        provider.store.remember_consent(client_id, child.personal_id, agreed)
    return replace(session, account=child, represents=session.account)


def represented(
    provider: Provider, client: Client | None, grant: Grant
) -> dict[str, Any]:
    """Return the claim about the other of the two, when the person agreed."""
    other = grant.session.represents if grant.session else None
    if other is None or REPRESENTATION not in grant.scopes:
        return {}
    spoken = client.claim_dialect if client else "vnconnect"
    about = claims_about(other, ("profile", "dinh_danh"), spoken)
    told = {"sub": subject(provider, other, client), **about}
    name = ACTOR if is_about_child() else dialect().common_claims["represents"]
    return {name: told}
