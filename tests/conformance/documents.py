"""A small web server of the relying party: documents to fetch, calls to receive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Call:
    """A request that came in."""

    method: str
    path: str
    form: dict[str, str]


@dataclass
class Documents:
    """Documents by path, and the calls that came; everything else is 404.

    Attributes:
        address: where the server stands, without a slash at the end.
        status: the status code to answer posts with, by path; 200 if unsaid.
    """

    address: str = ""
    calls: list[Call] = field(default_factory=list)
    status: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def put(self, path: str, text: str, kind: str = "application/json") -> str:
        """Publish a document and return its address."""
        self._kept[path] = (kind, text.encode())
        return f"{self.address}{path}"

    def find(self, path: str) -> tuple[str, bytes] | None:
        """Return a document and its media type."""
        return self._kept.get(path)

    def clear(self) -> None:
        """Forget documents and calls."""
        self._kept.clear()
        self.calls.clear()
        self.status.clear()


@contextmanager
def publishing() -> Iterator[Documents]:
    """Serve on a free port of this computer until the ``with`` block ends."""
    documents = Documents()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            documents.calls.append(Call("GET", self.path, {}))
            kind, content = documents.find(path) or ("text/plain", b"")
            self.answer(200 if documents.find(path) else 404, kind, content)

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            form = dict(parse_qsl(self.rfile.read(length).decode()))
            documents.calls.append(Call("POST", self.path, form))
            self.answer(documents.status.get(self.path, 200), "text/plain", b"")

        def answer(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    documents.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield documents
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
