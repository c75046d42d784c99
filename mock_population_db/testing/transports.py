"""Ways to a WSGI app without a socket: adapters for ``requests`` and ``httpx``."""

import http.client
import io
from collections.abc import Iterable
from contextvars import copy_context
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from requests import PreparedRequest, ReadTimeout, Response
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse
from werkzeug.test import Client

from mock_population_db.testing.patience import PATIENCE, OutOfPatience

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_SLOW = "the register answers after the client's timeout"


@dataclass(frozen=True)
class Answer:
    """What an app answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def call(
    app: "WSGIApplication",
    method: str,
    url: str,
    *,
    headers: Iterable[tuple[str, str]] = (),
    body: bytes = b"",
    timeout: float | None = None,
) -> Answer:
    """Send a request to an app and return its whole answer.

    The app runs in a context of its own, so that its language stays its own.

    Raises:
        OutOfPatience: a slow answer takes longer than ``timeout`` seconds.
    """
    return copy_context().run(_call, app, method, url, tuple(headers), body, timeout)


def _call(
    app: "WSGIApplication",
    method: str,
    url: str,
    headers: tuple[tuple[str, str], ...],
    body: bytes,
    timeout: float | None,
) -> Answer:
    PATIENCE.set(timeout)
    with Client(app).open(
        url,
        method=method,
        headers=[pair for pair in headers if pair[0].lower() != "content-length"],
        data=body,
    ) as answer:
        return Answer(answer.status_code, tuple(answer.headers.items()), answer.data)


class WsgiAdapter(HTTPAdapter):
    """Lets a ``requests`` session reach an app: ``session.mount(address, adapter)``."""

    def __init__(self, app: "WSGIApplication") -> None:
        super().__init__()
        self._app = app

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002, ARG002 - their signature
        timeout: Any = None,  # noqa: ANN401 - the same
        verify: object = True,  # noqa: FBT002, ARG002 - the same
        cert: object = None,  # noqa: ARG002 - the same
        proxies: object = None,  # noqa: ARG002 - the same
    ) -> Response:
        """Answer a request without a socket.

        Raises:
            ReadTimeout: the register is slower than the timeout of this request.
        """
        patience = timeout[1] if isinstance(timeout, tuple) else timeout
        try:
            answer = call(
                self._app,
                request.method or "GET",
                request.url or "",
                headers=[(n, _text(v)) for n, v in request.headers.items()],
                body=_bytes(request.body),
                timeout=patience,
            )
        except OutOfPatience:
            raise ReadTimeout(_SLOW, request=request) from None
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
    return HTTPResponse(
        body=io.BytesIO(answer.body),
        headers=HTTPHeaderDict(answer.headers),
        status=answer.status,
        reason=http.client.responses.get(answer.status, ""),
        preload_content=False,
    )


def httpx_transport(app: "WSGIApplication") -> Any:  # noqa: ANN401 - httpx is optional
    """Return a transport for ``httpx.Client(transport=…)``.

    Raises:
        ModuleNotFoundError: httpx is not installed.
    """
    httpx = import_module("httpx")

    def handle_request(_transport: object, request: Any) -> Any:  # noqa: ANN401 - httpx's
        patience = request.extensions.get("timeout", {}).get("read")
        try:
            answer = call(
                app,
                request.method,
                str(request.url),
                headers=request.headers.multi_items(),
                body=request.read(),
                timeout=patience,
            )
        except OutOfPatience:
            raise httpx.ReadTimeout(_SLOW, request=request) from None
        return httpx.Response(
            answer.status, headers=list(answer.headers), content=answer.body
        )

    members = {"handle_request": handle_request}
    return type("Transport", (httpx.BaseTransport,), members)()
