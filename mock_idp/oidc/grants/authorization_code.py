"""The authorization code grant (RFC 6749 §4.1.3; OIDC Core §3.1.3)."""

from mock_idp.oidc.authorization import pkce
from mock_idp.oidc.grants.answer import first_answer
from mock_idp.oidc.grants.narrowing import to_resources
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import Json, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Code

NAME = "authorization_code"


def authorization_code(provider: Provider, asking: TokenRequest) -> Json:
    """Exchange a code for tokens; a refused request does not use the code up.

    Raises:
        Refused: with ``invalid_request``, ``invalid_grant`` or ``invalid_target``.
    """
    code = provider.store.codes.find(asking.needed("code"))
    if code is None or code.grant.client_id != asking.client.client_id:
        raise refused("invalid_grant", "The code is unknown.")
    with provider.store.lock:
        if code.used:
            code.grant.lineage.is_revoked = True  # RFC 6749 §4.1.2
            raise refused(
                "invalid_grant", "The code was used before; its tokens are revoked."
            )
        _check(provider, asking, code)
        grant = to_resources(asking.bound(code.grant), asking.body)
        code.used = True
    return first_answer(provider, asking, grant, code.grant)


def _check(provider: Provider, asking: TokenRequest, code: Code) -> None:
    """Refuse what is not from who asked for the code.

    Raises:
        Refused: with ``invalid_request`` or ``invalid_grant``.
    """
    grant = code.grant
    if provider.now() >= code.expires_at:
        raise refused("invalid_grant", "The code has expired.")
    if grant.lineage.is_revoked:
        raise refused("invalid_grant", "The code was revoked.")
    if grant.redirect_uri and asking.needed("redirect_uri") != grant.redirect_uri:
        raise refused(
            "invalid_grant", "redirect_uri is not the one of the authorization request."
        )
    verifier = asking.body.get("code_verifier")
    if not pkce.matches(verifier, grant.code_challenge, grant.code_challenge_method):
        raise refused("invalid_grant", "code_verifier does not match.")
