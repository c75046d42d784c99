"""Sign-ins that begin elsewhere (OIDC Core §4): the person starts at the provider."""

from mock_idp.oidc.authorization.response import with_query
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider


def startable(provider: Provider) -> tuple[Client, ...]:
    """Return the clients that have registered where a sign-in can be begun."""
    known = provider.clients.all()
    return tuple(client for client in known if client.initiate_login_uri is not None)


def invitation(
    provider: Provider,
    client: Client,
    *,
    login_hint: str | None = None,
    target: str | None = None,
) -> str | None:
    """Return where to send the browser so that a client begins a sign-in.

    Args:
        provider: who invites.
        client: whom to begin at.
        login_hint: whom the client should ask us to sign in.
        target: the page of the client to end at; the client must check that it is one
            of its own.

    Returns:
        The address, or nothing when the client has not registered any.
    """
    if client.initiate_login_uri is None:
        return None
    said = {
        "iss": provider.issuer,
        "login_hint": login_hint,
        "target_link_uri": target or client.client_uri,
    }
    fields = tuple((name, value) for name, value in said.items() if value)
    return with_query(client.initiate_login_uri, fields)
