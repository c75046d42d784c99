"""The userinfo endpoint (OIDC Core §5.3) with bearer tokens (RFC 6750)."""

from mock_idp.oidc.message import NO_STORE, Json, Request, refusal
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import person_claims

REALM = 'Bearer realm="mock-idp"'


def userinfo(provider: Provider, request: Request) -> Json:
    """Answer with the claims the access token allows."""
    header = request.headers.get("authorization", "")
    in_header = header[7:].strip() if header[:7].lower() == "bearer " else None
    in_body = request.body.get("access_token")
    if (in_header and in_body) or "access_token" in request.body.repeated:
        return _refused("invalid_request", "Send the token once.", 400)
    token = in_header or in_body
    if not token:
        return Json({}, 401, {**NO_STORE, "WWW-Authenticate": REALM})
    grant = provider.store.tokens.find(token)
    if grant is None:
        return _refused("invalid_token", "The token is unknown, expired or revoked.")
    return Json(person_claims(provider, grant), 200, NO_STORE)


def _refused(error: str, description: str, status: int = 401) -> Json:
    challenge = f'{REALM}, error="{error}", error_description="{description}"'
    return refusal(error, description, status, {"WWW-Authenticate": challenge})
