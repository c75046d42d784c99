"""The token endpoint (RFC 6749 §3.2, §4.1.3; OIDC Core §3.1.3)."""

from collections.abc import Callable

from mock_idp.oidc import pkce
from mock_idp.oidc.clients import Client, ClientRefused
from mock_idp.oidc.message import NO_STORE, Json, Parameters, Request, refusal
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Code, Grant
from mock_idp.oidc.tokens import id_token, issue_access_token


def token(provider: Provider, request: Request) -> Json:
    """Answer a token request."""
    body = request.body
    if body.repeated or body.too_long:
        return refusal("invalid_request", "A parameter is repeated or too long.")
    try:
        client = provider.clients.authenticate(request)
    except ClientRefused as refused:
        return refused.answer
    kind = body.get("grant_type")
    if kind is None:
        return refusal("invalid_request", "grant_type is missing.")
    if kind not in GRANTS:
        return refusal("unsupported_grant_type", "This grant_type is not supported.")
    if kind not in client.grant_types:
        return refusal("unauthorized_client", "This client may not use this grant.")
    return GRANTS[kind](provider, client, body)


def _authorization_code(provider: Provider, client: Client, body: Parameters) -> Json:
    text = body.get("code")
    if text is None or body.get("redirect_uri") is None:
        return refusal("invalid_request", "code and redirect_uri are needed.")
    code = provider.store.codes.find(text)
    if code is None or code.grant.client_id != client.client_id:
        return refusal("invalid_grant", "The code is unknown.")
    with provider.store.lock:
        if code.used:
            return _used_again(provider, code)
        problem = _problem(provider, code, body)
        if problem:
            return refusal("invalid_grant", problem)
        code.used = True
        access_token = issue_access_token(provider, code.grant)
        code.tokens.append(access_token)
    return _issued(provider, code.grant, access_token)


def _problem(provider: Provider, code: Code, body: Parameters) -> str | None:
    if provider.now() >= code.expires_at:
        return "The code has expired."
    if body.get("redirect_uri") != code.grant.redirect_uri:
        return "redirect_uri is not the one of the authorization request."
    if not pkce.matches(body.get("code_verifier"), code.grant.code_challenge):
        return "code_verifier does not match."
    return None


def _used_again(provider: Provider, code: Code) -> Json:
    """Take back what the first use brought (RFC 6749 §4.1.2)."""
    for issued in code.tokens:
        provider.store.tokens.drop(issued)
    return refusal("invalid_grant", "The code was used before; its tokens are revoked.")


def _issued(provider: Provider, grant: Grant, access_token: str) -> Json:
    body = {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": provider.lifetimes.access_token,
        "scope": " ".join(grant.scopes),
        "id_token": id_token(provider, grant, access_token),
    }
    return Json(body, 200, NO_STORE)


GRANTS: dict[str, Callable[[Provider, Client, Parameters], Json]] = {
    "authorization_code": _authorization_code
}
"""Grant types and the function that answers each."""
