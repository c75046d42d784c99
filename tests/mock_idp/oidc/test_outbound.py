"""Calls to relying parties: loopback and private hosts only, and never for long."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_idp.oidc.fetch import LARGEST_DOCUMENT, FetchFailed
from mock_idp.oidc.outbound import OutboundFetch, Resolve, is_allowed, target_of

Answer = Callable[[socket.socket, bytes], None]
PUBLIC = ("8.8.8.8", "1.1.1.1", "203.0.113.7", "2606:4700::1111", "168.63.129.16")
LOCAL_BUT_NOT_OURS = (
    *("169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "0.0.0.0"),  # noqa: S104 - refused
    *("::", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.0.192"),
    *("::ffff:169.254.169.254", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "2002:7f00:1::"),
    *("", "localhost", "127.1", "0x7f.1", "2130706433", "10.0.0.1.evil.example"),
)
OURS = (
    *("127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", "10.1.2.3"),
    *("172.16.0.1", "172.31.255.255", "192.168.1.1", "fd12:3456::1"),
)


def reply(head: str, body: bytes = b"") -> Answer:
    def answer(connection: socket.socket, asked: bytes) -> None:
        del asked
        connection.sendall(f"HTTP/1.1 {head}\r\n\r\n".encode() + body)

    return answer


def raw_reply(raw: bytes) -> Answer:
    def answer(connection: socket.socket, asked: bytes) -> None:
        del asked
        connection.sendall(raw)

    return answer


def always(addresses: Sequence[str]) -> Resolve:
    """A name server that gives the same addresses for every name."""

    def resolve(host: str, port: int) -> Sequence[str]:
        del host, port
        return addresses

    return resolve


@contextmanager
def site(answer: Answer, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Answer one connection after the other on a free port; yield the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    try:
                        one = context.wrap_socket(connection, True) if context else None
                        used = one or connection
                        answer(used, used.recv(65536))
                        used.close()
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(2)


def failure(url: str, fetch: OutboundFetch | None = None) -> str:
    with pytest.raises(FetchFailed) as failed:
        (fetch or OutboundFetch()).get(url)
    assert str(failed.value).isascii()
    return str(failed.value)


def test_a_document_is_read() -> None:
    asked: list[bytes] = []

    def answer(connection: socket.socket, sent: bytes) -> None:
        asked.append(sent)
        reply("200 OK\r\nContent-Length: 2", b"{}")(connection, sent)

    with site(answer) as port:
        document = OutboundFetch().get(f"http://localhost:{port}/jwks?a=b#c")

    assert document == b"{}"
    lines = asked[0].split(b"\r\n")
    assert lines[0] == b"GET /jwks?a=b HTTP/1.1"
    assert f"Host: localhost:{port}".encode() in lines


def test_a_form_is_posted_and_the_status_returned() -> None:
    asked: list[bytes] = []

    def answer(connection: socket.socket, sent: bytes) -> None:
        asked.append(sent)
        reply("302 Found\r\nLocation: http://8.8.8.8/\r\nContent-Length: 0")(
            connection, sent
        )

    with site(answer) as port:
        status = OutboundFetch().post(f"http://127.0.0.1:{port}/", {"a": "b ă\ud800"})

    assert status == 302
    assert b"application/x-www-form-urlencoded" in asked[0]


@pytest.mark.parametrize("address", OURS)
def test_loopback_and_private_addresses_are_allowed(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize("address", PUBLIC + LOCAL_BUT_NOT_OURS)
def test_everything_else_is_not(address: str) -> None:
    assert not is_allowed(address)


@settings(max_examples=100, deadline=None)
@given(st.ip_addresses())
def test_nothing_global_and_nothing_link_local_is_ever_allowed(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_allowed(str(address)):
        assert not address.is_global
        assert not address.is_link_local
        assert not address.is_multicast


@settings(max_examples=60, deadline=None)
@given(
    ours=st.lists(st.sampled_from(OURS), min_size=0, max_size=3),
    others=st.lists(st.sampled_from(PUBLIC + LOCAL_BUT_NOT_OURS), min_size=1),
    data=st.data(),
)
def test_one_wrong_address_among_the_answers_is_enough(
    ours: list[str], others: list[str], data: st.DataObject
) -> None:
    answers = data.draw(st.permutations([*ours, *others]))
    fetch = OutboundFetch(always(answers))

    told = failure("http://rebinding.example/", fetch)

    assert told == "its host is neither loopback nor private"


def test_a_name_is_looked_up_once_and_the_checked_address_is_called() -> None:
    looked_up: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append((host, port))
        return ["127.0.0.1"] if len(looked_up) == 1 else ["8.8.8.8"]

    with site(reply("200 OK\r\nContent-Length: 1", b"x")) as port:
        document = OutboundFetch(resolve).get(f"http://rp.example:{port}/")

    assert document == b"x"
    assert looked_up == [("rp.example", port)]


def test_the_next_checked_address_is_tried_when_one_does_not_answer() -> None:
    fetch = OutboundFetch(always(["::1", "127.0.0.1"]))

    with site(reply("200 OK\r\nContent-Length: 1", b"x")) as port:
        assert fetch.get(f"http://rp.example:{port}/") == b"x"


@pytest.mark.parametrize(
    "url",
    [
        *("http://169.254.169.254/latest/meta-data/", "http://8.8.8.8/"),
        *("http://[::ffff:a9fe:a9fe]/", "http://[fe80::1]/", "http://0.0.0.0/"),
    ],
)
def test_an_address_in_the_url_is_checked_too(url: str) -> None:
    assert failure(url) == "its host is neither loopback nor private"


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/"),
        *("http://", "http:///x", "http://[::1", "http://127.0.0.1:99999/"),
        *("http://u:p@127.0.0.1/", "http://127.0.0.1/ x", "http://127.0.0.1/\r\nX: y"),
        *("http://127.0.0.1/\x00", "http://lồng.example/", "unix:///tmp/x", "//x/"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    assert failure(url).startswith("it")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40) | st.text(max_size=20).map("http://".__add__))
def test_any_text_is_refused_or_taken_apart(url: str) -> None:
    try:
        target = target_of(url)
    except FetchFailed:
        return
    assert target.host
    assert 0 <= target.port <= 65535
    assert target.path.startswith(("/", "?"))


@pytest.mark.parametrize("head", ["301 Moved", "302 Found", "307 Temporary Redirect"])
def test_redirects_are_not_followed(head: str) -> None:
    with site(reply(f"{head}\r\nLocation: /x\r\nContent-Length: 0")) as port:
        assert head[:3] in failure(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("head", ["204 No Content", "404 Not Found", "500 Oh"])
def test_only_a_document_is_a_document(head: str) -> None:
    with site(reply(f"{head}\r\nContent-Length: 0")) as port:
        assert head[:3] in failure(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "head", ["200 OK", f"200 OK\r\nContent-Length: {LARGEST_DOCUMENT + 1}"]
)
def test_a_document_that_is_too_large_is_refused(head: str) -> None:
    body = b"x" * (LARGEST_DOCUMENT + 1)

    with site(reply(head, body)) as port:
        assert "more than" in failure(f"http://127.0.0.1:{port}/")


def test_the_largest_document_is_read() -> None:
    with site(reply("200 OK", b"x" * LARGEST_DOCUMENT)) as port:
        assert len(OutboundFetch().get(f"http://127.0.0.1:{port}/")) == LARGEST_DOCUMENT


def drip(connection: socket.socket, piece: bytes) -> None:
    """Send a byte often enough for a time limit per read never to be reached."""
    stop = threading.Event()
    for _ in range(200):
        connection.sendall(piece)
        stop.wait(0.02)


@pytest.mark.parametrize(
    "start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n", b""]
)
def test_a_site_that_drips_is_left_in_time(start: bytes) -> None:
    def answer(connection: socket.socket, asked: bytes) -> None:
        del asked
        connection.sendall(start)
        drip(connection, b"H" if not start else b"x")

    began = time.monotonic()
    with site(answer) as port:
        told = failure(f"http://127.0.0.1:{port}/", OutboundFetch(seconds=0.3))

    assert told == "it did not answer in time"
    assert time.monotonic() - began < 4


def test_a_name_server_that_is_slow_is_left_in_time() -> None:
    never = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        never.wait(3)
        return ["127.0.0.1"]

    began = time.monotonic()
    failure("http://slow.example/", OutboundFetch(resolve, seconds=0.1))
    never.set()

    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100,
        b"HTTP/9.9 abc\r\n\r\n",
        b"HTTP/1.1 200\r\n" + b"a:b\r\n" * 500,
    ],
)
def test_an_answer_that_is_no_http_is_refused(raw: bytes) -> None:
    with site(raw_reply(raw)) as port:
        assert "did not answer" in failure(f"http://127.0.0.1:{port}/")


def test_nobody_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    assert "did not answer" in failure(f"http://127.0.0.1:{port}/")


def test_a_certificate_of_ones_own_is_good_enough(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "1"),
            *("-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=rp.example"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    with site(reply("200 OK\r\nContent-Length: 2", b"{}"), context) as port:
        assert OutboundFetch().get(f"https://127.0.0.1:{port}/") == b"{}"
