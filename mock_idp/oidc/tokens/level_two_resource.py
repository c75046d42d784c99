"""A resource that wants level 2, signed in lately (RFC 9470), to try step-up with."""

from mock_idp.oidc.claims.scopes import ACR
from mock_idp.oidc.message import NO_STORE, Json, Outcome, Refused, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import AccessToken
from mock_idp.oidc.tokens.access_token import described, token_type
from mock_idp.oidc.tokens.bearer import bearer_or_dpop, challenged

LEVEL = 2
LATELY_SECONDS = 300


def level_two_resource(provider: Provider, request: Request) -> Outcome:
    """Open to whoever signed in at level 2 within five minutes, else say what to do."""
    try:
        token = bearer_or_dpop(provider, request)
        _check(provider, token)
    except Refused as refusal:
        return refusal.answer
    told = described(provider, token)
    names = ("sub", "client_id", "acr", "auth_time", "act")
    body = {name: told[name] for name in names if name in told}
    return Json({"message": "Level 2 is open.", **body, "mock": True}, 200, NO_STORE)


def _check(provider: Provider, token: AccessToken) -> None:
    """Refuse a token whose sign-in was too weak or is too old (RFC 9470 §3)."""
    session, scheme = token.grant.session, token_type(token.grant)
    if session is None:
        raise challenged(
            scheme, "insufficient_scope", "The token is not from a sign-in.", 403
        )
    age = provider.now() - session.auth_time
    if session.level < LEVEL or age > LATELY_SECONDS:
        raise challenged(
            scheme,
            "insufficient_user_authentication",
            "A sign-in at level 2 within five minutes is needed.",
            more=f', acr_values="{ACR[LEVEL]}", max_age="{LATELY_SECONDS}"',
        )
