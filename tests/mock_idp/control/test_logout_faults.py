"""Logout tokens that go wrong on purpose, as a relying party receives them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask

from mock_idp.control.faults.catalogue import CATALOGUE
from mock_idp.control.faults.forging import parts_of
from tests.mock_idp.conftest import NOON
from tests.mock_idp.control.flows import Flows

EVENT = "http://schemas.openid.net/event/backchannel-logout"
WRONG: dict[str, Callable[[dict[str, Any]], bool]] = {
    "L.iss_wrong": lambda c: c["iss"] == "https://other.example",
    "L.aud_wrong": lambda c: c["aud"] == "other-client",
    "L.event_wrong": lambda c: EVENT not in c["events"],
    "L.nonce_present": lambda c: "nonce" in c,
    "L.no_subject": lambda c: not {"sub", "sid"} & set(c),
    "L.expired": lambda c: c["exp"] < NOON,
}


@dataclass
class Received:
    """A relying party that only listens."""

    tokens: list[str] = field(default_factory=list)

    def get(self, url: str) -> bytes:
        raise AssertionError(url)

    def post(self, url: str, form: dict[str, str]) -> int:
        del url
        self.tokens.append(form["logout_token"])
        return 200

    @property
    def claims(self) -> list[dict[str, Any]]:
        read = [parts_of(token) for token in self.tokens]
        return [parts[1] for parts in read if parts]


@pytest.fixture
def received(shared_headless: Flask) -> Iterator[Received]:
    """The app's calls to relying parties end here."""
    running = shared_headless.extensions["mock_idp"]
    listener = Received()
    fetch = running.scenarios.calling(listener)
    provider = replace(running.provider, fetch=fetch)
    shared_headless.extensions["mock_idp"] = replace(running, provider=provider)
    yield listener
    shared_headless.extensions["mock_idp"] = running


def log_out(flows: Flows) -> Any:
    record = flows.order("GET", "/clients/portal").json
    uri = {"backchannel_logout_uri": "http://127.0.0.1:8390/logout"}
    assert flows.order("PUT", "/clients/portal", record | uri).status_code == 200
    flows.tokens(prompt="login")
    sid = flows.order("GET", "/sessions").json["sessions"][-1]["sid"]
    return flows.order("POST", f"/sessions/{sid}/logout")


def test_every_fault_of_logout_has_a_test() -> None:
    own = {"L.alg_none", "L.jti_replayed", "L.retried"}

    assert {*WRONG} | own == {name for name in CATALOGUE if name[0] == "L"}


@pytest.mark.parametrize("fault", WRONG)
def test_a_wrong_logout_token_is_sent(
    received: Received, flows: Flows, fault: str
) -> None:
    flows.switch_on(fault, client="portal", times=1)

    log_out(flows)
    log_out(flows)

    assert [WRONG[fault](claims) for claims in received.claims] == [True, False]


def test_an_unsigned_logout_token_is_sent(received: Received, flows: Flows) -> None:
    flows.switch_on("L.alg_none")

    log_out(flows)

    parts = parts_of(received.tokens[0])
    assert parts is not None
    assert parts[0]["alg"] == "none"


def test_an_id_of_a_logout_token_comes_again(received: Received, flows: Flows) -> None:
    flows.switch_on("L.jti_replayed")

    log_out(flows)
    log_out(flows)

    assert received.claims[0]["jti"] == received.claims[1]["jti"]


def test_a_logout_token_is_sent_again(received: Received, flows: Flows) -> None:
    flows.switch_on("L.retried", times=1)

    answer = log_out(flows)
    log_out(flows)

    assert received.tokens[0] == received.tokens[1]
    assert len(received.tokens) == 3
    assert answer.json["clients"][0]["status"] == 200


def test_a_logout_is_in_the_journal(received: Received, flows: Flows) -> None:
    flows.switch_on("L.iss_wrong")

    log_out(flows)

    entry = flows.order("GET", "/journal?endpoint=logout").json["exchanges"][0]
    assert "logout_token" in [said["kind"] for said in entry["said"]]
    assert entry["faults"] == ["L.iss_wrong"]
