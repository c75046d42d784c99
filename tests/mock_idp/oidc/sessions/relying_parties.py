"""Relying parties with web servers of their own, which can be slow or fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


@dataclass
class RelyingParty:
    """One service.

    Attributes:
        statuses: what it answers in order; the last one for ever.
        sleeps: it does not answer its first call before ``wake`` is set.
        heard: the logout tokens that came.
    """

    name: str
    statuses: tuple[int, ...] = (200,)
    sleeps: bool = False
    address: str = ""
    heard: list[str] = field(default_factory=list)
    wake: threading.Event = field(default_factory=threading.Event)

    def status(self) -> int:
        """Return what the call that just came is answered."""
        return self.statuses[min(len(self.heard), len(self.statuses)) - 1]


@contextmanager
def running(*parties: RelyingParty) -> Iterator[None]:
    """Serve each on a port of its own until the ``with`` block ends."""
    servers = [_server(party) for party in parties]
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        for server in servers
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for party, server, thread in zip(parties, servers, threads, strict=True):
            party.wake.set()
            server.shutdown()
            thread.join()
            server.server_close()


def _server(party: RelyingParty) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = dict(parse_qsl(self.rfile.read(length).decode()))
            party.heard.append(form["logout_token"])
            if party.sleeps and len(party.heard) == 1:
                party.wake.wait(10)
            self.send_response(party.status())
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    party.address = f"http://127.0.0.1:{server.server_port}"
    return server
