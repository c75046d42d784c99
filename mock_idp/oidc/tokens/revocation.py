"""Token revocation (RFC 7009): a client hands a token back."""

from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.grants.back_channel import check_form
from mock_idp.oidc.message import NO_STORE, Outcome, Refused, Request, Text, refused
from mock_idp.oidc.provider import Provider


def revocation(provider: Provider, request: Request) -> Outcome:
    """Revoke a token; one that is not known is as good as revoked."""
    try:
        check_form(request)
        client = authenticate(provider, request)
        token = request.body.get("token")
        if token is None:
            raise refused("invalid_request", "token is missing.")
        _revoke(provider, client, token)
    except Refused as refusal:
        return refusal.answer
    return Text("", "text/plain", 200, NO_STORE)


def _revoke(provider: Provider, client: Client, token: str) -> None:
    """End an access token alone, or with a refresh token all its consent has brought.

    Raises:
        Refused: with ``invalid_grant``: the token is another client's (RFC 7009 §2.1).
    """
    store = provider.store
    with store.lock:
        kept = store.tokens.find(token) or store.refresh_tokens.find(token)
        if kept is None:
            return
        if kept.grant.client_id != client.client_id:
            raise refused("invalid_grant", "The token was issued to another client.")
        if store.tokens.drop(token) is None:
            kept.grant.lineage.is_revoked = True
