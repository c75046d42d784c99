"""Relying parties that run beside the tests and hear when a session ends."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from mock_idp.oidc.clients.client import Client

SECRET = "service-secret-service-secret-12345"


@dataclass
class Service:
    """One relying party: what it answers to a logout token, and what it heard."""

    name: str
    answers: int = 200
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        service = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length", "0"))
                sent = parse_qs(self.rfile.read(size).decode())
                service.heard += sent.get("logout_token", [])
                self.send_response(service.answers)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_told: Any) -> None:
                """Stay silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        serving = {"target": self.server.serve_forever, "args": (0.02,)}
        threading.Thread(daemon=True, **serving).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def client(self) -> Client:
        return Client(
            client_id=self.name,
            client_name=f"Dịch vụ {self.name}",
            client_secret=SECRET,
            redirect_uris=(f"{self.address}/callback",),
            backchannel_logout_uri=f"{self.address}/backchannel",
            backchannel_logout_session_required=True,
        )

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
