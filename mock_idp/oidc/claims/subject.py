"""The name of a person towards a client (OIDC Core §8).

A public subject is the same for every client. A pairwise one differs from sector to
sector, so that two services cannot compare whom they know.
"""

import hashlib
import hmac

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.clients.sector import sector_of
from mock_idp.oidc.provider import Provider
from mock_idp.people.account import Account

PAIRWISE = "pairwise"


def subject(provider: Provider, account: Account, client: Client | None) -> str:
    """Return the stable, opaque name of a person; it does not reveal the number."""
    named = account.personal_id
    if client is not None and client.subject_type == PAIRWISE:
        named = f"{sector_of(client)} {named}"
    salt = provider.subject_salt.encode()
    return hmac.new(salt, named.encode(), hashlib.sha256).hexdigest()[:32]
