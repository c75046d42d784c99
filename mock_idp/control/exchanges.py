"""One exchange: a request, its answer, and everything said on the way.

The journal keeps references and formats them only when somebody reads: an exchange
must cost next to nothing while it happens.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote_plus

from mock_idp.clock import ticks
from mock_idp.oidc.emission import About

ENDPOINTS = {
    "/.well-known/openid-configuration": "discovery",
    "/.well-known/oauth-authorization-server": "discovery",
    "/device_authorization": "device",
    "/introspect": "introspection",
    "/register": "registration",
    "/revoke": "revocation",
}
"""Addresses whose endpoint is not simply their first word."""

Said = tuple[str, Any, About]


@dataclass(slots=True, eq=False)
class Exchange:
    """A request and its answer, as references.

    Attributes:
        number: position in the journal; 0 until it is noted.
        provider: who answers.
        at: moment of the request on the provider's clock, in seconds.
        headers: WSGI names and values of the request's headers.
        body: the answer's bytes; nothing for pages.
        own: faults that hold for this sign-in only.
        applied: ids of the faults that changed something here.
        decided: which scenarios fire in this exchange.
        fired: scenarios that fire here for the last time.
    """

    at: float
    started: float
    method: str
    path: str
    query: str
    provider: Any = None
    headers: tuple[tuple[str, str], ...] = ()
    number: int = 0
    took: float = 0.0
    form: Iterable[tuple[str, str]] = ()
    content: bytes = b""
    status: int = 0
    answer_headers: Iterable[tuple[str, str]] = ()
    body: bytes | None = None
    said: list[Said] = field(default_factory=list)
    own: tuple[Any, ...] = ()
    applied: list[str] = field(default_factory=list)
    decided: dict[str, bool] = field(default_factory=dict)
    fired: list[Any] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        """Say whether no relying party sees it, so that no scenario concerns it."""
        return self.path.startswith("/__mock")

    @property
    def endpoint(self) -> str:
        """Return the name of the endpoint, as scenarios and journal call it."""
        return endpoint_of(self.path)

    def sent(self) -> Iterator[tuple[str, str]]:
        """Return every parameter, of the address and of the form."""
        if self.query:
            yield from parse_qsl(self.query, keep_blank_values=True, errors="replace")
        yield from self.form

    def parameter(self, name: str) -> str | None:
        """Return the first value of a parameter, if it was sent."""
        return next((v for n, v in self.sent() if n == name and v), None)

    def header(self, name: str) -> str:
        """Return a header of the request, by its usual name."""
        wanted = "HTTP_" + name.upper().replace("-", "_")
        return next((value for key, value in self.headers if key == wanted), "")

    @property
    def client(self) -> str | None:
        """Return the relying party this is about, as far as anybody said."""
        told = next((a.client_id for _, _, a in self.said if a.client_id), None)
        return (
            told or self.parameter("client_id") or _user(self.header("authorization"))
        )

    @property
    def person(self) -> str | None:
        """Return whom this is about: the cast's short name, else the number."""
        return next((a.person for _, _, a in self.said if a.person), None)


def endpoint_of(path: str) -> str:
    """Return the endpoint at a path; a registered client's own address counts too."""
    known = ENDPOINTS.get(path)
    if known:
        return known
    first = path.strip("/").partition("/")[0]
    return ENDPOINTS.get(f"/{first}", first or "home")


def _user(header: str) -> str | None:
    """Return the user of HTTP Basic authentication."""
    if header[:6].lower() != "basic ":
        return None
    try:
        text = base64.b64decode(header[6:].strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    return unquote_plus(text.partition(":")[0]) or None


CURRENT: ContextVar[Exchange | None] = ContextVar("exchange", default=None)
"""The exchange under way; nothing when the provider is asked without HTTP."""


@contextmanager
def own_exchange(
    provider: Any,  # noqa: ANN401 - as Exchange has it
    path: str,
    own: tuple[Any, ...] = (),
) -> Iterator[Exchange]:
    """Open an exchange for something that the control API or a program does."""
    exchange = Exchange(
        at=provider.now(),
        started=ticks(),
        method="POST",
        path=path,
        query="",
        provider=provider,
        own=own,
        status=HTTPStatus.NO_CONTENT,
    )
    before = CURRENT.set(exchange)
    try:
        yield exchange
    finally:
        CURRENT.reset(before)
        exchange.took = ticks() - exchange.started


def headers_of(environ: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the request headers of a WSGI environment."""
    return tuple(
        (key, value)
        for key, value in environ.items()
        if key.startswith("HTTP_") or key == "CONTENT_TYPE"
    )
