"""How high a sign-in counts: what was asked for, as far as the account reaches."""

from mock_idp.oidc.authorization.request import AuthorizationRequest
from mock_idp.oidc.claims.scopes import level_of
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.store import Session
from mock_idp.people.account import Account


def level_reached(ask: AuthorizationRequest, client: Client, account: Account) -> int:
    """Return the level of a session that begins with this request.

    A client that asks for level 1 gets a session of level 1 even from an account of
    level 2; a later request for level 2 raises that session (RFC 9470 §5).
    """
    named = [level_of(acr) or 0 for acr in (*ask.acr_values, *ask.essential_acr)]
    if not any(named):
        return account.account_level
    asked = max(ask.required_level(client), *named)
    return min(account.account_level, asked)


def must_step_up(
    ask: AuthorizationRequest, client: Client, session: Session | None
) -> bool:
    """Say whether somebody who is signed in must only reach a higher level."""
    if session is None or {"login", "select_account"} & ask.prompt:
        return False
    wanted = max(ask.required_level(client), ask.wished_level)
    return session.level < wanted <= session.account.account_level
