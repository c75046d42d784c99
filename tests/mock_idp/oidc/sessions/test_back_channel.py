"""Back-channel logout: who is told, what they answer, what ends with the session."""

import time
from dataclasses import replace
from typing import Any

import pytest

from mock_idp.oidc import jose
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.fetch import FetchFailed, NotAnswered
from mock_idp.oidc.message import Page, Request
from mock_idp.oidc.outbound import OutboundFetch
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.sessions import back_channel, rp_initiated_logout
from mock_idp.oidc.store import Grant, Session
from mock_idp.oidc.tokens import refresh_token
from tests.mock_idp.conftest import NOON
from tests.mock_idp.oidc.sessions.relying_parties import RelyingParty, running
from tests.mock_idp.people.accounts import DAO

HERE = Session("sid-1", DAO, int(NOON), 2, ("swk",))
PATIENCE = 0.4
BYE = "http://127.0.0.1:1/bye"


class Answers:
    """Answers calls from a list: status codes, or reasons for none."""

    def __init__(self, *answers: int | FetchFailed) -> None:
        self._answers = list(answers)
        self.sent: list[tuple[str, dict[str, str]]] = []

    def get(self, url: str) -> bytes:
        raise FetchFailed(url)

    def post(self, url: str, form: dict[str, str]) -> int:
        self.sent.append((url, form))
        answer = self._answers.pop(0)
        if isinstance(answer, FetchFailed):
            raise answer
        return answer


def visit(provider: Provider, name: str, **more: Any) -> Client:
    """Register a client that was told of the session."""
    client = Client(name, ("https://rp.example/cb",), profile="oidc", **more)
    provider.clients.put(client)
    provider.store.remember_visit(HERE.sid, name)
    return client


def test_four_services_log_out_together(provider: Provider) -> None:
    parties = [
        RelyingParty("hospital"),
        RelyingParty("insurance", sleeps=True),
        RelyingParty("police", statuses=(500, 200)),
        RelyingParty("justice", statuses=(204,)),
    ]
    here = replace(provider, fetch=OutboundFetch(seconds=PATIENCE))
    with running(*parties):
        for party in parties:
            visit(here, party.name, backchannel_logout_uri=f"{party.address}/bye")
        began = time.monotonic()
        told = back_channel.end(here, HERE)
        took = time.monotonic() - began

    seen = {each.client_id: (each.status, each.attempts) for each in told}
    assert seen == {
        "hospital": (200, 1),
        "insurance": (200, 2),
        "justice": (204, 1),
        "police": (200, 2),
    }
    assert all(each.is_done for each in told)
    assert took < 4 * PATIENCE
    for party in parties:
        assert len(set(party.heard)) == 1
        claims = here.keys.read(party.heard[0])
        assert claims is not None
        assert (claims["aud"], claims["sid"]) == (party.name, HERE.sid)


def test_who_never_answers_is_named_with_the_reason(provider: Provider) -> None:
    slow = NotAnswered("it did not answer in time")
    here = replace(provider, fetch=Answers(slow, slow))
    visit(here, "hospital", backchannel_logout_uri=BYE)

    [told] = back_channel.end(here, HERE)

    assert told.record() == {
        "client_id": "hospital",
        "address": BYE,
        "status": None,
        "reason": "it did not answer in time",
        "attempts": 2,
        "is_done": False,
    }
    assert back_channel.answers(here, HERE.sid) == (told,)


@pytest.mark.parametrize(
    ("answers", "attempts", "status"),
    [
        ((400,), 1, 400),
        ((503, 503), 2, 503),
        ((FetchFailed("its host is neither loopback nor private"),), 1, None),
    ],
)
def test_only_what_may_pass_by_itself_is_tried_again(
    provider: Provider,
    answers: tuple[int | FetchFailed, ...],
    attempts: int,
    status: int | None,
) -> None:
    here = replace(provider, fetch=Answers(*answers))
    visit(here, "hospital", backchannel_logout_uri=BYE)

    [told] = back_channel.end(here, HERE)

    assert (told.attempts, told.status, told.is_done) == (attempts, status, False)


def test_everything_said_and_answered_passes_the_emission_points(
    provider: Provider,
) -> None:
    said: list[tuple[Kind, Any, About]] = []

    def note(kind: Kind, value: Any, about: About) -> Any:
        said.append((kind, value, about))
        return value

    here = replace(provider, fetch=Answers(200), emit=note)
    visit(here, "hospital", backchannel_logout_uri=BYE)

    back_channel.end(here, HERE)

    kinds = [kind for kind, _, _ in said]
    assert kinds == [Kind.LOGOUT_TOKEN_CLAIMS, Kind.LOGOUT_TOKEN, Kind.LOGOUT_ANSWER]
    assert said[2][1]["status"] == 200
    assert {about for _, _, about in said} == {About("logout", "hospital", "dao")}


def test_a_session_ends_once(provider: Provider) -> None:
    here = replace(provider, fetch=Answers(200))
    visit(here, "hospital", backchannel_logout_uri=BYE)
    visit(here, "deaf")
    here.store.sessions.put("key", HERE)

    first, second = back_channel.end(here, HERE), back_channel.end(here, HERE)

    assert [each.client_id for each in first] == ["hospital"]
    assert second == ()
    assert here.store.sessions.find("key") is None


def test_refresh_tokens_end_with_the_session_unless_they_are_for_offline_use(
    provider: Provider,
) -> None:
    online = refresh_token.issue(provider, Grant("portal", ("openid",), DAO, HERE))
    scopes = ("openid", "offline_access")
    offline = refresh_token.issue(provider, Grant("portal", scopes, DAO, HERE))

    back_channel.end(provider, HERE)

    assert refresh_token.find(provider, online) is None
    assert refresh_token.find(provider, offline) is not None


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA", "HS256", "none"])
def test_the_token_is_signed_as_the_client_s_id_tokens_but_never_unsigned(
    provider: Provider, alg: str
) -> None:
    fetch = Answers(200)
    here = replace(provider, fetch=fetch)
    visit(
        here,
        "hospital",
        backchannel_logout_uri=BYE,
        id_token_signed_response_alg=alg,
        client_secret="s" * 43,
    )

    back_channel.end(here, HERE)

    token = fetch.sent[0][1]["logout_token"]
    header = jose.header_of(token)
    assert header["typ"] == "logout+jwt"
    assert header["alg"] == ("RS256" if alg == "none" else alg)
    if alg == "HS256":
        jose.verify(token, jose.secret_key("s" * 43), ("HS256",))
    else:
        assert here.keys.read(token) is not None


def test_a_client_without_a_key_to_encrypt_for_is_not_told(
    provider: Provider,
) -> None:
    here = replace(provider, fetch=Answers())
    visit(
        here,
        "hospital",
        backchannel_logout_uri=BYE,
        id_token_encrypted_response_alg="RSA-OAEP-256",
        jwks={"keys": []},
    )

    [told] = back_channel.end(here, HERE)

    assert (told.attempts, told.status) == (0, None)
    assert told.reason


def test_a_logout_token_is_no_id_token_hint(provider: Provider) -> None:
    fetch = Answers(200)
    here = replace(provider, fetch=fetch)
    visit(here, "hospital", backchannel_logout_uri=BYE)
    back_channel.end(here, HERE)
    token = fetch.sent[0][1]["logout_token"]

    wish = rp_initiated_logout.read(
        here, Request(query=(("id_token_hint", token),)), HERE
    )

    assert wish == Page("id_token_hint_invalid", 400)
