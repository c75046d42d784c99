"""Token exchange: on whose behalf, who acts, and for which service."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.message import Json
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import access_token
from tests.mock_idp.conftest import ISSUER, NOON, claims_of
from tests.mock_idp.oidc.grants.asking import (
    API,
    APP,
    EXCHANGE,
    OTHER,
    OTHER_API,
    SESSION,
    Key,
    a_code,
    ask,
    redeem,
)

TYPE = "urn:ietf:params:oauth:token-type:"


def exchange(
    here: Provider, token: object, kind: str = "access_token", **form: str
) -> Json:
    """The other service exchanges a token of the first one."""
    asked = {"subject_token": str(token), "subject_token_type": TYPE + kind} | form
    return ask(here, EXCHANGE, OTHER, **asked)


def first_tokens(here: Provider, **changes: Any) -> Mapping[str, Any]:
    return redeem(here, a_code(here, **changes)).body


def own_token(here: Provider, client=OTHER) -> str:
    return str(ask(here, "client_credentials", client).body["access_token"])


def kept(here: Provider, answer: Json) -> Any:
    return access_token.find(here, str(answer.body["access_token"]))


def test_a_service_gets_its_own_token_about_the_same_person(here: Provider) -> None:
    answer = exchange(here, first_tokens(here)["access_token"])

    found = kept(here, answer)
    assert answer.status == 200
    assert answer.body["issued_token_type"] == TYPE + "access_token"
    assert answer.body["token_type"] == "Bearer"
    assert answer.body["scope"] == "openid profile dinh_danh phone"
    assert "refresh_token" not in answer.body
    assert found.grant.client_id == "other"
    assert found.grant.account == SESSION.account


def test_fewer_scopes_but_not_more(here: Provider) -> None:
    token = first_tokens(here)["access_token"]

    fewer = exchange(here, token, scope="phone")
    more = exchange(here, token, scope="phone email")

    assert fewer.body["scope"] == "phone"
    assert more.body["error"] == "invalid_scope"


def test_the_new_token_is_for_the_target_named(here: Provider) -> None:
    token = first_tokens(here)["access_token"]
    several = [("resource", API), ("audience", "service"), ("audience", OTHER_API)]
    form = {"subject_token": token, "subject_token_type": TYPE + "access_token"}

    answer = ask(here, EXCHANGE, OTHER, several=several, **form)
    unknown = exchange(here, token, audience="nobody")
    no_uri = exchange(here, token, resource="api#x")

    assert kept(here, answer).audience == (API, "service", OTHER_API)
    assert unknown.body["error"] == "invalid_target"
    assert no_uri.body["error"] == "invalid_target"


def test_actors_stand_in_a_chain_the_newest_outermost(here: Provider) -> None:
    acting = {
        "actor_token": own_token(here),
        "actor_token_type": TYPE + "access_token",
    }
    first = exchange(here, first_tokens(here)["access_token"], **acting)
    acting["actor_token"] = own_token(here, replace(OTHER, client_id="service"))

    second = exchange(here, first.body["access_token"], **acting)
    third = exchange(here, second.body["access_token"])

    assert kept(here, first).grant.actor == {"sub": "other"}
    assert kept(here, second).grant.actor == {
        "sub": "service",
        "act": {"sub": "other"},
    }
    assert kept(here, third).grant.actor == kept(here, second).grant.actor


def test_a_chain_of_actors_has_an_end(here: Provider) -> None:
    acting = {
        "actor_token": own_token(here),
        "actor_token_type": TYPE + "access_token",
    }
    answer = exchange(here, first_tokens(here)["access_token"], **acting)
    links = 1
    while answer.status == 200:
        links += 1
        answer = exchange(here, answer.body["access_token"], **acting)

    assert links == 9
    assert answer.body["error"] == "invalid_request"


def test_a_person_can_be_the_actor(here: Provider) -> None:
    answer = exchange(
        here,
        first_tokens(here)["access_token"],
        actor_token=first_tokens(here)["access_token"],
        actor_token_type=TYPE + "access_token",
    )

    assert kept(here, answer).grant.actor["client_id"] == "service"


def test_an_id_token_of_a_person_signed_in_is_a_subject(here: Provider) -> None:
    here.store.sessions.put("key", SESSION)
    token = first_tokens(here)["id_token"]

    answer = exchange(here, token, "id_token")

    assert answer.status == 200
    assert kept(here, answer).grant.session == SESSION


def test_a_jwt_can_be_asked_for(here: Provider) -> None:
    answer = exchange(
        here,
        first_tokens(here)["access_token"],
        requested_token_type=TYPE + "jwt",
        audience=API,
    )

    claims = claims_of(str(answer.body["access_token"]))
    again = exchange(here, answer.body["access_token"], "jwt")
    assert answer.body["issued_token_type"] == TYPE + "jwt"
    assert (claims["iss"], claims["aud"], claims["client_id"]) == (ISSUER, API, "other")
    assert again.status == 200


def test_an_id_token_can_be_asked_for_another_client(here: Provider) -> None:
    answer = exchange(
        here,
        first_tokens(here)["access_token"],
        requested_token_type=TYPE + "id_token",
        audience="app",
    )

    claims = claims_of(str(answer.body["access_token"]))
    assert answer.body["token_type"] == "N_A"
    assert answer.body["issued_token_type"] == TYPE + "id_token"
    assert claims["aud"] == "app"
    assert claims["auth_time"] == SESSION.auth_time


def test_an_id_token_tells_who_acts(here: Provider) -> None:
    answer = exchange(
        here,
        first_tokens(here)["access_token"],
        requested_token_type=TYPE + "id_token",
        actor_token=own_token(here),
        actor_token_type=TYPE + "access_token",
    )

    assert claims_of(str(answer.body["access_token"]))["act"] == {"sub": "other"}


def test_an_id_token_is_for_one_registered_client_about_a_sign_in(
    here: Provider,
) -> None:
    wanted = {"requested_token_type": TYPE + "id_token"}
    nobody = exchange(here, own_token(here), **wanted)
    elsewhere = exchange(
        here, first_tokens(here)["access_token"], **wanted, audience=API
    )

    assert nobody.body["error"] == "invalid_request"
    assert elsewhere.body["error"] == "invalid_target"


def test_who_may_act_is_obeyed(here: Provider) -> None:
    here.store.sessions.put("key", SESSION)
    base = claims_of(str(first_tokens(here)["id_token"]))
    token = here.keys.sign({**base, "may_act": {"sub": "other"}})
    acting = {
        "actor_token": own_token(here),
        "actor_token_type": TYPE + "access_token",
    }
    another = acting | {
        "actor_token": own_token(here, replace(OTHER, client_id="service"))
    }

    assert exchange(here, token, "jwt", **acting).status == 200
    assert exchange(here, token, "jwt", **another).body["error"] == "invalid_request"
    assert exchange(here, token, "jwt").body["error"] == "invalid_request"


def test_the_new_token_ends_with_the_old_one(here: Provider, clock: Clock) -> None:
    token = first_tokens(here)["access_token"]
    clock.advance(3000)

    answer = exchange(here, token)
    clock.advance(600)

    assert answer.body["expires_in"] == 600
    assert kept(here, answer) is None


def test_revoking_the_consent_revokes_what_was_exchanged(here: Provider) -> None:
    code = a_code(here)
    answer = exchange(here, redeem(here, code).body["access_token"])

    redeem(here, code)

    assert kept(here, answer) is None


def test_a_proof_binds_the_new_token(here: Provider) -> None:
    key = Key()
    form = {
        "subject_token": first_tokens(here)["access_token"],
        "subject_token_type": TYPE + "access_token",
    }

    answer = ask(here, EXCHANGE, OTHER, key, **form)

    assert answer.body["token_type"] == "DPoP"
    assert kept(here, answer).grant.jkt == key.jkt


@pytest.mark.parametrize(
    "changes",
    [
        {"subject_token": ""},
        {"subject_token_type": ""},
        {"subject_token": "unknown"},
        {"subject_token": "unknown", "subject_token_type": TYPE + "jwt"},
        {"subject_token": "\ud800", "subject_token_type": TYPE + "id_token"},
        {"subject_token_type": TYPE + "saml2"},
        {"subject_token_type": TYPE + "id_token"},
        {"requested_token_type": TYPE + "refresh_token"},
        {"actor_token": "unknown"},
        {"actor_token_type": TYPE + "access_token"},
        {"actor_token": "unknown", "actor_token_type": TYPE + "access_token"},
    ],
)
def test_unusable_requests_are_invalid_requests(
    here: Provider, changes: dict[str, str]
) -> None:
    answer = exchange(here, first_tokens(here)["access_token"], **changes)

    assert answer.status == 400
    assert answer.body["error"] == "invalid_request"


@pytest.mark.parametrize(
    "changes",
    [{"iss": "https://else.example"}, {"exp": int(NOON)}, {"sub": 5}, {"aud": []}],
)
def test_a_jwt_that_is_not_a_living_token_of_ours_is_refused(
    here: Provider, changes: dict[str, object]
) -> None:
    here.store.sessions.put("key", SESSION)
    base = claims_of(str(first_tokens(here)["id_token"]))

    answer = exchange(here, here.keys.sign({**base, **changes}), "jwt")

    assert answer.body["error"] == "invalid_request"


def test_a_public_client_cannot_exchange(here: Provider) -> None:
    form = {
        "subject_token": first_tokens(here)["access_token"],
        "subject_token_type": TYPE + "access_token",
    }

    assert ask(here, EXCHANGE, APP, **form).body["error"] == "unauthorized_client"
