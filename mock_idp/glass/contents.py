"""What a message carries: parameters, headers, members of an answer, tokens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from forms.i18n import Text, _
from mock_idp.control.exchanges import Exchange
from mock_idp.control.exports import answer_headers_of, headers_of, query_of
from mock_idp.glass.explanations import CLAIM, HEADER, HTTP, PARAMETER
from mock_idp.glass.rows import Row, rows
from mock_idp.glass.shown import members
from mock_idp.glass.titles import brief
from mock_idp.glass.tokens.opened import Opened, Setting, opened
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import Kind
from mock_idp.oidc.provider import Provider

QUERY, FORM = _("Tham số trong địa chỉ"), _("Tham số trong biểu mẫu")
HEADERS, CONTENT = _("Phần đầu HTTP"), _("Nội dung")
FIELDS = _("Tham số mang về")
ABOUT_PEOPLE = ("userinfo", "introspection")
USELESS = frozenset(
    {
        *("Connection", "Content-Length", "Date", "Server", "Vary", "Pragma"),
        *("X-Content-Type-Options", "Referrer-Policy", "X-Robots-Tag"),
    }
)
JSON_BODY = _("Nội dung JSON")


@dataclass(frozen=True)
class Part:
    """Lines under a heading."""

    title: Text
    rows: tuple[Row, ...]


def phrase(status: int) -> str:
    """Return a status with its name."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def status_line(exchange: Exchange) -> str:
    """Return status and, of a redirect, where it leads, without its query."""
    line = phrase(exchange.status)
    headers = dict(answer_headers_of(exchange))
    target = headers.get("Location", "")
    if not target:
        return line
    return f"{line} → {brief(target.partition('?')[0].partition('#')[0])}"


def setting(provider: Provider, exchange: Exchange) -> Setting:
    """Return in what the tokens of an exchange are met."""
    client = provider.clients.find(exchange.client)
    said = [v for kind, v, _ in exchange.said if kind == Kind.ID_TOKEN_CLAIMS]
    clients: tuple[Client, ...] = (client,) if client else ()
    return Setting(provider, exchange.at, clients, said[-1] if said else None)


class _Opening:
    """Opens the tokens of one exchange; a header may hold a token after a word."""

    def __init__(self, provider: Provider, exchange: Exchange) -> None:
        self._here = setting(provider, exchange)

    def __call__(self, name: str, value: str) -> Opened | None:
        bare = value.strip()
        if name == "Authorization":
            bare, name = bare.partition(" ")[2].strip(), "access_token"
        return opened(bare, self._here, "dpop" if name == "Dpop" else name)


def _part(
    title: Text,
    pairs: Iterable[tuple[str, object]],
    kinds: tuple[str, ...],
    opening: _Opening,
) -> tuple[Part, ...]:
    found = rows(pairs, kinds, opening)
    return (Part(title, found),) if found else ()


def request_parts(
    provider: Provider, exchange: Exchange, *, with_headers: bool
) -> tuple[Part, ...]:
    """Return what a request carries."""
    opening = _Opening(provider, exchange)
    kinds = (PARAMETER, CLAIM)
    parts = _part(QUERY, query_of(exchange), kinds, opening)
    parts += _part(FORM, exchange.form, kinds, opening)
    sent = members(exchange.content.decode("utf-8", "replace"))
    if sent:
        parts += _part(JSON_BODY, sent.items(), kinds, opening)
    headers = headers_of(exchange)
    if not with_headers:
        headers = [pair for pair in headers if pair[0].startswith("X-Mock")]
    return parts + _part(HEADERS, headers, (HTTP,), opening)


def answer_parts(provider: Provider, exchange: Exchange) -> tuple[Part, ...]:
    """Return what an answer to a relying party carries."""
    opening = _Opening(provider, exchange)
    text = (exchange.body or b"").decode("utf-8", "replace").strip()
    sent = members(text)
    is_claims = exchange.endpoint in ABOUT_PEOPLE
    kinds = (CLAIM, PARAMETER) if is_claims else (PARAMETER, CLAIM, HEADER)
    if sent is not None:
        parts = _part(CONTENT, sent.items(), kinds, opening)
    elif text:
        parts = _part(
            CONTENT, [("JWT" if "." in text else "text", text)], kinds, opening
        )
    else:
        parts = ()
    headers = [p for p in answer_headers_of(exchange) if _is_telling(p[0])]
    named = [(name.title(), value) for name, value in headers]
    return parts + _part(HEADERS, named, (HTTP,), opening)


def _is_telling(name: str) -> bool:
    title = name.title()
    return title not in USELESS and not title.startswith("Access-Control")


def response_parts(
    provider: Provider, exchange: Exchange, fields: Iterable[tuple[str, str]]
) -> tuple[Part, ...]:
    """Return what the browser carries to a relying party."""
    opening = _Opening(provider, exchange)
    return _part(FIELDS, fields, (PARAMETER, CLAIM), opening)


def token_parts(
    provider: Provider, exchange: Exchange, name: str, token: str, client: str | None
) -> tuple[Part, ...]:
    """Return one token that is sent as a form."""
    known = provider.clients.find(client)
    here = Setting(provider, exchange.at, (known,) if known else ())

    def opening(label: str, value: str) -> Opened | None:
        return opened(value, here, label)

    return (Part(FORM, rows([(name, token)], (PARAMETER,), opening)),)


def address_parts(address: str) -> tuple[Part, ...]:
    """Return the parameters of an address."""
    pairs = parse_qsl(urlsplit(address).query, keep_blank_values=True, errors="replace")
    return (Part(QUERY, rows(pairs, (PARAMETER, CLAIM))),) if pairs else ()


def told_claims(exchange: Exchange, kind: Kind) -> Mapping[str, Any] | None:
    """Return the claims last said in an exchange, even when they were encrypted."""
    found = [value for said, value, _ in exchange.said if said == kind]
    return found[-1] if found and isinstance(found[-1], Mapping) else None
