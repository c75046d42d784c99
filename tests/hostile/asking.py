"""Sends generated requests to every route of an app and looks at the answers."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.hostile.nasty import (
    BODIES,
    BYTES,
    COOKIES,
    HEADERS,
    METHODS,
    ODD_METHODS,
    TEXTS,
    encoded,
    form_body,
    huge_body,
)

FORM = "application/x-www-form-urlencoded"
TRACES = (b"Traceback", b'File "/', b"sqlalchemy.exc", b"werkzeug.exceptions")
OURS = {"", "localhost", "127.0.0.1"}
MAX_QUERY = 4


@dataclass(frozen=True)
class Asked:
    """One request: what is needed to send it again."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __str__(self) -> str:
        return (
            f"{self.method} {self.path[:200]}?{self.query[:200]} "
            f"{[(k, v[:60]) for k, v in self.headers]} {self.body[:300]!r}"
        )


@dataclass
class Asker:
    """Draws requests by lot and sends them.

    Attributes:
        app: who is asked.
        chance: seeded; the same seed asks the same.
        known: good and forbidden values for parts of addresses, by their name.
        fields: names of form fields.
        cookie: who asks, as a signed cookie; none asks as nobody.
        token: a pair that makes a form acceptable.
        keys: headers with which machines are let in, sent now and then.
    """

    app: Flask
    chance: random.Random
    known: Mapping[str, Sequence[str]]
    fields: Sequence[str]
    cookie: str = ""
    token: str = ""
    keys: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        self._client = self.app.test_client(use_cookies=False)
        self._rules: list[Rule] = list(self.app.url_map.iter_rules())

    def draw(self) -> Asked:
        """Return a request to some route."""
        body_type, body = self._body()
        return Asked(
            method=self._method(),
            path=self._path(self.chance.choice(self._rules)),
            query=self._query(),
            headers=tuple(self._headers(body_type)),
            body=body,
        )

    def send(self, asked: Asked) -> TestResponse:
        """Send a request as a server would hand it over."""
        return self._client.open(
            "/",
            method=asked.method,
            data=asked.body,
            headers=list(asked.headers),
            environ_overrides={
                "PATH_INFO": unquote_to_bytes(asked.path).decode("latin-1"),
                "QUERY_STRING": asked.query,
                "REQUEST_METHOD": asked.method,
            },
        )

    def _method(self) -> str:
        return self.chance.choice(METHODS if self._mostly() else ODD_METHODS)

    def _path(self, rule: Rule) -> str:
        path = rule.rule
        for name in rule.arguments:
            path = _with_argument(path, name, self._argument(name))
        if self._rarely():
            path += self.chance.choice(("/", "//", "/..", "/%00", "/" + "a" * 8000))
        return path

    def _argument(self, name: str) -> str:
        if self._mostly() and self.known.get(name):
            return str(self.chance.choice(self.known[name]))
        if self.chance.random() < 0.5:
            return self.chance.choice(BYTES).decode()
        return encoded(self.chance.choice(TEXTS)[:3000])

    def _query(self) -> str:
        names = [*self.fields, "next", "q", "province", "lang", "state", "code", "at"]
        return "&".join(
            f"{self.chance.choice(names)}={self._query_value()}"
            for _ in range(self.chance.randint(0, MAX_QUERY))
        )

    def _query_value(self) -> str:
        if self.chance.random() < 0.3:
            return self.chance.choice(BYTES).decode()
        return encoded(self.chance.choice(TEXTS)[:3000])

    def _headers(self, body_type: str) -> list[tuple[str, str]]:
        cookie = self.cookie if self._mostly() else self.chance.choice(COOKIES)
        headers = [("Cookie", cookie)] if cookie else []
        if body_type:
            headers.append(("Content-Type", body_type))
        headers += [key for key in self.keys if self._mostly()]
        if self.chance.random() < 0.3:
            headers.append(self.chance.choice(HEADERS))
        return headers

    def _body(self) -> tuple[str, bytes]:
        drawn = self.chance.random()
        if drawn < 0.01:
            return FORM, huge_body(self.chance, self.chance.choice(self.fields))
        if drawn < 0.2:
            return self.chance.choice(BODIES)
        always = self.token if self._mostly() else ""
        return FORM, form_body(self.chance, self.fields, always)

    def _mostly(self) -> bool:
        return self.chance.random() < 0.85

    def _rarely(self) -> bool:
        return self.chance.random() < 0.04


Verdict = Callable[[Asked, TestResponse], list[str]]


def faults(
    asker: Asker, times: int, judge: Verdict, down: Callable[[Asked], bool]
) -> list[str]:
    """Send so many requests; returns what was wrong with the answers.

    Args:
        asker: draws and sends.
        times: how many.
        judge: further complaints about an answer.
        down: tells where 503 is an honest answer.
    """
    found: list[str] = []
    for _ in range(times):
        asked = asker.draw()
        answer = asker.send(asked)
        said = [*_complaints(asked, answer, down), *judge(asked, answer)]
        found += [f"{complaint}: {asked}" for complaint in said]
        answer.close()
    return found


def _complaints(
    asked: Asked, answer: TestResponse, down: Callable[[Asked], bool]
) -> list[str]:
    said: list[str] = []
    status = answer.status_code
    if status >= 500 and not (status == 503 and down(asked)):
        said.append(f"answered {status}")
    if any(trace in answer.data for trace in TRACES):
        said.append("shows a trace")
    if urlsplit(answer.headers.get("Location", "")).hostname not in {None, *OURS}:
        said.append(f"leads away to {answer.headers['Location']}")
    return said


def _with_argument(path: str, name: str, value: str) -> str:
    """Put a value where a rule has ``<name>`` or ``<converter:name>``."""
    before, _bracket, rest = path.partition("<")
    while rest:
        inside, _end, after = rest.partition(">")
        if inside.rpartition(":")[2] == name:
            return f"{before}{value}{after}"
        more, _bracket, rest = after.partition("<")
        before = f"{before}<{inside}>{more}"
    return before


def signed_cookie(app: Flask, session: Mapping[str, Any]) -> str:
    """Return the cookie of a browser whose session holds these things."""
    client = app.test_client()
    with client.session_transaction() as held:
        held.update(session)
    cookie = client.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
    assert cookie is not None
    return f"{cookie.key}={cookie.value}"
