"""A real HTTP server on a free port that answers exactly what a test prepares."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Neighbour:
    """What the server answers next, and what it was asked."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    routes: dict[str, Any] = field(default_factory=dict)
    """Answers by path; other paths get ``body``."""
    url: str = ""

    def answers(self, body: Any, status: int = 200) -> None:
        """Answer this JSON from now on."""
        self.body = json.dumps(body).encode()
        self.status = status


@contextmanager
def running() -> Iterator[Neighbour]:
    """Serve in a thread until the block ends."""
    neighbour = Neighbour()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(neighbour))
    server.daemon_threads = True
    neighbour.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield neighbour
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(neighbour: Neighbour) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            sent = {name.title(): value for name, value in self.headers.items()}
            neighbour.requests.append(
                (self.command, self.path, sent, self.rfile.read(length))
            )
            body = neighbour.body
            if self.path in neighbour.routes:
                body = json.dumps(neighbour.routes[self.path]).encode()
            self.send_response(neighbour.status)
            for name, value in neighbour.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the server's own naming

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    return Handler


@contextmanager
def speaking(talk: Callable[[socket.socket, threading.Event], object]) -> Iterator[str]:
    """Serve raw bytes: ``talk`` gets the connection and an event set at the end."""
    done = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def serve() -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            connection.recv(65536)
            talk(connection, done)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        done.set()
        thread.join()
        listener.close()


def closed_port() -> str:
    """Return an address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
