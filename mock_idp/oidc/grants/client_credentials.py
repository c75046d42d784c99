"""The client credentials grant (RFC 6749 §4.4): a client acts for itself."""

from mock_idp.oidc.grants.answer import answer
from mock_idp.oidc.grants.narrowing import resources_in, scopes_within
from mock_idp.oidc.grants.token_request import TokenRequest
from mock_idp.oidc.message import Json, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.tokens.refresh_token import OFFLINE

NAME = "client_credentials"
ABOUT_PEOPLE = frozenset({"openid", OFFLINE})


def client_credentials(provider: Provider, asking: TokenRequest) -> Json:
    """Issue an access token about nobody, for the scopes the client registered.

    Raises:
        Refused: with ``unauthorized_client``, ``invalid_scope`` or ``invalid_target``.
    """
    client = asking.client
    if client.is_public:
        raise refused("unauthorized_client", "A public client cannot act for itself.")
    allowed = [s for s in (client.scope or "").split() if s not in ABOUT_PEOPLE]
    grant = Grant(
        client.client_id,
        scopes_within(asking.body.get("scope"), allowed),
        resources=resources_in(asking.body),
    )
    return answer(provider, asking, asking.bound(grant))
