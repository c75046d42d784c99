"""A relying party of JavaScript alone: the server only hands out its two files."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).parent / "spa"
MUTATIONS = ("no_state", "no_nonce", "blank_on_error")


class Files(BaseHTTPRequestHandler):
    """The script, what it is told, and one page for every other address."""

    protocol_version = "HTTP/1.1"
    told: str

    def log_message(self, *_what: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        if self.path == "/app.js":
            self._answer("text/javascript", (FOLDER / "app.js").read_text("utf-8"))
        elif self.path == "/config.json":
            self._answer("application/json", self.told)
        else:
            self._answer("text/html", (FOLDER / "index.html").read_text("utf-8"))

    def _answer(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def spa_rp(issuer: str, *mutations: str, client_id: str = "check-rp") -> Iterator[str]:
    """Serve the client on a free port until the block ends; give its address."""
    assert set(mutations) <= set(MUTATIONS), mutations
    told = {"issuer": issuer, "client_id": client_id, "mutations": mutations}
    files = type("TheseFiles", (Files,), {"told": json.dumps(told)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), files)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
