"""Accounts from a register over HTTP, also from a bad one."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.errors import RegisterDown
from mock_idp.people.cast import CastPeople
from mock_idp.people.register import RegisterPeople
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url

CITIZEN: dict[str, Any] = {
    "personal_id": "901085000001",
    "full_name": "Đỗ Văn Thử",
    "date_of_birth": "1985",
    "sex": "1",
    "phone": "0999000099",
    "email": None,
    "account_level": 2,
    "account_status": "active",
    "cast": None,
    "story": None,
    "staff": None,
}
CHILD: dict[str, Any] = {
    **CITIZEN,
    "personal_id": "901215000001",
    "date_of_birth": "2015-03-11",
}
PERSON = f"/v1/accounts/{CITIZEN['personal_id']}"


class Register:
    """A register that answers what a test puts into ``answers``."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    def knows(self, path: str, record: Any, status: int = 200) -> None:
        self.answers[path] = (status, json.dumps(record).encode())


@pytest.fixture
def register() -> Iterator[Register]:
    known = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append(
                (self.path, {k.lower(): v for k, v in self.headers.items()})
            )
            status, body = known.answers.get(self.path, (404, b"{}"))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    known.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield known
    server.shutdown()
    server.server_close()


def people(register: Register, clock: Clock, **more: Any) -> RegisterPeople:
    given: dict[str, Any] = {"world": "class-a", "now": clock.now} | more
    return RegisterPeople(register.url, "key-1", **given)


def browser_with(people: RegisterPeople, clock: Clock) -> Browser:
    return Browser(create_app(Settings(), clock, people))


def test_the_register_is_asked_as_the_contract_says(
    register: Register, clock: Clock
) -> None:
    register.knows(PERSON, CITIZEN)

    found = people(register, clock).find(CITIZEN["personal_id"])

    path, headers = register.asked[0]
    assert found is not None
    assert found.full_name == "Đỗ Văn Thử"
    assert path == PERSON
    assert headers["authorization"] == "Bearer key-1"
    assert headers["x-world"] == "class-a"
    assert headers["x-purpose"] == "sign_in"
    assert headers["x-requester"] == "mock_idp"


def test_answers_are_kept_for_a_short_time(register: Register, clock: Clock) -> None:
    register.knows(PERSON, CITIZEN)
    asking = people(register, clock)

    asking.find(CITIZEN["personal_id"])
    asking.find(CITIZEN["personal_id"])
    clock.advance(11)
    asking.find(CITIZEN["personal_id"])

    assert len(register.asked) == 2


def test_somebody_unknown_is_nobody(register: Register, clock: Clock) -> None:
    assert people(register, clock).find("901085000009") is None


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[1, 2]",
        b'"text"',
        b"[" * 100_000,
        b'{"personal_id": "901085000001"}',
        json.dumps({**CITIZEN, "account_level": 7}).encode(),
        json.dumps({**CITIZEN, "date_of_birth": "1985-13-40"}).encode(),
        json.dumps({**CITIZEN, "account_status": "asleep"}).encode(),
        json.dumps({**CITIZEN, "full_name": " "}).encode(),
    ],
)
def test_rubbish_counts_as_down(register: Register, clock: Clock, body: bytes) -> None:
    register.answers[PERSON] = (200, body)

    with pytest.raises(RegisterDown):
        people(register, clock).find(CITIZEN["personal_id"])


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_a_refusing_register_counts_as_down(
    register: Register, clock: Clock, status: int
) -> None:
    register.knows(PERSON, {}, status)

    with pytest.raises(RegisterDown):
        people(register, clock).find(CITIZEN["personal_id"])


def test_while_the_register_is_down_the_own_cast_signs_in(clock: Clock) -> None:
    asking = RegisterPeople(
        "http://127.0.0.1:9",
        "key",
        world="public",
        now=clock.now,
        timeout=0.2,
        fallback=CastPeople(),
    )
    browser = browser_with(asking, clock)

    page = browser.open(authorize_url())
    waiting = browser.choose(page, "dao")
    other = browser.submit(page, "enter-number", number=CITIZEN["personal_id"])

    assert "match-number" in waiting.texts
    assert other.status == 503
    assert other.codes == ["register_down"]
    assert "CSDL dân cư giả lập không trả lời" in other.text
    assert "Thử lại" in other.text


def test_without_a_fallback_the_page_still_stands(clock: Clock) -> None:
    asking = RegisterPeople(
        "http://127.0.0.1:9", "key", world="public", now=clock.now, timeout=0.2
    )

    page = browser_with(asking, clock).open(authorize_url())

    assert page.status == 200
    assert page.codes == ["register_down"]


def test_any_citizen_the_register_knows_signs_in(
    register: Register, clock: Clock
) -> None:
    register.knows(PERSON, CITIZEN)
    register.knows("/v1/accounts?cast=1", {"accounts": []})
    browser = browser_with(people(register, clock), clock)

    page = browser.open(authorize_url())
    waiting = browser.submit(page, "enter-number", number=CITIZEN["personal_id"])

    assert "Đỗ Văn Thử" in browser.approve(waiting).text


def test_a_child_is_told_that_a_parent_acts(register: Register, clock: Clock) -> None:
    register.knows(f"/v1/accounts/{CHILD['personal_id']}", CHILD)
    register.knows("/v1/accounts?cast=1", [])
    browser = browser_with(people(register, clock), clock)

    page = browser.open(authorize_url())
    refused = browser.submit(page, "enter-number", number=CHILD["personal_id"])

    assert refused.codes == ["account_of_child"]
    assert "cha, mẹ hoặc người giám hộ làm thay" in refused.text
