"""The code grant: who may redeem a code, with which key, for which resource."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.authorization.pkce import challenge_of
from mock_idp.oidc.clients.client import Client
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

VERIFIER = "v" * 43
ROUNDS = 10


def test_a_code_brings_everything_a_registered_client_may_have(here: Provider) -> None:
    answer = redeem(here, a_code(here))

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.body["token_type"] == "Bearer"
    assert answer.body["expires_in"] == 3600
    assert answer.body["scope"] == "openid profile dinh_danh phone"
    assert claims_of(str(answer.body["id_token"]))["nonce"] == "n-1"
    assert answer.body["refresh_token"]


def test_without_the_grant_type_there_is_no_refresh_token(here: Provider) -> None:
    register(here, replace(SERVICE, grant_types=("authorization_code",)))

    answer = redeem(here, a_code(here, scopes=("openid", "offline_access")))

    assert answer.status == 200
    assert "refresh_token" not in answer.body


def test_without_openid_there_is_no_id_token(here: Provider) -> None:
    answer = redeem(here, a_code(here, scopes=("phone",)))

    assert answer.status == 200
    assert "id_token" not in answer.body


def test_the_redirect_uri_is_needed_only_if_it_was_sent(here: Provider) -> None:
    forgotten = redeem(here, a_code(here), redirect_uri="")
    wrong = redeem(here, a_code(here), redirect_uri="https://evil.example/")
    never_sent = redeem(here, a_code(here, redirect_uri=""), redirect_uri="")

    assert forgotten.body["error"] == "invalid_request"
    assert wrong.body["error"] == "invalid_grant"
    assert never_sent.status == 200


@pytest.mark.parametrize(
    ("method", "challenge"), [("S256", challenge_of(VERIFIER)), ("plain", VERIFIER)]
)
def test_the_verifier_fits_by_the_method_of_the_challenge(
    here: Provider, method: str, challenge: str
) -> None:
    code = a_code(here, code_challenge=challenge, code_challenge_method=method)

    wrong = redeem(here, code, code_verifier="w" * 43)
    missing = redeem(here, code)
    right = redeem(here, code, code_verifier=VERIFIER)

    assert (wrong.body["error"], missing.body["error"]) == ("invalid_grant",) * 2
    assert right.status == 200


def test_a_verifier_without_a_challenge_is_a_downgrade(here: Provider) -> None:
    answer = redeem(here, a_code(here), code_verifier=VERIFIER)

    assert answer.body["error"] == "invalid_grant"


def test_a_code_bound_to_a_key_needs_a_proof_of_that_key(here: Provider) -> None:
    key, another = Key(), Key()
    code = a_code(here, jkt=key.jkt)

    without = redeem(here, code)
    by_another = redeem(here, code, key=another)
    right = redeem(here, code, key=key)

    assert without.body["error"] == "invalid_grant"
    assert by_another.body["error"] == "invalid_grant"
    assert right.body["token_type"] == "DPoP"


def test_a_proof_binds_the_access_token(here: Provider) -> None:
    key = Key()

    answer = redeem(here, a_code(here), key=key)

    kept = access_token.find(here, str(answer.body["access_token"]))
    assert answer.body["token_type"] == "DPoP"
    assert kept is not None
    assert kept.grant.jkt == key.jkt


def test_a_wrong_proof_does_not_use_the_code_up(here: Provider) -> None:
    code, key = a_code(here), Key()
    key_for_elsewhere = Key()
    key_for_elsewhere.proof = lambda *_: key.proof("https://else.example/token")  # type: ignore[method-assign]

    wrong = redeem(here, code, key=key_for_elsewhere)

    assert wrong.body["error"] == "invalid_dpop_proof"
    assert redeem(here, code, key=key).status == 200


@pytest.mark.parametrize("client", [FAPI, replace(APP, dpop_bound_access_tokens=True)])
def test_some_clients_must_prove_a_key(here: Provider, client: Client) -> None:
    register(here, client)
    code = a_code(here, client_id=client.client_id)

    without = redeem(here, code, client)
    right = redeem(here, code, client, Key())

    assert without.body["error"] == "invalid_request"
    assert right.body["token_type"] == "DPoP"


def test_a_token_is_for_the_resources_that_were_granted(here: Provider) -> None:
    both = (API, OTHER_API)

    more = redeem(here, a_code(here), several=[("resource", API)])
    fewer = redeem(here, a_code(here, resources=both), several=[("resource", API)])
    all_of_them = redeem(here, a_code(here, resources=both))
    no_uri = redeem(here, a_code(here), several=[("resource", "api#part")])

    assert more.body["error"] == "invalid_target"
    assert no_uri.body["error"] == "invalid_target"
    assert audience(here, fewer.body["access_token"]) == (API,)
    assert audience(here, all_of_them.body["access_token"]) == both


def audience(here: Provider, token: object) -> tuple[str, ...]:
    kept = access_token.find(here, str(token))
    assert kept is not None
    return kept.audience


def test_another_client_can_neither_use_nor_burn_a_code(here: Provider) -> None:
    code = a_code(here)

    stolen = redeem(here, code, OTHER)

    assert stolen.body["error"] == "invalid_grant"
    assert redeem(here, code).status == 200


def test_a_second_use_revokes_refresh_tokens_too(here: Provider) -> None:
    code = a_code(here)
    first = redeem(here, code)

    again = redeem(here, code)

    assert again.body["error"] == "invalid_grant"
    assert access_token.find(here, str(first.body["access_token"])) is None
    assert refresh(here, first.body["refresh_token"]).body["error"] == "invalid_grant"


def test_of_many_at_once_one_redeems_the_code(here: Provider) -> None:
    for _ in range(ROUNDS):
        code = a_code(here, scopes=("phone",))

        statuses = at_once(12, lambda: redeem(here, code))  # noqa: B023 - ends here

        assert statuses == [200] + [400] * 11


def test_a_code_ends_with_its_life(here: Provider, clock: Clock) -> None:
    code = a_code(here)
    clock.advance(60)

    answer = redeem(here, code)

    assert here.now() == NOON + 60
    assert answer.body["error"] == "invalid_grant"


def test_hostile_values_are_refused_not_crashed_on(here: Provider) -> None:
    for value in ("\ud800", "\x00", "x" * 5000, "mã", urlencode({"a": "b"})):
        answer = redeem(here, value, redirect_uri=value, code_verifier=value)

        assert answer.status == 400
