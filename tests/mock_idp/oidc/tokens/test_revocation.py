"""Revocation: a client hands tokens back, its own only."""

import pytest
from flask import Flask

from mock_idp.oidc.message import Json, Request, Text
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.access_token import find
from mock_idp.oidc.tokens.revocation import revocation
from tests.mock_idp.oidc.grants.asking import (
    APP,
    OTHER,
    SERVICE,
    a_code,
    json_of,
    redeem,
    refresh,
    sent,
    text_of,
)


def give_back(here: Provider, token: object, client=SERVICE, **form: str) -> Text:
    pairs = [("token", str(token)), *form.items()]
    return text_of(revocation(here, sent("/revoke", pairs, client)))


@pytest.mark.parametrize("hint", ["access_token", "refresh_token", "nonsense"])
def test_an_access_token_ends_alone(here: Provider, hint: str) -> None:
    tokens = redeem(here, a_code(here)).body

    answer = give_back(here, tokens["access_token"], token_type_hint=hint)

    assert (answer.status, answer.body) == (200, "")
    assert find(here, str(tokens["access_token"])) is None
    assert refresh(here, tokens["refresh_token"]).status == 200


def test_a_refresh_token_ends_with_all_its_consent_has_brought(here: Provider) -> None:
    tokens = redeem(here, a_code(here)).body

    give_back(here, tokens["refresh_token"])

    assert find(here, str(tokens["access_token"])) is None
    assert refresh(here, tokens["refresh_token"]).body["error"] == "invalid_grant"


def test_a_token_that_is_not_known_is_as_good_as_revoked(here: Provider) -> None:
    for token in ("unknown", "\ud800", "a.b.c"):
        assert give_back(here, token).status == 200


def test_revoking_twice_is_no_error(here: Provider) -> None:
    token = redeem(here, a_code(here)).body["refresh_token"]

    assert [give_back(here, token).status for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_another_clients_token_stays(here: Provider, kind: str) -> None:
    tokens = redeem(here, a_code(here)).body
    request = sent("/revoke", [("token", str(tokens[kind]))], OTHER)

    answer = json_of(revocation(here, request))

    assert (answer.status, answer.body["error"]) == (400, "invalid_grant")
    assert find(here, str(tokens["access_token"])) is not None
    assert refresh(here, tokens["refresh_token"]).status == 200


def test_a_public_client_revokes_its_own(here: Provider) -> None:
    code = a_code(here, client_id="app")
    token = redeem(here, code, APP).body["access_token"]

    give_back(here, token, APP)

    assert find(here, str(token)) is None


def test_wrong_requests_name_their_error(here: Provider) -> None:
    without = revocation(here, sent("/revoke", []))
    twice = revocation(here, sent("/revoke", [("token", "a"), ("token", "b")]))
    nobody = revocation(here, Request("POST", form=(("token", "a"),)))

    assert [error_of(a) for a in (without, twice, nobody)] == [
        (400, "invalid_request"),
        (400, "invalid_request"),
        (401, "invalid_client"),
    ]


def error_of(answer: object) -> tuple[int, object]:
    assert isinstance(answer, Json)
    return answer.status, answer.body["error"]


def test_it_works_over_the_web(idp: Flask) -> None:
    answer = idp.test_client().post(
        "/revoke", data={"token": "x"}, auth=("portal", "demo-portal-secret")
    )

    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Cache-Control"] == "no-store"
