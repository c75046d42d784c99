"""Start a server, drive code flows through it, and read what it cost."""

import base64
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from benchmarks.eid.peers import CALLBACK, CLIENT, SECRET, Peer, environment

TICKS = os.sysconf("SC_CLK_TCK")
OK = 200
MEBIBYTE = 1024 * 1024
SIGN_INS = 6
"""Redirects that one sign-in may take before the code comes."""


@dataclass
class Server:
    """A running server and a client that keeps its connection."""

    peer: Peer
    process: subprocess.Popen[bytes]
    port: int
    seconds_to_discovery: float
    cookies: dict[str, str]
    connection: http.client.HTTPConnection

    def cpu_seconds(self) -> float:
        """Return the processor time of the server so far, user and system."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mib(self) -> float:
        """Return the resident memory in MiB."""
        statm = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii")
        pages = int(statm.split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE

    def flows(self, count: int) -> None:
        """Run so many code flows: authorize, then token with an ID token in it."""
        for number in range(count):
            code = self._code(number)
            form = {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": CALLBACK,
            }
            status, _, body = self._ask("POST", self.peer.token, urlencode(form))
            if status != HTTPStatus.OK or not json.loads(body).get("id_token"):
                raise SystemExit(f"{self.peer.name}: {status} {body[:300]!r}")

    def discoveries(self, count: int) -> None:
        """Read the discovery document so many times."""
        for _ in range(count):
            self._ask("GET", self.peer.discovery)

    def _code(self, number: int) -> str:
        asked = {
            "client_id": CLIENT,
            "redirect_uri": CALLBACK,
            "response_type": "code",
            "scope": "openid profile",
            "state": f"s{number}",
            "nonce": f"n{number}",
            **dict(self.peer.hint),
        }
        address = f"{self.peer.authorize}?{urlencode(asked)}"
        for _ in range(SIGN_INS):
            status, location, body = self._ask("GET", address)
            if not location:
                raise SystemExit(f"{self.peer.name}: {status} {body[:300]!r}")
            parts = urlsplit(location)
            if location.startswith(CALLBACK):
                return parse_qs(parts.query)["code"][0]
            address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        raise SystemExit(f"{self.peer.name}: no code came")

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, str, bytes]:
        headers = {"Accept": "*/*"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if method == "POST":
            basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
            headers["Authorization"] = f"Basic {basic}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = cookie.partition("=")
            value = rest.partition(";")[0]
            self.cookies.pop(name, None)
            if value:
                self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text


@contextmanager
def running(peer: Peer, port: int) -> Iterator[Server]:
    """Start a server; yield it when its discovery document answers with 200."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        peer.command,
        env=environment(peer),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until_discovery(peer, port, process)
        seconds = time.perf_counter() - begun
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        yield Server(peer, process, port, seconds, {}, connection)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=30)


def _until_discovery(
    peer: Peer, port: int, process: subprocess.Popen[bytes], patience: float = 60
) -> None:
    end = time.perf_counter() + patience
    while time.perf_counter() < end and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", peer.discovery)
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.005)
        finally:
            connection.close()
    raise SystemExit(f"{peer.name} did not start")


def free_port() -> int:
    """Return a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
