"""The front answers as the web framework would, or leaves the request to it."""

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_idp.app import create_app, create_pages
from mock_idp.front.front import Front
from mock_idp.front.opening import open_service
from mock_idp.front.table import TABLE
from mock_idp.settings import Settings
from mock_idp.tenants import Tenants

FORM = "application/x-www-form-urlencoded"
Answer = tuple[str, dict[str, str], bytes]


def ask(app: Any, method: str, path: str, body: bytes = b"", **more: str) -> Answer:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8080",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8080",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        **({"CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": FORM} if body else {}),
        **more,
    }
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    found: Iterable[bytes] = app(environ, lambda s, h, _e=None: begun.append((s, h)))
    text = b"".join(found)
    status, headers = begun[0]
    assert len({name for name, _ in headers}) == len(headers)
    return status[:3], dict(headers), text


@pytest.fixture(scope="module")
def fronts() -> tuple[Any, Any]:
    here = open_service(Settings(headless=True))
    pages = create_pages(here, Tenants())
    return Front(lambda: here, _never), pages.wsgi_app


def _never(environ: dict[str, Any], _start: object) -> list[bytes]:
    raise LookupError(environ["PATH_INFO"])


class Seen(Exception):  # noqa: N818 - not an error
    pass


def _marked(_environ: object, _start: object) -> list[bytes]:
    raise Seen


ADDRESSES = [(method, each.path) for each in TABLE for method in each.methods]
BODIES = (b"", b"grant_type=authorization_code&code=x", b"a=1&a=2&client_id=nobody&b=")


@pytest.mark.parametrize(("method", "path"), ADDRESSES)
@pytest.mark.parametrize("body", BODIES)
def test_both_fronts_answer_a_program_alike(
    fronts: tuple[Any, Any], method: str, path: str, body: bytes
) -> None:
    plain, framework = fronts
    body = b"" if method == "GET" else body

    first = ask(plain, method, path, body)

    assert first == ask(framework, method, path, body)


@given(
    query=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60),
    body=st.binary(max_size=80),
    host=st.sampled_from(["127.0.0.1:8080", "localhost", "[::1]:80", "a b", ""]),
    authorization=st.sampled_from(["", "Basic x", "Bearer y", "Basic OnM6", "\xff"]),
)
def test_whatever_comes_both_fronts_answer_alike(
    fronts: tuple[Any, Any], query: str, body: bytes, host: str, authorization: str
) -> None:
    plain, framework = fronts
    sent = {
        "QUERY_STRING": query,
        "HTTP_HOST": host,
        **({"HTTP_AUTHORIZATION": authorization} if authorization else {}),
    }

    for path in ("/token", "/introspect", "/userinfo"):
        try:
            first = ask(plain, "POST", path, body, **sent)
        except LookupError:  # left to the framework, which must find the body whole
            continue
        assert first == ask(framework, "POST", path, body, **sent)


ODD: dict[str, dict[str, Any]] = {
    "bytes that are not UTF-8": {"body": b"code=%ff"},
    "a body beyond ASCII": {"body": "code=ă".encode()},
    "a body of another kind": {"body": b"x", "CONTENT_TYPE": "multipart/form-data"},
    "a length that is no number": {"body": b"x=1", "CONTENT_LENGTH": "-1"},
    "a length that is too large": {"body": b"x=1", "CONTENT_LENGTH": "9999999"},
    "a body that is too short": {"body": b"x=1", "CONTENT_LENGTH": "30"},
    "a body in pieces": {"body": b"x=1", "HTTP_TRANSFER_ENCODING": "chunked"},
    "a query beyond ASCII": {"QUERY_STRING": "a=\xe1"},
    "an odd host": {"HTTP_HOST": "a/b"},
    "a quoted cookie": {"HTTP_COOKIE": 'mock_idp_session="x"'},
    "a scenario of its own": {"HTTP_X_MOCK_SCENARIO": "I.exp_past"},
    "a scenario in the browser": {"HTTP_COOKIE": "mock_idp_scenario=I.exp_past"},
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_not_plain_is_left_to_the_framework(name: str) -> None:
    here = open_service(Settings(headless=True))

    with pytest.raises(Seen):
        ask(Front(lambda: here, _marked), "POST", "/token", **ODD[name])


@pytest.mark.parametrize("path", ["/", "/phone", "/token/", "/../token", "/Token"])
def test_every_other_address_is_left_to_the_framework(path: str) -> None:
    here = open_service(Settings())

    with pytest.raises(Seen):
        ask(Front(lambda: here, _marked), "GET", path)


def test_a_fault_that_is_on_is_left_to_the_framework() -> None:
    here = open_service(Settings())
    here.outages.switch_on("down")

    with pytest.raises(Seen):
        ask(Front(lambda: here, _marked), "GET", "/jwks")


def test_the_journal_holds_what_the_front_answered() -> None:
    app = create_app(Settings())

    status, _, text = ask(app.wsgi_app, "POST", "/token", b"grant_type=nothing")

    (kept,) = app.extensions["mock_idp"].journal.find()
    assert (kept.method, kept.path, kept.status) == ("POST", "/token", 401)
    assert status == "401"
    assert tuple(kept.form) == (("grant_type", "nothing"),)
    assert kept.body == text
    assert json.loads(text)["error"] == "invalid_client"
