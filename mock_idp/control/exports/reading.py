"""Exchanges as our own JSON, with the secrets of clients hidden."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from mock_idp.clock import VIETNAM
from mock_idp.control.exchanges import Exchange

HIDDEN = "***"
SECRET_PARAMETERS = frozenset(
    {"client_secret", "client_assertion", "password", "form_token"}
)
SECRET_HEADERS = frozenset({"cookie", "set-cookie"})


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


def moment(exchange: Exchange) -> str:
    """Return when an exchange happened, in Vietnamese time."""
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
        "at": moment(exchange),
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
