"""Redirect URIs: which are trusted, and where a wrong one begins to differ.

RFC 6749 §3.1.2 and RFC 9700 §2.1 want them equal to the registered one, character by
character. The one exception is the port of a native app's loopback address (RFC 8252
§7.3).
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile
from urllib.parse import urlsplit

from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Parameters
from mock_idp.oidc.provider import Provider

SHOWN_LENGTH = 300
"""Characters of a wrong value that our own error page repeats."""
CONTEXT = 60
"""Characters shown before the first one that differs."""
_LOOPBACK = re.compile(
    r"(http://(?:127\.0\.0\.1|\[::1\]))(?::\d{1,5})?(/.*)?", re.DOTALL
)
_PRINTABLE_FROM, _PRINTABLE_TO = "!", "~"


def is_registered(client: Client, uri: str) -> bool:
    """Say whether answers may go to this address."""
    if uri in client.redirect_uris:
        return True
    if client.application_type != "native":
        return False
    asked = _without_port(uri)
    return asked is not None and asked in map(_without_port, client.redirect_uris)


def _without_port(uri: str) -> str | None:
    found = _LOOPBACK.fullmatch(uri)
    return None if found is None else f"{found[1]}{found[2] or ''}"


def is_possible(uri: str) -> bool:
    """Say whether a URI that nobody registered could be one at all.

    A pushed request of FAPI 2.0 may bring its own: ``https``, no fragment.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and "#" not in uri


def where_answers_go(provider: Provider, sent: Parameters) -> tuple[str, ...]:
    """Return every address to which the answer to a request may go, unread as it is.

    Those are the registered ones, and what the request names when it is as good:
    another port of a native app, or what was pushed.
    """
    client = provider.clients.find(sent.get("client_id"))
    if client is None:
        return ()
    named = sent.get("redirect_uri")
    kept = provider.store.pushed.find(sent.get("request_uri"))
    pushed = kept.parameters.get("redirect_uri") if kept else None
    uris = [*client.redirect_uris]
    if named is not None and is_registered(client, named):
        uris.append(named)
    if pushed is not None and kept and kept.client_id == client.client_id:
        uris.append(pushed)  # judged when it was pushed
    return tuple(dict.fromkeys(uris))


def difference(sent: str, registered: Iterable[str]) -> dict[str, str]:
    """Return facts about the first character that differs from the nearest URI.

    ``position`` counts from 1; ``sent_character`` and ``registered_character`` name
    the characters, empty where a URI has ended. Nothing when nothing is registered or
    sent.
    """
    nearest = max(registered, key=lambda uri: _same(sent, uri), default=None)
    if nearest is None or not sent or sent == nearest:
        return {}
    at = _same(sent, nearest)
    start = max(0, at - CONTEXT)
    before = ("…" if start else "") + sent[start:at]
    return {
        "position": str(at + 1),
        "same": before,
        "sent_differs": sent[at : at + CONTEXT],
        "registered_differs": nearest[at : at + CONTEXT],
        "sent_character": named(sent[at : at + 1]),
        "registered_character": named(nearest[at : at + 1]),
    }


def _same(first: str, second: str) -> int:
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def named(character: str) -> str:
    """Return a character so that two alike ones can be told apart."""
    if not character:
        return ""
    code = f"U+{ord(character):04X}"
    if _PRINTABLE_FROM <= character <= _PRINTABLE_TO:
        return f"{character} ({code})"
    return f"{code} {unicodedata.name(character, '')}".strip()


def shown(text: str | None) -> str:
    """Return as much of a value as a page repeats."""
    return (text or "")[:SHOWN_LENGTH]
