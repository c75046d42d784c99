"""Exchanges as steps that a test can take again."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from mock_idp.control.exchanges import Exchange
from mock_idp.control.exports.browsers import Browsers
from mock_idp.control.exports.learning import (
    ANSWERED,
    REGISTERED,
    CannotRepeat,
    Learnt,
)
from mock_idp.control.exports.reading import query_of
from mock_idp.control.exports.sequence import FRONT
from mock_idp.oidc.emission import Kind
from mock_idp.oidc.provider import Provider

Step = dict[str, Any]
SIGNED = ("request", "client_assertion", "assertion")
"""Parameters that only the client's own key can make anew."""
HEADERS = ("Accept", "X-Mock-Scenario")
LONGEST_SECONDS = 2.0
REFUSED = "access_denied"
PAGES = ("/device", "/logout")
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass
class Recording:
    """What a test file repeats, and what it cannot.

    Attributes:
        steps: in order.
        left_out: lines that say what is not repeated, and why.
        clients: ids of the clients that must be known.
        people: short names or numbers of those who sign in.
    """

    steps: list[Step] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    clients: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


def record(exchanges: Sequence[Exchange], provider: Provider) -> Recording:
    """Return what can be repeated of these exchanges."""
    made = Recording()
    learnt, browsers = Learnt(provider), Browsers()
    for exchange in exchanges:
        browser = browsers.number(exchange)
        is_visit = exchange.path == "/authorize"
        if not is_visit and _is_a_page(exchange):
            continue
        try:
            step = (
                _visit(exchange, exchanges, learnt)
                if is_visit
                else _call(exchange, learnt)
            )
        except CannotRepeat as reason:
            line = f"{exchange.number}. {exchange.method} {exchange.path}: {reason}"
            made.left_out.append(line)
            learnt.learn(exchange.number, _told(exchange), is_repeated=False)
            continue
        if is_visit:
            step["browser"] = browser
            made.people |= {step["person"]} - {""}
        if exchange.client:
            made.clients.add(exchange.client)
        made.steps.append(step)
    return made


def _is_a_page(exchange: Exchange) -> bool:
    """Say whether a person's hand is at work: the visit to sign in stands for it."""
    return exchange.endpoint in FRONT or (
        exchange.path in PAGES or exchange.path.startswith(("/kich-ban", "/portrait"))
    )


def _step(exchange: Exchange, learnt: Learnt) -> Step:
    """Return what every step says; texts with names for fresh values."""
    if exchange.took > LONGEST_SECONDS:
        raise CannotRepeat(f"it took {exchange.took:.0f} seconds")
    sent = [*query_of(exchange), *exchange.form]
    for name in SIGNED:
        if any(name == known for known, _value in sent):
            raise CannotRepeat(f"{name} is signed with a key that only the client has")
    if exchange.header("DPoP"):
        raise CannotRepeat("DPoP is signed with a key that only the client has")
    return {
        "number": exchange.number,
        "at": exchange.at,
        "method": exchange.method,
        "path": learnt.fresh(exchange.path),
        "query": _fresh_pairs(query_of(exchange), exchange, learnt),
        "form": _fresh_pairs(exchange.form, exchange, learnt),
        "faults": list(dict.fromkeys(exchange.applied)),
    }


def _fresh_pairs(
    pairs: Iterable[tuple[str, str]], exchange: Exchange, learnt: Learnt
) -> list[list[str]]:
    found = []
    for name, value in pairs:
        if name == "client_secret":
            client_id = exchange.parameter("client_id") or ""
            found.append([name, learnt.secret(client_id, value)])
        else:
            found.append([name, learnt.fresh(value)])
    return found


def _visit(exchange: Exchange, exchanges: Sequence[Exchange], learnt: Learnt) -> Step:
    """Return a visit to the sign-in page, and what the browser brings back."""
    step, (end, told) = _step(exchange, learnt), _outcome(exchange, exchanges)
    error = told.get("error")
    is_by_hand = end is not exchange
    if is_by_hand and error not in (None, REFUSED):
        raise CannotRepeat(f"it ended with {error} by hand")
    gives = learnt.learn(exchange.number, told, is_repeated=True)
    step["faults"] = [name for name in step["faults"] if not name.startswith("P.")]
    return step | {
        "person": end.person or "",
        "agrees": not (is_by_hand and error == REFUSED),
        "expected": {"members": sorted(told), "error": error},
        "gives": gives,
    }


def _outcome(
    exchange: Exchange, exchanges: Sequence[Exchange]
) -> tuple[Exchange, dict[str, str]]:
    """Return where a sign-in ended, and what its client was told.

    Raises:
        CannotRepeat: no client was told anything.
    """
    headers = {
        name.lower(): value
        for name, value in getattr(exchange.answer_headers, "items", tuple)()
    }
    address = urlsplit(headers.get("location", "")).path
    for each in exchanges:
        is_later = each.number > exchange.number and "/sign-in/" in address
        if each is exchange or (is_later and f"{each.path}/".startswith(f"{address}/")):
            for kind, value, _about in each.said:
                if kind == Kind.AUTHORIZE_RESPONSE:
                    return each, dict(value.fields)
    raise CannotRepeat("no client heard how it ended")


def _call(exchange: Exchange, learnt: Learnt) -> Step:
    """Return a request of a program."""
    if exchange.path == "/device_authorization" or (
        exchange.parameter("grant_type") == DEVICE
    ):
        raise CannotRepeat("a person types the code of a device by hand")
    step = _step(exchange, learnt)
    headers = {name: exchange.header(name) for name in HEADERS if exchange.header(name)}
    given = exchange.header("Authorization")
    basic = learnt.basic(given)
    if given and basic is None:
        headers["Authorization"] = learnt.fresh(given)
    told = _told(exchange)
    is_new = exchange.endpoint == "registration"
    members = (*ANSWERED, *REGISTERED) if is_new else ANSWERED
    return step | {
        "headers": headers | _content_type(exchange),
        "basic": basic,
        "content": learnt.fresh(exchange.content.decode("utf-8", "replace")),
        "expected": {
            "status": exchange.status,
            "members": sorted(told),
            "error": told.get("error"),
        },
        "gives": learnt.learn(exchange.number, told, members, is_repeated=True),
    }


def _content_type(exchange: Exchange) -> dict[str, str]:
    known = dict(exchange.headers).get("CONTENT_TYPE", "")
    return {"Content-Type": known} if known else {}


def _told(exchange: Exchange) -> dict[str, Any]:
    """Return the JSON object of an answer, if it is one."""
    try:
        told = json.loads(exchange.body or b"")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
