"""Front-channel logout: the browser tells every relying party in a frame (1.0 final).

Frames need the browser to send the relying party's cookies to a foreign page. Browsers
that block third-party cookies do not; ``SameSite=Lax`` cookies are not sent either when
the two have different sites. Back-channel logout has neither problem.
"""

from mock_idp.oidc.authorization.response import with_query
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Session


def frames(provider: Provider, session: Session) -> tuple[str, ...]:
    """Return the addresses to load in frames: of every client told of this session.

    Issuer and session are always named: a client that asked for neither needs them to
    tell this logout from a forged one (§2). Call it before the session is ended.
    """
    visited = provider.store.visited.find(session.sid) or frozenset()
    clients = (provider.clients.find(client_id) for client_id in sorted(visited))
    names = (("iss", provider.issuer), ("sid", session.sid))
    return tuple(
        provider.emit(
            Kind.LOGOUT_FRAME,
            with_query(client.frontchannel_logout_uri, names),
            About("logout", client.client_id, session.account.slug),
        )
        for client in clients
        if client is not None and client.frontchannel_logout_uri is not None
    )
