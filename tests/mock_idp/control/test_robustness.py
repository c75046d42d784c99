"""Whatever is sent, with whatever is on: no failure, and no tenant sees another."""

import json
import random
from typing import Any

import pytest

from mock_idp.control.api.index import ROUTES
from mock_idp.control.faults.catalogue import CATALOGUE
from mock_idp.control.scenario import KINDS, SIGNERS
from tests.mock_idp.conftest import ask
from tests.mock_idp.control.flows import Flows

SECRET = "chỉ-của-tenant-kia"
TEXTS = [
    *("", "a", "dao", "portal", "0", "-1", "1e9", "vneid:dao_level2", "I.exp_past"),
    *(
        "\u0000",
        "\u202e",
        "e\u0301",
        "x" * 5000,
        "../..",
        "%ED%A0%80",
        "<b>",
        "\r\nX: y",
    ),
    *(
        "http://127.0.0.1:1/",
        "urn:ietf:params:oauth:request_uri:x",
        "a.b.c",
        "{}",
        "[]",
    ),
    *("authorization_code", "refresh_token", "none", "code id_token", "form_post"),
]
VALUES: list[Any] = [
    *(None, True, 0, -1, 1, 2**63, 1e308, 10**400, [], {}, [[]], {"a": {}}),
    *("dao", "portal", "T.hang", "5ms", "2026-03-10T08:30:00+07:00", "\u0000"),
    *("\ud800", "x" * 3000, ["dao", 1], {"endpoint": "token"}, {"$ref": "#"}),
]
NAMES = [
    *("client_id", "redirect_uri", "scope", "state", "nonce", "prompt", "max_age"),
    *("response_type", "response_mode", "login_hint", "id_token_hint", "claims"),
    *("acr_values", "code", "refresh_token", "grant_type", "client_secret", "token"),
    *("request", "request_uri", "code_verifier", "lang", "access_token", "account"),
]
MEMBERS = [
    *("id", "fault", "then", "when", "client", "person", "times", "probability"),
    *("seed", "say", "name", "mode", "now", "scale", "seconds", "kind", "level"),
    *("error", "spoil", "claims", "scope", "alg", "kid", "action", "number", "after"),
    *("timeout", "endpoint", "clients", "people", "store", "auto", "next", "clock"),
    *("personal_id", "full_name", "date_of_birth", "sex", "traits", "count", "age"),
    *("client_id", "redirect_uris", "jwks", "grant_types", "factor", "is_right"),
]
HARMLESS = [name for name, fault in CATALOGUE.items() if name != "K.rotated"]
SLOW = ("A.slow_redirect", "T.hang", "D.slow")
QUICK = [name for name in HARMLESS if name not in SLOW]
SKIPPED = ("/__mock/journal/wait", "/__mock/keys/rotate", "/__mock/keys/retire")
"""These take their time when they are obeyed; they have tests of their own."""


class Fuzz:
    """Sends what nobody should; the same seed sends the same."""

    def __init__(self, flows: Flows, seed: int) -> None:
        self.flows = flows
        self.chance = random.Random(seed)  # noqa: S311 - chance, not secrecy
        rules = flows.app.url_map.iter_rules()
        self.rules = sorted(
            {r.rule for r in rules if r.endpoint != "static"}
            | {f"/__mock{route.path}" for route in ROUTES} - set(SKIPPED)
        )
        self.methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def value(self, depth: int = 0) -> Any:
        if depth > 2 or self.chance.random() < 0.7:
            return self.chance.choice(VALUES)
        return {self.member(): self.value(depth + 1) for _ in range(2)}

    def member(self) -> str:
        return self.chance.choice(MEMBERS)

    def path(self) -> str:
        rule = self.chance.choice(self.rules)
        parts = rule.split("/")
        filled = [
            self.chance.choice(["x", "dao", "portal", "I.exp_past", "%00"])
            if "<" in part
            else part
            for part in parts
        ]
        return "/".join(filled)

    def body(self) -> dict[str, Any]:
        kind = self.chance.random()
        if kind < 0.4:
            order = {
                self.member(): self.value() for _ in range(self.chance.randint(0, 4))
            }
            return {"data": json.dumps(order), "content_type": "application/json"}
        if kind < 0.5:
            raw = self.chance.choice([b"", b"\xff\xfe", b"[" * 5000, b'{"a":', b"null"])
            return {"data": raw, "content_type": "application/json"}
        names = self.chance.sample(NAMES, self.chance.randint(0, 5))
        return {"data": {name: [self.text()] for name in names}}

    def request(self, prefix: str) -> Any:
        if self.chance.random() < 0.2:
            return self.sensible(prefix)
        names = self.chance.sample(NAMES, self.chance.randint(0, 3))
        method = self.chance.choice(self.methods)
        more = {} if method in ("GET", "HEAD") else self.body()
        return self.flows.http.open(
            prefix + self.path(),
            method=method,
            query_string={name: self.text() for name in names},
            headers=self.headers(),
            **more,
        )

    def headers(self) -> dict[str, str]:
        sent = dict(self.flows.key) if self.chance.random() < 0.7 else {}
        if self.chance.random() < 0.2:
            sent["X-Mock-Scenario"] = self.chance.choice([*QUICK, "x", "I.exp_past,"])
        if self.chance.random() < 0.2:
            sent["X-Mock-Sign-In"] = self.chance.choice(["dao_level2", "x", "_"])
        if self.chance.random() < 0.1:
            sent["Authorization"] = self.chance.choice(
                ["Basic x", "Bearer ", "DPoP a.b"]
            )
        return sent

    def sensible(self, prefix: str) -> Any:
        """A request that comes far, so that faults meet real answers."""
        http = self.flows.http
        answer = http.get(
            f"{prefix}/authorize",
            query_string=ask(login_hint="vneid:dao_level2"),
            headers=self.headers(),
        )
        code = (
            answer.headers.get("Location", "").partition("code=")[2].partition("&")[0]
        )
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": ask()["redirect_uri"],
        }
        answer = http.post(
            f"{prefix}/token", data=form, auth=("portal", "demo-portal-secret")
        )
        token = (answer.get_json(silent=True) or {}).get("access_token", "x")
        return http.get(
            f"{prefix}/userinfo", headers={"Authorization": f"Bearer {token}"}
        )

    def scenario(self) -> dict[str, Any]:
        kind = self.chance.random()
        if kind < 0.8:
            faults = [
                {"fault": name, "seconds": 0} if name in SLOW else name
                for name in self.chance.sample(HARMLESS, self.chance.randint(1, 6))
            ]
            return {"then": faults, "probability": self.chance.choice([0.3, 1])}
        change = {"set": {self.member(): 1}, "drop": [self.member(), "sub", "iss"]}
        change["sign"] = self.chance.choice(list(SIGNERS))
        return {"then": [{self.chance.choice(list(KINDS)): change}], "times": 3}


def fuzz(flows: Flows, requests: int, seed: int) -> None:
    """Fuzz one tenant while another one, which holds a secret, must stay as it was."""
    quiet, noisy = flows.tenant("quiet"), flows.tenant("noisy")
    noisy.key = flows.key | noisy.key
    person = {"client_name": SECRET, "client_id": "hidden", "redirect_uris": []}
    quiet.order("POST", "/clients", person | {"grant_types": ["client_credentials"]})
    before = quiet.order("GET", "/state").json
    one = Fuzz(noisy, seed)
    for number in range(requests):
        if number % 20 == 0:
            noisy.order("POST", "/scenarios", one.scenario())
        if number % 97 == 0:
            noisy.order("POST", "/reset")
        answer = one.request("/t/noisy")
        text = answer.get_data(as_text=True)
        answer.close()
        wanted = {503, 500} if "X-Mock-Active" in answer.headers else set()
        assert answer.status_code < 500 or answer.status_code in wanted, (
            answer.request.method,
            answer.request.url,
            text[:500],
        )
        assert SECRET not in text
        assert "Traceback" not in text
    assert quiet.order("GET", "/state").json == before
    assert quiet.order("GET", "/journal").json["exchanges"] == []


def test_a_thousand_hostile_requests_break_nothing(flows: Flows) -> None:
    fuzz(flows, 1_000, seed=1)


@pytest.mark.slow
def test_ten_thousand_hostile_requests_break_nothing(flows: Flows) -> None:
    fuzz(flows, 10_000, seed=2)
