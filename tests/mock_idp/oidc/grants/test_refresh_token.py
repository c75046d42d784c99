"""Refresh tokens: good once, for no more than was granted, by whom they were given."""

from dataclasses import replace

import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import access_token
from tests.mock_idp.conftest import NOON, claims_of
from tests.mock_idp.oidc.grants.asking import (
    API,
    APP,
    FAPI,
    OTHER,
    OTHER_API,
    SERVICE,
    Key,
    a_code,
    at_once,
    redeem,
    refresh,
    register,
)

ROUNDS = 10


def first_refresh_token(here: Provider, **changes: object) -> str:
    return str(redeem(here, a_code(here, **changes)).body["refresh_token"])


def lives(here: Provider, token: object) -> bool:
    return access_token.find(here, str(token)) is not None


def test_a_refresh_token_brings_new_tokens_about_the_same_sign_in(
    here: Provider, clock: Clock
) -> None:
    first = redeem(here, a_code(here))
    clock.advance(1000)

    second = refresh(here, first.body["refresh_token"])

    before = claims_of(str(first.body["id_token"]))
    after = claims_of(str(second.body["id_token"]))
    kept = ("iss", "sub", "aud", "auth_time", "sid", "acr")
    assert second.status == 200
    assert {n: after[n] for n in kept} == {n: before[n] for n in kept}
    assert after["iat"] == int(NOON) + 1000
    assert "nonce" not in after
    assert second.body["access_token"] != first.body["access_token"]
    assert second.body["refresh_token"] != first.body["refresh_token"]


def test_a_second_use_revokes_all_that_the_consent_has_brought(here: Provider) -> None:
    first = redeem(here, a_code(here))
    second = refresh(here, first.body["refresh_token"])

    again = refresh(here, first.body["refresh_token"])

    assert again.body["error"] == "invalid_grant"
    assert not lives(here, first.body["access_token"])
    assert not lives(here, second.body["access_token"])
    assert refresh(here, second.body["refresh_token"]).body["error"] == "invalid_grant"


def test_a_second_use_leaves_other_consents_alone(here: Provider) -> None:
    ours, theirs = first_refresh_token(here), first_refresh_token(here)
    refresh(here, ours)

    refresh(here, ours)

    assert refresh(here, theirs).status == 200


def test_fapi_clients_keep_their_refresh_token(here: Provider) -> None:
    key = Key()
    code = a_code(here, client_id="fapi")
    token = redeem(here, code, FAPI, key).body["refresh_token"]

    answers = [refresh(here, token, FAPI, key) for _ in range(3)]

    assert [answer.status for answer in answers] == [200] * 3
    assert {answer.body["refresh_token"] for answer in answers} == {token}


def test_of_many_at_once_one_refreshes(here: Provider) -> None:
    for _ in range(ROUNDS):
        token = first_refresh_token(here, scopes=("phone",))

        statuses = at_once(12, lambda: refresh(here, token))  # noqa: B023 - ends here

        assert statuses == [200] + [400] * 11


def test_another_client_can_neither_use_nor_burn_a_refresh_token(
    here: Provider,
) -> None:
    token = first_refresh_token(here)

    stolen = refresh(here, token, OTHER)

    assert stolen.body["error"] == "invalid_grant"
    assert refresh(here, token).status == 200


def test_fewer_scopes_may_be_asked_for_and_all_again_later(here: Provider) -> None:
    fewer = refresh(here, first_refresh_token(here), scope="openid phone")
    all_again = refresh(here, fewer.body["refresh_token"])

    claims = claims_of(str(fewer.body["id_token"]))
    assert fewer.body["scope"] == "openid phone"
    assert "name" not in claims
    assert all_again.body["scope"] == "openid profile dinh_danh phone"


def test_more_scopes_are_refused_and_do_not_use_the_token_up(here: Provider) -> None:
    token = first_refresh_token(here)

    more = refresh(here, token, scope="openid email")

    assert more.body["error"] == "invalid_scope"
    assert refresh(here, token).status == 200


def test_one_consent_serves_several_resources_in_turn(here: Provider) -> None:
    token = first_refresh_token(here, resources=(API, OTHER_API))

    first = refresh(here, token, several=[("resource", API)])
    second = refresh(
        here, first.body["refresh_token"], several=[("resource", OTHER_API)]
    )
    neither = refresh(
        here, second.body["refresh_token"], several=[("resource", "https://c.example")]
    )

    kept = access_token.find(here, str(second.body["access_token"]))
    assert kept is not None
    assert kept.audience == (OTHER_API,)
    assert neither.body["error"] == "invalid_target"


def test_a_public_clients_refresh_token_is_bound_to_its_key(here: Provider) -> None:
    key = Key()
    code = a_code(here, client_id="app", redirect_uri="")
    token = redeem(here, code, APP, key, redirect_uri="").body["refresh_token"]

    without = refresh(here, token, APP)
    by_another = refresh(here, token, APP, Key())
    right = refresh(here, token, APP, key)

    assert without.body["error"] == "invalid_grant"
    assert by_another.body["error"] == "invalid_grant"
    assert right.body["token_type"] == "DPoP"


def test_a_confidential_client_may_change_its_key(here: Provider) -> None:
    new_key = Key()
    token = redeem(here, a_code(here), key=Key()).body["refresh_token"]

    answer = refresh(here, token, key=new_key)

    kept = access_token.find(here, str(answer.body["access_token"]))
    assert kept is not None
    assert kept.grant.jkt == new_key.jkt


@pytest.mark.parametrize(("days", "status"), [(29, 200), (30, 400)])
def test_a_refresh_token_unused_for_thirty_days_is_gone(
    here: Provider, clock: Clock, days: int, status: int
) -> None:
    token = first_refresh_token(here)
    clock.advance(days * 86400)

    assert refresh(here, token).status == status


def test_signing_out_ends_refresh_tokens_of_the_session(here: Provider) -> None:
    token = first_refresh_token(here)

    here.store.end_session("sid-dao")

    assert refresh(here, token).body["error"] == "invalid_grant"


def test_offline_access_outlives_the_session(here: Provider) -> None:
    token = first_refresh_token(here, scopes=("openid", "offline_access"))

    here.store.end_session("sid-dao")

    assert refresh(here, token).status == 200


def test_a_client_that_may_no_longer_refresh_is_told(here: Provider) -> None:
    token = first_refresh_token(here)
    register(here, replace(SERVICE, grant_types=("authorization_code",)))

    assert refresh(here, token).body["error"] == "unauthorized_client"


def test_without_or_with_an_unknown_token_the_error_is_named(here: Provider) -> None:
    assert refresh(here, "").body["error"] == "invalid_request"
    assert refresh(here, "unknown").body["error"] == "invalid_grant"
