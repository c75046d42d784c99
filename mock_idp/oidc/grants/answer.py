"""What the token endpoint answers when a grant is good (RFC 6749 §5.1)."""

from collections.abc import Mapping
from dataclasses import replace

from mock_idp.oidc.emission import Kind
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import NO_STORE, Json
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.tokens import refresh_token
from mock_idp.oidc.tokens.access_token import issue_access_token, token_type
from mock_idp.oidc.tokens.id_token import id_token


def answer(
    provider: Provider,
    asking: TokenRequest,
    grant: Grant,
    *,
    refresh: str | None = None,
) -> Json:
    """Issue an access token, an ID token for ``openid``, and hand on ``refresh``.

    Args:
        provider: who issues them.
        asking: the request that is answered.
        grant: narrowed to what this request asks for, and bound to its key.
        refresh: the refresh token that goes with them.
    """
    access_token = issue_access_token(provider, grant)
    body = described(grant, access_token, provider.lifetimes.access_token)
    if grant.session is not None and "openid" in grant.scopes:
        body["id_token"] = id_token(
            provider, grant, asking.about(grant.person), access_token=access_token
        )
    if refresh is not None:
        body["refresh_token"] = refresh
    return said(provider, asking, grant, body)


def first_answer(
    provider: Provider, asking: TokenRequest, grant: Grant, consented: Grant
) -> Json:
    """Answer a person's fresh consent, with a refresh token for all of it if due."""
    refresh = None
    if refresh_token.is_due(asking.client, consented):
        whole = replace(consented, jkt=grant.jkt)
        refresh = refresh_token.issue(
            provider, refresh_token.bound_for(asking.client, whole)
        )
    return answer(provider, asking, grant, refresh=refresh)


def described(grant: Grant, access_token: str, seconds: int) -> dict[str, object]:
    """Return an answer's members about an access token (RFC 6749 §5.1)."""
    return {
        "access_token": access_token,
        "token_type": token_type(grant),
        "expires_in": seconds,
        "scope": " ".join(grant.scopes),
    }


def said(
    provider: Provider, asking: TokenRequest, grant: Grant, body: Mapping[str, object]
) -> Json:
    """Return the answer as it passes the emission point."""
    about = asking.about(grant.person)
    return Json(provider.emit(Kind.TOKEN_RESPONSE, dict(body), about), 200, NO_STORE)
