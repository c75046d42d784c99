"""Ways to a WSGI app without a socket: a plain call, and adapters for HTTP clients."""

import http.client
import io
import sys
from collections.abc import Iterable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

PORTS = {"http": "80", "https": "443"}
NAMELESS = ("CONTENT_TYPE", "CONTENT_LENGTH")
"""Headers that WSGI names without ``HTTP_``."""


@dataclass(frozen=True)
class Answer:
    """What an app answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return a header, or an empty text."""
        return next((v for n, v in self.headers if n.lower() == name), "")


def call(
    app: "WSGIApplication",
    method: str,
    url: str,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> Answer:
    """Send a request to an app and return its whole answer.

    The app runs in a context of its own: whoever calls from inside another request
    keeps its language and everything else that a context holds.
    """
    environ = _environ(method, url, headers or {}, body)
    return copy_context().run(_run, app, environ)


def _run(app: "WSGIApplication", environ: "WSGIEnvironment") -> Answer:
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], _error: object = None
    ) -> Any:  # noqa: ANN401 - WSGI's write function
        begun[:] = [(status, headers)]
        return written.append

    pieces: Iterable[bytes] = app(environ, start_response)
    try:
        written.extend(pieces)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
    status, headers = begun[0]
    return Answer(int(status.split(maxsplit=1)[0]), tuple(headers), b"".join(written))


def _environ(
    method: str, url: str, headers: Mapping[str, str], body: bytes
) -> "WSGIEnvironment":
    parts = urlsplit(url)
    port = str(parts.port) if parts.port else PORTS[parts.scheme]
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path or "/").decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key in NAMELESS else f"HTTP_{key}"] = value
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ


class WsgiAdapter(HTTPAdapter):
    """Lets a ``requests`` session reach an app: ``session.mount(address, adapter)``."""

    def __init__(self, app: "WSGIApplication") -> None:
        super().__init__()
        self._app = app

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002, ARG002 - their signature
        timeout: object = None,  # noqa: ARG002 - the same
        verify: object = True,  # noqa: FBT002, ARG002 - the same
        cert: object = None,  # noqa: ARG002 - the same
        proxies: object = None,  # noqa: ARG002 - the same
    ) -> Response:
        """Answer a request without a socket."""
        answer = call(
            self._app,
            request.method or "GET",
            request.url or "",
            {name: _text(value) for name, value in request.headers.items()},
            _bytes(request.body),
        )
        return self.build_response(request, _as_read(answer))


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _bytes(body: object) -> bytes:
    """Return the body of a request, whichever way it was given."""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    if body is None:
        return b""
    read = getattr(body, "read", None)
    return _bytes(read()) if read else b"".join(map(_bytes, body))  # type: ignore[call-overload]


def _as_read(answer: Answer) -> HTTPResponse:
    """Return an answer as ``urllib3`` would have read it, cookies included."""
    message = http.client.HTTPMessage()
    for name, value in answer.headers:
        message.add_header(name, value)
    return HTTPResponse(
        body=io.BytesIO(answer.body),
        headers=HTTPHeaderDict(answer.headers),
        status=answer.status,
        reason=http.client.responses.get(answer.status, ""),
        preload_content=False,
        original_response=SimpleNamespace(  # type: ignore[arg-type]
            msg=message, close=_nothing, isclosed=_yes
        ),
    )


def _nothing() -> None:
    """Close nothing: there is no connection."""


def _yes() -> bool:
    return True


def httpx_transport(app: "WSGIApplication") -> Any:  # noqa: ANN401 - httpx is optional
    """Return a transport for ``httpx.Client(transport=…)``.

    Raises:
        ModuleNotFoundError: httpx is not installed.
    """
    return import_module("httpx").WSGITransport(app=app, raise_app_exceptions=True)
