"""An agency's intake as a small real server; it can be told to misbehave."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Intake(ThreadingHTTPServer):
    """Takes deliveries and remembers them by key, like the real one.

    Attributes:
        mood: ``well``, ``broken`` (500), ``rubbish``, ``refusing`` (422) or
            ``hanging`` (no answer until ``let_go`` is set).
        received_at: what the receipts say.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.mood = "well"
        self.received_at = "2026-03-10T08:31:00+07:00"
        self.deliveries: list[tuple[str, str, dict[str, Any]]] = []
        """Path, key and body of every request, in order."""
        self.receipts: dict[str, str] = {}
        self.let_go = threading.Event()

    @property
    def url(self) -> str:
        """Where the portal delivers."""
        return f"http://127.0.0.1:{self.server_port}"


class _Desk(BaseHTTPRequestHandler):
    server: Intake
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take a delivery."""
        length = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(length))
        key = self.headers["Idempotency-Key"]
        desk = self.server
        desk.deliveries.append((self.path, key, body))
        if desk.mood == "hanging":
            desk.let_go.wait(30)
            return
        if desk.mood == "broken":
            self._answer(500, b"{}")
        elif desk.mood == "rubbish":
            self._answer(202, b"<html>")
        elif desk.mood == "refusing":
            self._answer(422, b'{"code": "no", "detail": "Kh\xc3\xb4ng"}')
        else:
            number = desk.receipts.setdefault(key, f"BN-{len(desk.receipts) + 1:06}")
            receipt = {"receipt": number, "received_at": desk.received_at}
            self._answer(202, json.dumps(receipt).encode())

    def _answer(self, status: int, body: bytes) -> None:
        kind = "application/problem+json" if status >= 400 else "application/json"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def an_intake() -> Iterator[Intake]:
    """Run an intake for a while."""
    intake = Intake()
    serving = threading.Thread(target=intake.serve_forever, args=[0.05], daemon=True)
    serving.start()
    try:
        yield intake
    finally:
        intake.let_go.set()
        intake.shutdown()
        intake.server_close()
        serving.join()
