"""How ``mock-idp serve`` listens: waitress, or an own TLS server on request."""

import contextlib
import logging
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Protocol

from mock_idp.clock import computer_time
from mock_idp.errors import BadSetting

if TYPE_CHECKING:
    import ssl

    from _typeshed.wsgi import WSGIApplication

THREADS = 8
LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only with --lan or --host
CERTIFICATE_DAYS = 30
CIPHERS = "ECDHE+AESGCM"
"""What TLS 1.2 may use (RFC 9325 §4.2, as FAPI 2.0 wants it); 1.3 has no others."""
_SOMEWHERE_ELSE = ("10.255.255.255", 9)


@dataclass(frozen=True)
class Certificate:
    """A certificate with its private key, as files."""

    certificate: Path
    key: Path


class Server(Protocol):
    """Something that answers until it is stopped."""

    def serve(self) -> None:
        """Answer until interrupted or stopped."""

    def stop(self) -> None:
        """Stop answering; may be called from another thread."""

    def close(self) -> None:
        """Give the address back."""


def is_loopback(host: str) -> bool:
    """Say whether only this computer reaches a host."""
    return host in LOOPBACK


def own_address() -> str:
    """Return this computer's address in the local network; nothing is sent."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with probe, contextlib.suppress(OSError):
        probe.connect(_SOMEWHERE_ELSE)
        return str(probe.getsockname()[0])
    return LOOPBACK[0]


def listener_of(host: str, port: int) -> socket.socket:
    """Listen, so that the port is known before the app is made.

    Raises:
        OSError: the port is taken, or the address is not of this computer.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def serve(
    app: "WSGIApplication", listener: socket.socket, certificate: Certificate | None
) -> None:
    """Answer until the process is told to stop."""
    server = (
        _Waitress(app, listener)
        if certificate is None
        else tls_server(app, listener, certificate)
    )

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve()
    server.close()


class _Waitress:
    def __init__(self, app: "WSGIApplication", listener: socket.socket) -> None:
        from waitress import create_server  # noqa: PLC0415 - start-up budget

        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        logging.getLogger("waitress").setLevel(logging.ERROR)
        self._server = create_server(app, sockets=[listener], threads=THREADS)

    def serve(self) -> None:
        """Answer until interrupted."""
        self._server.run()

    def stop(self) -> None:
        """Stop answering; may be called from another thread."""
        self._server.close()

    def close(self) -> None:
        """Give the address back."""
        self._server.close()


class _Werkzeug:
    def __init__(
        self, app: "WSGIApplication", listener: socket.socket, context: "ssl.SSLContext"
    ) -> None:
        from werkzeug.serving import make_server  # noqa: PLC0415 - start-up budget

        from mock_idp.serving import Quiet  # noqa: PLC0415 - start-up budget

        host, port = listener.getsockname()[:2]
        self._server = make_server(
            host,
            port,
            app,
            threaded=True,
            request_handler=Quiet,
            ssl_context=context,
            fd=listener.fileno(),
        )

    def serve(self) -> None:
        """Answer until interrupted."""
        self._server.serve_forever()

    def stop(self) -> None:
        """Stop answering; may be called from another thread."""
        self._server.shutdown()

    def close(self) -> None:
        """Give the address back."""
        self._server.server_close()


def tls_context() -> "ssl.SSLContext":
    """Return what TLS may be spoken here: 1.2 with strong ciphers, and 1.3."""
    import ssl  # noqa: PLC0415 - start-up budget

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    return context


def tls_server(
    app: "WSGIApplication", listener: socket.socket, files: Certificate
) -> Server:
    """Return a server of https.

    Raises:
        BadSetting: certificate or key cannot be used.
    """
    context = tls_context()
    try:
        context.load_cert_chain(files.certificate, files.key)
    except OSError as error:
        raise BadSetting("--cert, --key", str(error)) from error
    return _Werkzeug(app, listener, context)


@contextmanager
def generated_certificate(host: str) -> Iterator[Certificate]:
    """Make a certificate for this computer; its files live as long as the block."""
    with tempfile.TemporaryDirectory(prefix="mock-idp-tls-") as folder:
        files = Certificate(Path(folder) / "cert.pem", Path(folder) / "key.pem")
        _write_certificate(files, host)
        yield files


def _write_certificate(files: Certificate, host: str) -> None:
    from cryptography import x509  # noqa: PLC0415 - start-up budget
    from cryptography.hazmat.primitives import (  # noqa: PLC0415 - start-up budget
        hashes,
        serialization,
    )
    from cryptography.hazmat.primitives.asymmetric import (  # noqa: PLC0415 - as above
        ec,
    )
    from cryptography.x509.oid import NameOID  # noqa: PLC0415 - start-up budget

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    addresses = dict.fromkeys(("127.0.0.1", "::1", *((host,) if _is_ip(host) else ())))
    names: list[x509.GeneralName] = [x509.DNSName("localhost")]
    names += [x509.IPAddress(ip_address(address)) for address in addresses]
    now = computer_time()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    files.certificate.write_bytes(certificate.public_bytes(pem))
    files.key.touch(0o600)
    files.key.write_bytes(
        key.private_bytes(
            pem,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
