"""Run the mock e-ID in a thread, on a free port, for tests and for the demo."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.people.directory import People
from mock_idp.settings import Settings


class Quiet(WSGIRequestHandler):
    """Writes no request lines: addresses may hold what is nobody's business."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - theirs
        """Write nothing."""


@dataclass(frozen=True)
class Running:
    """A server that runs: its address and its app."""

    issuer: str
    app: Flask


@contextmanager
def serve(
    settings: Settings | None = None,
    clock: Clock | None = None,
    people: People | None = None,
) -> Iterator[Running]:
    """Serve on a free port of this computer until the ``with`` block ends."""
    settings = settings or Settings()
    server = make_server("127.0.0.1", 0, _not_yet, threaded=True, request_handler=Quiet)
    issuer = f"http://127.0.0.1:{server.server_port}"
    app = create_app(replace(settings, issuer=issuer), clock, people)
    server.app = app
    with _in_thread(server):
        yield Running(issuer, app)


def _not_yet(environ: object, start_response: object) -> list[bytes]:
    """Stand in until the app knows the port; it is never asked."""
    del environ, start_response
    return []


@contextmanager
def _in_thread(server: BaseWSGIServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
