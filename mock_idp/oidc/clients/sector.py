"""The sector of a client: who may see the same pairwise subject (OIDC Core §8.1)."""

import json
from urllib.parse import urlsplit

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.problems import BadMetadata
from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.provider import Provider


def sector_of(client: Client) -> str:
    """Return the host that stands for a client's sector."""
    uri = client.sector_identifier_uri or next(iter(client.redirect_uris), "")
    return urlsplit(uri).hostname or client.client_id


def check_sector(provider: Provider, client: Client) -> None:
    """Check that the sector's document names every redirect URI (OIDC Core §8.1).

    Raises:
        BadMetadata: it cannot be read, or one is missing.
    """
    uri = client.sector_identifier_uri
    if uri is None:
        return
    try:
        listed = json.loads(provider.fetch.get(uri))
    except FetchFailed as failed:
        raise BadMetadata(f"sector_identifier_uri: {failed}.") from None
    except (ValueError, RecursionError):
        raise BadMetadata("sector_identifier_uri does not give JSON.") from None
    if not isinstance(listed, list):
        raise BadMetadata("sector_identifier_uri must give a list of addresses.")
    if any(redirect not in listed for redirect in client.redirect_uris):
        raise BadMetadata("sector_identifier_uri does not list every redirect URI.")
