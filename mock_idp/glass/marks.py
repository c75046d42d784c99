"""What ties exchanges together: codes, tokens and names that come again.

A mark is a value that only one sign-in knows. A session mark is shared by all sign-ins
of one session: it ties the end of the session to them.
"""

import re
from collections.abc import Iterator, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from mock_idp.control.exchanges import Exchange
from mock_idp.control.phones import MOVED
from mock_idp.front.cookies import LONGEST_COOKIE, SESSION
from mock_idp.glass.shown import members
from mock_idp.oidc.authorization.response import AuthorizeResponse
from mock_idp.oidc.emission import Kind

SENT = frozenset(
    {
        *("code", "access_token", "refresh_token", "token", "subject_token"),
        *("actor_token", "device_code", "request_uri", "leaving"),
    }
)
ANSWERED = ("access_token", "refresh_token", "id_token", "device_code", "request_uri")
SHORTEST = 8
"""Characters below which two values may be equal by chance."""
PUSHED = "urn:ietf:params:oauth:request_uri:"
_STEP = re.compile(r"/(?:sign-in|phone|confirmations)/([\w-]{16,})")
_LETTERS = re.compile(r"[^A-Z]")
BROWSER_ENDPOINTS = ("authorize", "sign-in", "logout", "device")


def marks(exchange: Exchange) -> frozenset[str]:
    """Return what ties an exchange to others of the same sign-in."""
    return frozenset(_marks(exchange))


def _marks(exchange: Exchange) -> Iterator[str]:
    yield from _steps(exchange)
    for name, value in exchange.sent():
        if name == "user_code":
            yield f"user {_LETTERS.sub('', value.upper())[:40]}"
        elif name in SENT and _is_own(name, value):
            yield value
    scheme, _space, token = exchange.header("Authorization").partition(" ")
    if scheme.lower() in ("bearer", "dpop") and len(token) >= SHORTEST:
        yield token.strip()
    yield from _answered(exchange)
    for kind, value, _about in exchange.said:
        if kind == Kind.AUTHORIZE_RESPONSE and isinstance(value, AuthorizeResponse):
            yield from (v for n, v in value.fields if n in (*ANSWERED, "code"))


def _is_own(name: str, value: str) -> bool:
    """Say whether a value is one of ours: a client's own document may be shared."""
    is_pushed = name != "request_uri" or value.startswith(PUSHED)
    return is_pushed and len(value) >= SHORTEST


def _steps(exchange: Exchange) -> Iterator[str]:
    """Return the sign-ins and requests to a phone that an exchange is a step of."""
    places = (exchange.path, _location(exchange))
    for place in places:
        found = _STEP.search(place) if place.startswith("/") else None
        if found is not None:
            yield found[1]
    for kind, value, _about in exchange.said:
        if kind == MOVED and isinstance(value, Mapping):
            yield str(value.get("id"))


def _location(exchange: Exchange) -> str:
    known = getattr(exchange.answer_headers, "get", None)
    return str(known("Location", "")) if known else ""


def _answered(exchange: Exchange) -> Iterator[str]:
    answer = body_of(exchange)
    for name in ANSWERED:
        value = answer.get(name)
        if isinstance(value, str) and len(value) >= SHORTEST:
            yield value
    if isinstance(answer.get("user_code"), str):
        yield f"user {_LETTERS.sub('', answer['user_code'].upper())[:40]}"


def body_of(exchange: Exchange) -> Mapping[str, Any]:
    """Return the members of a JSON answer; none when it is no JSON object."""
    if not exchange.body or exchange.body[:1] != b"{":
        return {}
    return members(exchange.body.decode("utf-8", "replace")) or {}


def sessions(exchange: Exchange) -> frozenset[str]:
    """Return what ties an exchange to a session: its id, its cookie, an ID token."""
    found = {f"sid {sid}" for sid in _sids(exchange)}
    for name, value in exchange.sent():
        if name == "id_token_hint":
            found.add(value)
    token = body_of(exchange).get("id_token")
    if isinstance(token, str):
        found.add(token)
    return frozenset(found)


def _sids(exchange: Exchange) -> Iterator[str]:
    for kind, value, _about in exchange.said:
        is_claims = kind in (Kind.ID_TOKEN_CLAIMS, Kind.LOGOUT_TOKEN_CLAIMS)
        if is_claims and isinstance(value, Mapping) and value.get("sid"):
            yield str(value["sid"])


def cookies_sent(exchange: Exchange) -> frozenset[str]:
    """Return the session that the browser brought, if it brought one."""
    if exchange.endpoint not in BROWSER_ENDPOINTS:
        return frozenset()
    return _session_in(exchange.header("Cookie"))


def cookies_set(exchange: Exchange) -> frozenset[str]:
    """Return the session that the browser was given, if it was given one."""
    listed = getattr(exchange.answer_headers, "getlist", None)
    new = listed("Set-Cookie") if listed else ()
    return frozenset(mark for text in new for mark in _session_in(text))


def _session_in(text: str) -> frozenset[str]:
    if SESSION not in text:
        return frozenset()
    try:
        found = SimpleCookie(text).get(SESSION)
    except CookieError:
        return frozenset()
    key = found.value if found else ""
    return (
        frozenset({f"cookie {key}"}) if 0 < len(key) <= LONGEST_COOKIE else frozenset()
    )
