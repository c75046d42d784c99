"""Serve a WSGI application with waitress until told to stop."""

import contextlib
import signal
import socket
from typing import Any
from wsgiref.types import WSGIApplication

from waitress.server import create_server

THREADS = 8


def serve(
    app: WSGIApplication, *, host: str, port: int, threads: int = THREADS
) -> None:
    """Serve until SIGTERM or Ctrl+C; a request under way is finished first."""
    on_sigterm_exit()
    server: Any = create_server(
        app, host=host, port=port, threads=threads, ident="lien-thong"
    )
    with contextlib.suppress(KeyboardInterrupt):
        server.run()


def on_sigterm_exit() -> None:
    """Turn SIGTERM into SystemExit, which waitress answers by finishing its work."""

    def stop(*_: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)


def is_free(host: str, port: int) -> bool:
    """Tell whether a port can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free(host: str, port: int, tries: int = 50) -> int:
    """Return the first free port at or after ``port``.

    Raises:
        OSError: none of them is free.
    """
    for candidate in range(port, port + tries):
        if is_free(host, candidate):
            return candidate
    raise OSError(f"no free port between {port} and {port + tries - 1}")
