"""Exchanges as a pytest file that signs in anew, at a mock e-ID of its own."""

from collections.abc import Iterable
from pprint import pformat
from typing import Any

from mock_idp.control.exchanges import Exchange
from mock_idp.control.exports.learning import secret_name
from mock_idp.control.exports.reading import moment
from mock_idp.control.exports.steps import record
from mock_idp.errors import RegisterDown
from mock_idp.oidc.clients.record import record_of
from mock_idp.oidc.provider import Provider
from mock_idp.people.account import Account
from mock_idp.people.cast import read_cast

WIDTH = 88
HEAD = '''"""Repeats what the journal of a mock e-ID saw{when}.

Install mock-idp beside pytest and run this file: the test has a mock e-ID of its own,
without a socket. People sign in anew, codes and tokens are fresh, and time is the
recorded one. No secret of a client stands here and none is needed: the test gives each
client one of its own.
{left_out}"""

from mock_idp.testing import MockIdp
from mock_idp.testing.repeating import Repeating

'''
TEST = """

def test_every_answer_is_as_it_was():
    with MockIdp() as idp:
        repeating = Repeating(idp.new_tenant(), CLIENTS, PEOPLE)
        for step in STEPS:
            repeating.repeat(step)
"""


def pytest_file(exchanges: Iterable[Exchange], issuer: str) -> str:
    """Return a test that takes the recorded steps again and expects like answers."""
    del issuer
    seen = list(exchanges)
    if not seen:
        return HEAD.format(when="", left_out="") + _written([], [], []) + TEST
    provider: Provider = seen[0].provider
    made = record(seen, provider)
    clients = [_client(provider, name) for name in sorted(made.clients)]
    people = [_person(provider, name) for name in sorted(made.people)]
    return (
        HEAD.format(when=f" on {moment(seen[0])[:10]}", left_out=_lines(made.left_out))
        + _written([c for c in clients if c], [p for p in people if p], made.steps)
        + TEST
    )


def _lines(left_out: list[str]) -> str:
    if not left_out:
        return ""
    shown = "".join(f"- {_plain(line)}\n" for line in left_out)
    return f"\nNot repeated:\n\n{shown}"


def _plain(text: str) -> str:
    """Leave out what would end the text of a docstring."""
    kept = "".join(c if c.isprintable() and c not in '"\\' else "?" for c in text)
    return kept[:WIDTH]


def _written(clients: list[Any], people: list[Any], steps: list[Any]) -> str:
    lists = {"CLIENTS": clients, "PEOPLE": people, "STEPS": steps}
    return "".join(
        f"{name} = {pformat(value, width=WIDTH, sort_dicts=False)}\n"
        for name, value in lists.items()
    )


def _client(provider: Provider, client_id: str) -> dict[str, Any] | None:
    """Return how a client is registered, with a name instead of its secret."""
    known = provider.clients.find(client_id)
    if known is None:
        return None
    said = record_of(known, secrets=False)
    said.pop("client_secret_expires_at", None)
    secret = secret_name(client_id) if known.client_secret else None
    return {**_plain_texts(said), "client_secret": secret}


def _plain_texts(said: dict[str, Any]) -> dict[str, Any]:
    """Return translated names as plain texts."""
    kinds = (str, int, float, bool, list, dict, type(None))
    return {
        name: value if type(value) in kinds else str(value)
        for name, value in said.items()
    }


def _person(provider: Provider, who: str) -> dict[str, Any] | None:
    """Return somebody whom a new mock e-ID would not know like this; else nothing."""
    from mock_idp.control.api.people import told  # noqa: PLC0415 - start-up budget

    found = _found(provider, who)
    same = any(found == account for account in read_cast())
    return None if found is None or same else told(found)


def _found(provider: Provider, who: str) -> Account | None:
    try:
        known = provider.people.find_in_cast(who)
        return known or (provider.people.find(who) if who.isdigit() else None)
    except RegisterDown:
        return None
