"""Sends generated requests to every route of an app and looks at the answers."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
        known: values for a part of an address, by the rule and the part's name.
        fields: names of form fields.
        cookie: who asks, as a signed cookie; none asks as nobody.
        token: a pair that makes a form acceptable.
        keys: headers with which machines are let in, sent now and then.
    """

    app: Flask
    chance: random.Random
    known: Callable[[str, str], Sequence[str]]
    fields: Sequence[str]
    cookie: str = ""
    token: str = ""
    keys: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        self._client = self.app.test_client(use_cookies=False)
        self._rules: list[Rule] = [
            rule
            for rule in self.app.url_map.iter_rules()
            for _ in range(1 + 2 * len(rule.arguments))
        ]

    def draw(self) -> Asked:
        """Return a request to some route."""
        body_type, body = self._body()
        rule = self.chance.choice(self._rules)
        return Asked(
            method=self._method(rule),
            path=self._path(rule),
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

    def _method(self, rule: Rule) -> str:
        good = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        return self.chance.choice(good if self._mostly() else METHODS)

    def _path(self, rule: Rule) -> str:
        path = rule.rule
        for name in rule.arguments:
            path = _with_argument(path, name, self._argument(rule.rule, name))
        if self._rarely():
            path += self.chance.choice(("/", "//", "/..", "/%00", "/" + "a" * 8000))
        return path

    def _argument(self, rule: str, name: str) -> str:
        known = self.known(rule, name)
        if self._mostly() and known:
            return self.chance.choice(known)
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
    said += _leads_away(asked, answer.headers.get("Location", ""))
    return said


def _leads_away(asked: Asked, location: str) -> list[str]:
    """Complain about a redirect to another host than ours or the one addressed."""
    addressed = {urlsplit(f"//{v}").hostname for k, v in asked.headers if k == "Host"}
    host = urlsplit(location).hostname
    return [] if host in {None, *OURS, *addressed} else [f"leads away to {location}"]


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
