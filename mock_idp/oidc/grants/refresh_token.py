"""The refresh token grant (RFC 6749 §6; OIDC Core §12)."""

from dataclasses import replace

from mock_idp.oidc.grants.answer import answer
from mock_idp.oidc.grants.narrowing import narrowed
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import Json, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.refresh_token import has_ended, rotate

NAME = "refresh_token"


def refresh_token(provider: Provider, asking: TokenRequest) -> Json:
    """Exchange a refresh token for new tokens; a refused request does not use it up.

    The new ID token tells of the first sign-in and carries no nonce (OIDC Core §12.2).

    Raises:
        Refused: with ``invalid_request``, ``invalid_grant``, ``invalid_scope`` or
            ``invalid_target``.
    """
    sent = asking.needed("refresh_token")
    kept = provider.store.refresh_tokens.find(sent)
    if kept is None or kept.grant.client_id != asking.client.client_id:
        raise refused("invalid_grant", "The refresh token is unknown or has expired.")
    with provider.store.lock:
        if kept.used:
            kept.grant.lineage.is_revoked = True  # RFC 9700 §4.14.2
            raise refused(
                "invalid_grant",
                "The refresh token was used before; what it brought is revoked.",
            )
        if has_ended(provider, kept):
            raise refused("invalid_grant", "The refresh token was revoked.")
        grant = narrowed(asking.bound(kept.grant), asking.body)
        rotates = asking.client.rules.rotates_refresh_tokens
        token = rotate(provider, kept) if rotates else sent
    return answer(provider, asking, replace(grant, nonce=None), refresh=token)
