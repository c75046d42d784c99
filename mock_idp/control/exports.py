"""The journal as JSON, HAR, a Mermaid diagram, or a pytest file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from mock_idp.clock import VIETNAM
from mock_idp.control.exchanges import Exchange

HIDDEN = "***"
SECRET_PARAMETERS = frozenset(
    {"client_secret", "client_assertion", "password", "form_token"}
)
SECRET_HEADERS = frozenset({"cookie", "set-cookie"})
LONGEST_SHOWN = 60


def masked(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Hide secrets of clients; tokens and codes stay, they are what one looks for."""
    return [(n, HIDDEN if n in SECRET_PARAMETERS else v) for n, v in pairs]


def query_of(exchange: Exchange) -> list[tuple[str, str]]:
    """Return the parameters of the address, in order."""
    return parse_qsl(exchange.query, keep_blank_values=True, errors="replace")


def headers_of(exchange: Exchange) -> list[tuple[str, str]]:
    """Return the headers of the request, secrets hidden."""
    shown = []
    for key, value in exchange.headers:
        name = key.removeprefix("HTTP_").replace("_", "-").title()
        shown.append((name, _header(name, value)))
    return shown


def _header(name: str, value: str) -> str:
    if name.lower() == "authorization" and value[:6].lower() == "basic ":
        return f"Basic {HIDDEN}"
    if name.lower() in SECRET_HEADERS:
        return f"{value.partition('=')[0]}={HIDDEN}"
    return value


def answer_headers_of(exchange: Exchange) -> list[tuple[str, str]]:
    """Return the headers of the answer, secrets hidden."""
    items = getattr(exchange.answer_headers, "items", None)
    pairs = items() if items else exchange.answer_headers
    return [(name, _header(name, value)) for name, value in pairs]


def _moment(exchange: Exchange) -> str:
    return datetime.fromtimestamp(exchange.at, UTC).astimezone(VIETNAM).isoformat()


def _body(exchange: Exchange) -> object:
    text = (exchange.body or b"").decode("utf-8", "replace")
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return text


def plain(value: object) -> object:
    """Return what was said in a form that JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return dict(value) if isinstance(value, Mapping) else value


def entry(exchange: Exchange) -> dict[str, Any]:
    """Return an exchange as our own JSON."""
    headers = dict(answer_headers_of(exchange))
    return {
        "number": exchange.number,
        "at": _moment(exchange),
        "milliseconds": round(exchange.took * 1000, 2),
        "method": exchange.method,
        "path": exchange.path,
        "endpoint": exchange.endpoint,
        "client": exchange.client,
        "person": exchange.person,
        "query": dict(masked(query_of(exchange))),
        "form": dict(masked(exchange.form)),
        "status": exchange.status,
        "location": headers.get("Location"),
        "body": _body(exchange),
        "faults": list(dict.fromkeys(exchange.applied)),
        "said": [
            {"kind": str(kind), "value": plain(value)}
            for kind, value, _about in exchange.said
        ],
    }


def har(exchanges: Iterable[Exchange], issuer: str) -> dict[str, Any]:
    """Return exchanges as an HTTP Archive 1.2."""
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "mock-idp", "version": "1"},
            "entries": [_har_entry(exchange, issuer) for exchange in exchanges],
        }
    }


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _har_entry(exchange: Exchange, issuer: str) -> dict[str, Any]:
    took = round(exchange.took * 1000, 2)
    return {
        "startedDateTime": _moment(exchange),
        "time": took,
        "request": _har_request(exchange, issuer),
        "response": _har_response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
    }


def _har_request(exchange: Exchange, issuer: str) -> dict[str, Any]:
    query = masked(query_of(exchange))
    search = f"?{urlencode(query, errors='replace')}" if query else ""
    said: dict[str, Any] = {
        "method": exchange.method,
        "url": f"{issuer}{exchange.path}{search}",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(headers_of(exchange)),
        "queryString": _pairs(query),
        "headersSize": -1,
        "bodySize": -1,
    }
    form = masked(exchange.form)
    if form:
        said["postData"] = {
            "mimeType": "application/x-www-form-urlencoded",
            "params": _pairs(form),
            "text": urlencode(form, errors="replace"),
        }
    elif exchange.content:
        text = exchange.content.decode("utf-8", "replace")
        said["postData"] = {"mimeType": "application/json", "text": text}
    return said


def _har_response(exchange: Exchange) -> dict[str, Any]:
    headers = answer_headers_of(exchange)
    known = {name.lower(): value for name, value in headers}
    body = exchange.body or b""
    return {
        "status": exchange.status,
        "statusText": _phrase(exchange.status),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _pairs(headers),
        "content": {
            "size": len(body),
            "mimeType": known.get("content-type", ""),
            "text": body.decode("utf-8", "replace"),
        },
        "redirectURL": known.get("location", ""),
        "headersSize": -1,
        "bodySize": len(body),
    }


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


FRONT = frozenset({"authorize", "sign-in", "logout", "phone", "home"})
"""Endpoints that a browser opens; relying parties call the others."""


def mermaid(exchanges: Iterable[Exchange]) -> str:
    """Return exchanges as a sequence diagram."""
    lines = [
        "sequenceDiagram",
        "  participant B as Browser",
        "  participant C as Client",
        "  participant I as Mock e-ID",
    ]
    for exchange in exchanges:
        who = "B" if exchange.endpoint in FRONT else "C"
        lines.append(f"  {who}->>I: {exchange.method} {_safe(exchange.path)}")
        told = f"{exchange.status} {_phrase(exchange.status)}".strip()
        faults = ", ".join(dict.fromkeys(exchange.applied))
        lines.append(f"  I-->>{who}: {told}{f' ({_safe(faults)})' if faults else ''}")
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Leave out what would end a line of the diagram."""
    shown = "".join(c for c in text if c.isalnum() or c in "/._-~, ")
    return shown[:LONGEST_SHOWN]


def pytest_file(exchanges: Iterable[Exchange], issuer: str) -> str:
    """Return a test that repeats the requests of machines and expects their answers."""
    calls = [
        (e.method, e.path, dict(masked(query_of(e))), dict(masked(e.form)), e.status)
        for e in exchanges
        if e.endpoint not in FRONT
    ]
    lines = "\n".join(f"    {call!r}," for call in calls)
    return (
        '"""Repeats what the journal saw; one-time values are the recorded ones."""\n\n'
        "import urllib.error\nimport urllib.parse\nimport urllib.request\n\n"
        "import pytest\n\n"
        f"ISSUER = {issuer!r}\n"
        f"CALLS = [\n{lines}\n]\n\n\n"
        '@pytest.mark.parametrize("call", CALLS)\n'
        "def test_the_answer_is_the_one_recorded(call):\n"
        "    method, path, query, form, status = call\n"
        '    url = ISSUER + path + "?" + urllib.parse.urlencode(query)\n'
        "    body = urllib.parse.urlencode(form).encode() if form else None\n"
        "    asked = urllib.request.Request(url, body, method=method)\n"
        "    try:\n"
        "        with urllib.request.urlopen(asked, timeout=10) as answer:\n"
        "            assert answer.status == status\n"
        "    except urllib.error.HTTPError as refused:\n"
        "        assert refused.code == status\n"
    )
