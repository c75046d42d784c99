"""Calls to hosts of relying parties, within the policy of ``fetch`` (stdlib only)."""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from mock_idp.oidc.fetch import (
    LARGEST_DOCUMENT,
    TIMEOUT_SECONDS,
    FetchFailed,
    NotAnswered,
)

OK = 200
PORTS = {"http": 80, "https": 443}
FORM = "application/x-www-form-urlencoded"
ALLOWED = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("127.0.0.0/8", "::1/128"),
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
    )
)
"""Loopback (RFC 1122, RFC 4291) and private networks (RFC 1918, RFC 4193).

Link-local addresses are not among them: clouds keep their credentials there."""
NEVER = frozenset({ipaddress.ip_address("fd00:ec2::254")})
"""A cloud's metadata service inside a private network."""

Resolve = Callable[[str, int], Sequence[str]]
"""Names to addresses; whoever resolves, the addresses are checked."""

_PRINTABLE = re.compile(r"[\x21-\x7e]+")


class OutboundFetch:
    """Reads and posts over http and https.

    Certificates are not verified: every host is loopback or private, where nobody has
    a certificate that a public authority signed. What comes back is trusted for what
    it is (keys, by the signatures they verify), never for where it is from.
    """

    def __init__(
        self, resolve: Resolve | None = None, *, seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self._resolve = resolve or _addresses_of
        self._seconds = seconds

    def get(self, url: str) -> bytes:
        """Return a document.

        Raises:
            FetchFailed: not allowed, not found, too large, or too slow.
        """
        status, body = self._call(url, "GET", None)
        if status != OK:
            raise FetchFailed(f"it answered with status {status}")
        return body

    def post(self, url: str, form: dict[str, str]) -> int:
        """Post a form and return the status code.

        Raises:
            FetchFailed: not allowed, or no answer in time.
        """
        return self._call(url, "POST", urlencode(form, errors="replace"))[0]

    def _call(self, url: str, method: str, body: str | None) -> tuple[int, bytes]:
        target = target_of(url)
        deadline = Deadline(self._seconds)
        addresses = self._allowed(target, deadline)
        try:
            with closing(_connect(target, addresses, deadline)) as connection:
                return _exchange(_InTime(connection, deadline), target, method, body)
        except TimeoutError:
            raise NotAnswered("it did not answer in time") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotAnswered(f"it did not answer ({type(error).__name__})") from None

    def _allowed(self, target: "Target", deadline: "Deadline") -> Sequence[str]:
        """Return the addresses of a host when all of them may be called.

        One address here and one out there is how a name server smuggles calls past a
        check; a second look-up is another way. Neither works: all are checked, once.
        """
        try:
            found = _in_time(lambda: self._resolve(target.host, target.port), deadline)
        except (OSError, UnicodeError):
            raise FetchFailed("its host has no address") from None
        if not found or not all(is_allowed(address) for address in found):
            raise FetchFailed("its host is neither loopback nor private")
        return found


@dataclass(frozen=True)
class Target:
    """An address taken apart."""

    scheme: str
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """Take an address apart.

    Raises:
        FetchFailed: not http(s), with a user name, or with strange characters.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise FetchFailed("it is no address") from None
    if not _PRINTABLE.fullmatch(url) or parts.scheme not in PORTS or not host:
        raise FetchFailed("it is no http or https address")
    if "@" in parts.netloc:
        raise FetchFailed("its address has a user name")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def is_allowed(address: str) -> bool:
    """Say whether an address is loopback or private, in whatever way it is written."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    if parsed in NEVER:
        return False
    return any(parsed in network for network in ALLOWED)


class Deadline:
    """One span of real time for everything: look-up, connection, question, answer."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left.

        Raises:
            TimeoutError: when there are none.
        """
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        return seconds


def _addresses_of(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _in_time(look_up: Callable[[], Sequence[str]], deadline: Deadline) -> Sequence[str]:
    """Look up in a thread of its own: the system's resolver knows no time limit."""
    found: list[Sequence[str]] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            found.append(look_up())
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if failed:
        raise failed[0]
    return found[0] if found else ()


def _connect(
    target: Target, addresses: Sequence[str], deadline: Deadline
) -> socket.socket:
    """Connect to the first of the checked addresses that answers.

    Raises:
        OSError: none does.
    """
    problem: OSError = OSError()
    for address in addresses:
        try:
            raw = socket.create_connection((address, target.port), deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            problem = error
            continue
        return _secured(raw, target, deadline)
    raise problem


def _secured(raw: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    if target.scheme == "http":
        return raw
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        raw.settimeout(deadline.left())
        return context.wrap_socket(raw, server_hostname=target.host)
    except (OSError, ValueError):
        raw.close()
        raise


class _InTime:
    """A connection whose every step ends at the deadline, however slowly it drips."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def sendall(self, sent: bytes) -> None:
        self._connection.settimeout(self._deadline.left())
        self._connection.sendall(sent)

    def makefile(self, mode: str) -> io.BufferedReader:
        del mode
        return io.BufferedReader(_Reader(self._connection, self._deadline))

    def close(self) -> None:
        """Do nothing: the answer may still be read, and whoever connected closes."""


class _Reader(io.RawIOBase):
    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - typeshed's Buffer is newer
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)


def _exchange(
    connection: _InTime, target: Target, method: str, body: str | None
) -> tuple[int, bytes]:
    """Ask and read the answer; redirects are answers, nobody follows them.

    Raises:
        FetchFailed: the answer is too large.
    """
    link = http.client.HTTPConnection(target.host, target.port)
    link.sock = connection
    headers = {"Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    if body is not None:
        headers["Content-Type"] = FORM
    link.request(method, target.path, body, headers)
    with link.getresponse() as answer:
        document = answer.read(LARGEST_DOCUMENT + 1)
        if len(document) > LARGEST_DOCUMENT:
            raise FetchFailed(f"it sends more than {LARGEST_DOCUMENT} bytes")
        return answer.status, document
