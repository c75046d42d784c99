"""Exchanges as an HTTP Archive 1.2."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from mock_idp.control.exchanges import Exchange
from mock_idp.control.exports.reading import (
    answer_headers_of,
    headers_of,
    masked,
    moment,
    query_of,
)


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
        "startedDateTime": moment(exchange),
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
        "statusText": phrase(exchange.status),
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


def phrase(status: int) -> str:
    """Return the name of a status code, if it has one."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
