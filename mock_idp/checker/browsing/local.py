"""Connections to this computer and to private networks, and to nowhere else.

The rule is the one of the e-ID's own calls (``oidc.outbound``): every address of a name
must be allowed, and the connection goes to an address that was looked at. Certificates
are not verified: nobody has one there that a public authority signed.
"""

import http.client
import socket
import ssl
from urllib.parse import urlsplit

from mock_idp.oidc.outbound import PORTS, is_allowed


class NotLocal(OSError):  # noqa: N818 - named after what is wrong
    """A host is neither this computer nor in a private network."""


def local_addresses(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host.

    Raises:
        NotLocal: one of them, or the lack of any, is against the rule.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotLocal(f"{host[:100]} has no address") from None
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(map(is_allowed, addresses)):
        raise NotLocal(f"{host[:100]} is neither loopback nor private")
    return addresses


def local_connection(
    scheme: str, place: str, timeout: float
) -> http.client.HTTPConnection:
    """Return a connection that looks at the address before it connects."""
    if scheme == "http":
        return _Plain(place, timeout=timeout)
    return _Secured(place, timeout=timeout, context=_unverified())


def check_local(url: str) -> None:
    """Look at the host of an address without calling it.

    Raises:
        NotLocal: it is against the rule, or no address at all.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise NotLocal("it is no address") from None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        raise NotLocal("it is no http or https address")
    local_addresses(host, port or PORTS[parts.scheme])


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _connected(link: http.client.HTTPConnection) -> socket.socket:
    """Connect to the first of the allowed addresses that answers.

    Raises:
        OSError: none does, or none may be called.
    """
    problem = OSError()
    for address in local_addresses(link.host, link.port):
        try:
            return socket.create_connection((address, link.port), link.timeout)
        except OSError as error:
            problem = error
    raise problem


class _Plain(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = _connected(self)


class _Secured(http.client.HTTPSConnection):
    def connect(self) -> None:
        self.sock = _unverified().wrap_socket(
            _connected(self), server_hostname=self.host
        )
