import contextlib
import json
import socket
import threading
from pathlib import Path

import pytest

from portal.clients.errors import (
    NeighbourDown,
    NeighbourRefused,
    NeighbourRubbish,
    NeighbourTimedOut,
)
from portal.clients.http import MAX_ANSWER_BYTES, JsonObject, Timeout, Transport
from tests.portal.clients.neighbour import Neighbour, closed_port, speaking

QUICK = Timeout(connect_s=0.2, read_s=0.2)


def ask(url: str, path: str = "/v1/thing") -> JsonObject:
    return Transport(url, {"Authorization": "Bearer k"}, QUICK).send(
        "GET", path, headers={"X-Purpose": "test"}
    )


def test_an_answer_is_a_json_object_and_the_headers_go_along(
    neighbour: Neighbour,
) -> None:
    neighbour.answers({"name": "Hồng Đào"})

    answer = ask(neighbour.url)

    _method, path, headers, _body = neighbour.requests[0]
    assert answer == {"name": "Hồng Đào"}
    assert path == "/v1/thing"
    assert headers["Authorization"] == "Bearer k"
    assert headers["X-Purpose"] == "test"


def test_a_netrc_of_the_machine_never_replaces_the_key(
    neighbour: Neighbour, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password secret")
    monkeypatch.setenv("NETRC", str(netrc))

    ask(neighbour.url)

    assert neighbour.requests[0][2]["Authorization"] == "Bearer k"


def test_nobody_listening_is_down() -> None:
    url = closed_port()

    with pytest.raises(NeighbourDown) as caught:
        ask(url)

    assert not isinstance(caught.value, NeighbourTimedOut)


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_neighbour_in_trouble_is_down(neighbour: Neighbour, status: int) -> None:
    neighbour.answers({"code": "oops"}, status)

    with pytest.raises(NeighbourDown):
        ask(neighbour.url)


def test_silence_is_a_time_out() -> None:
    with (
        speaking(lambda _connection, done: done.wait(5)) as url,
        pytest.raises(NeighbourTimedOut),
    ):
        ask(url)


def test_an_answer_that_trickles_is_a_time_out() -> None:
    def trickle(connection: socket.socket, done: threading.Event) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{")
            while not done.wait(0.05):
                connection.sendall(b" ")

    with speaking(trickle) as url, pytest.raises(NeighbourTimedOut):
        ask(url)


def test_an_answer_that_breaks_off_is_down() -> None:
    def break_off(connection: socket.socket, _done: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")

    with speaking(break_off) as url, pytest.raises(NeighbourDown):
        ask(url)


def test_what_is_no_http_is_down() -> None:
    with (
        speaking(lambda connection, _done: connection.sendall(b"\0\0\0\n\n")) as url,
        pytest.raises(NeighbourDown),
    ):
        ask(url)


def test_a_refusal_carries_its_code_and_reason(neighbour: Neighbour) -> None:
    neighbour.answers({"code": "purpose_missing", "detail": "Thiếu mục đích."}, 403)

    with pytest.raises(NeighbourRefused) as caught:
        ask(neighbour.url)

    assert (caught.value.status, caught.value.code) == (403, "purpose_missing")
    assert caught.value.detail == "Thiếu mục đích."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'{"a": NaN}',
        b"\xff\xfe{}",
        b"{" * 200_000,
        b"[" * 200_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_json_object_is_rubbish(neighbour: Neighbour, body: bytes) -> None:
    neighbour.body = body

    with pytest.raises(NeighbourRubbish):
        ask(neighbour.url)


@pytest.mark.parametrize("status", [404, 400])
def test_an_error_page_that_is_no_problem_document_is_rubbish(
    neighbour: Neighbour, status: int
) -> None:
    neighbour.status, neighbour.body = status, b"<h1>Not Found</h1>"

    with pytest.raises(NeighbourRubbish):
        ask(neighbour.url)


def test_a_redirect_is_not_followed_with_the_key(neighbour: Neighbour) -> None:
    neighbour.answers({}, 302)
    neighbour.headers["Location"] = f"{neighbour.url}/elsewhere"

    with pytest.raises(NeighbourRubbish):
        ask(neighbour.url)

    assert len(neighbour.requests) == 1


def test_an_answer_larger_than_the_cap_is_rubbish(neighbour: Neighbour) -> None:
    neighbour.body = json.dumps({"a": "x" * MAX_ANSWER_BYTES}).encode()

    with pytest.raises(NeighbourRubbish):
        ask(neighbour.url)


def test_an_error_never_names_a_personal_number() -> None:
    url = closed_port()

    with pytest.raises(NeighbourDown) as caught:
        ask(url, "/v1/people/901196004217/family")

    assert "901196004217" not in str(caught.value)
