"""Find the person that an assertion or a token names."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from mock_idp.errors import RegisterDown
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import refused
from mock_idp.oidc.provider import Provider
from mock_idp.people.account import Account
from mock_idp.people.eligibility import obstacle

PERSONAL_NUMBER = re.compile("[0-9]{12}")
VIETNAM = timezone(timedelta(hours=7))


def known_person(
    provider: Provider, client: Client | None, named: str
) -> Account | None:
    """Return who is meant by a cast name, a personal number, or our own ``sub``.

    A ``sub`` is looked up among the cast and those signed in now: it does not reveal
    whose it is.

    Raises:
        Refused: with ``temporarily_unavailable``: the register does not answer.
    """
    try:
        found = provider.people.find_in_cast(named) or (
            provider.people.find(named) if PERSONAL_NUMBER.fullmatch(named) else None
        )
    except RegisterDown:
        raise refused(
            "temporarily_unavailable", "The population register is down.", 503
        ) from None
    return found or next(
        (a for a in _around(provider) if subject(provider, a, client) == named), None
    )


def may_sign_in(provider: Provider, client: Client, account: Account) -> bool:
    """Say whether this person could sign in to this client."""
    today = datetime.fromtimestamp(provider.now(), UTC).astimezone(VIETNAM).date()
    high_enough = account.account_level >= client.minimum_level
    return high_enough and obstacle(account, today) is None


def _around(provider: Provider) -> Iterator[Account]:
    yield from provider.people.cast_if_known()
    for session in provider.store.sessions.all():
        yield session.account
