"""A resource that wants level 2 and a fresh sign-in (RFC 9470)."""

import pytest
from flask import Flask

from mock_idp.clock import Clock
from mock_idp.oidc.message import Json, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.access_token import issue_access_token
from mock_idp.oidc.tokens.level_two_resource import level_two_resource
from tests.mock_idp.conftest import ISSUER
from tests.mock_idp.oidc.grants.asking import LOW_SESSION, Key, a_grant, json_of

ADDRESS = f"{ISSUER}/resource/level-2"


def open_with(here: Provider, token: str, scheme: str = "Bearer", **more: str) -> Json:
    headers = {"authorization": f"{scheme} {token}", **more}
    return json_of(
        level_two_resource(here, Request("GET", headers=headers, address=ADDRESS))
    )


def test_a_fresh_sign_in_at_level_two_opens_it(here: Provider) -> None:
    answer = open_with(here, issue_access_token(here, a_grant()))

    assert answer.status == 200
    assert answer.body["acr"] == "urn:example:vneid:muc-2"
    assert answer.body["mock"] is True


def test_level_one_is_told_to_step_up(here: Provider) -> None:
    low = a_grant(session=LOW_SESSION, account=LOW_SESSION.account)

    answer = open_with(here, issue_access_token(here, low))

    challenge = answer.headers["WWW-Authenticate"]
    assert answer.status == 401
    assert answer.body["error"] == "insufficient_user_authentication"
    assert challenge.startswith("Bearer ")
    assert 'error="insufficient_user_authentication"' in challenge
    assert 'acr_values="urn:example:vneid:muc-2"' in challenge
    assert 'max_age="300"' in challenge


@pytest.mark.parametrize(("seconds", "status"), [(295, 200), (296, 401)])
def test_an_old_sign_in_is_told_to_repeat(
    here: Provider, clock: Clock, seconds: int, status: int
) -> None:
    token = issue_access_token(here, a_grant())
    clock.advance(seconds)

    assert open_with(here, token).status == status


def test_a_token_about_nobody_cannot_step_up(here: Provider) -> None:
    token = issue_access_token(here, a_grant(account=None, session=None))

    answer = open_with(here, token)

    assert (answer.status, answer.body["error"]) == (403, "insufficient_scope")


def test_without_a_living_token_there_is_a_challenge(here: Provider) -> None:
    nothing = json_of(level_two_resource(here, Request()))
    unknown = open_with(here, "unknown")

    assert nothing.status == 401
    assert "error" not in nothing.headers["WWW-Authenticate"]
    assert unknown.body["error"] == "invalid_token"


def test_a_bound_token_needs_its_key(here: Provider) -> None:
    key = Key()
    token = issue_access_token(here, a_grant(jkt=key.jkt))
    proof = key.proof(ADDRESS, "GET", token)
    of_another = Key().proof(ADDRESS, "GET", token)
    for_another = key.proof(ADDRESS, "GET", "another")

    as_bearer = open_with(here, token)
    unproven = open_with(here, token, "DPoP")
    wrong_key = open_with(here, token, "DPoP", dpop=of_another)
    wrong_token = open_with(here, token, "DPoP", dpop=for_another)
    right = open_with(here, token, "dpop", dpop=proof)

    tried = (as_bearer, unproven, wrong_key, wrong_token)
    assert [answer.status for answer in tried] == [401] * 4
    assert [answer.body["error"] for answer in tried] == [
        *("invalid_token", "invalid_dpop_proof"),
        *("invalid_token", "invalid_dpop_proof"),
    ]
    assert wrong_token.headers["WWW-Authenticate"].startswith("DPoP ")
    assert "algs=" in wrong_token.headers["WWW-Authenticate"]
    assert right.status == 200


def test_a_bearer_token_is_no_dpop_token(here: Provider) -> None:
    key, token = Key(), issue_access_token(here, a_grant())

    answer = open_with(here, token, "DPoP", dpop=key.proof(ADDRESS, "GET", token))

    assert answer.body["error"] == "invalid_token"


def test_it_works_over_the_web(idp: Flask) -> None:
    answer = idp.test_client().get("/resource/level-2")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
