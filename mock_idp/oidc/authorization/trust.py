"""Whom to answer, and where: before that is known, only a page of our own is shown."""

from mock_idp.oidc.authorization.invalid import Invalid
from mock_idp.oidc.authorization.redirect_uri import (
    difference,
    is_possible,
    is_registered,
    shown,
)
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Page, Parameters, Refused
from mock_idp.oidc.provider import Provider


def client_of(provider: Provider, sent: Parameters) -> Client:
    """Return the client that asks.

    Raises:
        Refused: with a page: nobody registered under this id.
    """
    client_id = sent.get("client_id")
    client = provider.clients.find(client_id)
    if client is None or "client_id" in sent.repeated:
        known = ", ".join(c.client_id for c in provider.clients.all())
        facts = {"sent": shown(client_id), "registered": known}
        raise Refused(Page("unknown_client", 400, facts))
    return client


def trusted_uri(
    client: Client,
    sent: Parameters,
    *,
    is_pushed: bool,
    because: Invalid | None = None,
) -> str:
    """Return where to send the answer.

    Raises:
        Refused: with a page that says why there is no such place.
    """
    uri = sent.get("redirect_uri")
    known = uri is not None and is_trusted(client, uri, is_pushed=is_pushed)
    if uri is not None and known and "redirect_uri" not in sent.repeated:
        return uri
    if because is not None and uri is None:
        raise Refused(_page_about(client, because))
    raise Refused(
        Page(
            "redirect_uri_not_registered",
            400,
            {
                "client": client.client_id,
                "sent": shown(uri),
                "registered": "\n".join(client.redirect_uris),
                **difference(uri or "", client.redirect_uris),
            },
        )
    )


def _page_about(client: Client, invalid: Invalid) -> Page:
    facts = {
        "client": client.client_id,
        "error": invalid.error,
        "description": invalid.description,
    }
    return Page("authorization_request_refused", 400, facts)


def is_trusted(client: Client, uri: str, *, is_pushed: bool) -> bool:
    """Say whether answers may go there; a profile may take what was pushed."""
    if is_pushed and client.rules.unregistered_redirect_in_par and is_possible(uri):
        return True
    return is_registered(client, uri)
