"""Introspection: what a client may learn about a token."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from joserfc import jws, jwt
from joserfc.jwk import OctKey

from mock_idp.clock import Clock
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import Json, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens.introspection import introspection
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.grants.asking import (
    APP,
    OTHER,
    SERVICE,
    SESSION,
    Key,
    a_code,
    json_of,
    redeem,
    refresh,
    register,
    sent,
    text_of,
)

INACTIVE = {"active": False}
AS_JWT = {"accept": "application/token-introspection+jwt"}


def look_into(here: Provider, token: object, client=SERVICE, **form: str) -> Json:
    pairs = [("token", str(token)), *form.items()]
    return json_of(introspection(here, sent("/introspect", pairs, client)))


def test_a_living_access_token_tells_everything(here: Provider) -> None:
    tokens = redeem(here, a_code(here)).body

    answer = look_into(here, tokens["access_token"], token_type_hint="refresh_token")

    told = dict(answer.body)
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(str(told.pop("sub"))) == 32
    assert told == {
        "active": True,
        "token_type": "Bearer",
        "iss": ISSUER,
        "aud": ISSUER,
        "client_id": "service",
        "scope": "openid profile dinh_danh phone",
        "iat": int(NOON),
        "exp": int(NOON) + 3600,
        "auth_time": SESSION.auth_time,
        "acr": "urn:example:vneid:muc-2",
        "amr": ["swk", "mca"],
    }


def test_a_bound_token_names_its_key(here: Provider) -> None:
    key = Key()
    tokens = redeem(here, a_code(here), key=key).body

    told = look_into(here, tokens["access_token"]).body

    assert told["token_type"] == "DPoP"
    assert told["cnf"] == {"jkt": key.jkt}


def test_a_resource_server_sees_access_tokens_but_no_refresh_tokens(
    here: Provider,
) -> None:
    tokens = redeem(here, a_code(here)).body

    assert look_into(here, tokens["access_token"], OTHER).body["active"] is True
    assert look_into(here, tokens["refresh_token"], OTHER).body == INACTIVE


def test_a_refresh_token_is_active_until_it_is_used(here: Provider) -> None:
    token = redeem(here, a_code(here)).body["refresh_token"]

    before = look_into(here, token).body
    refresh(here, token)
    after = look_into(here, token).body

    assert before["active"] is True
    assert before["exp"] == int(NOON) + 30 * 86400
    assert "token_type" not in before
    assert after == INACTIVE


def test_everything_else_is_inactive_and_nothing_more(
    here: Provider, clock: Clock
) -> None:
    code = a_code(here)
    revoked = redeem(here, code).body
    redeem(here, code)
    expired = redeem(here, a_code(here)).body["access_token"]
    clock.advance(3600)

    for token in (
        *(revoked["access_token"], revoked["refresh_token"], revoked["id_token"]),
        *(expired, code, "unknown", "\ud800", "x" * 60_000),
    ):
        assert look_into(here, token).body == INACTIVE


def test_a_session_that_ended_ends_its_refresh_token(here: Provider) -> None:
    token = redeem(here, a_code(here)).body["refresh_token"]

    here.store.end_session(SESSION.sid)

    assert look_into(here, token).body == INACTIVE


def test_only_confidential_clients_may_ask(here: Provider) -> None:
    public = look_into(here, "unknown", APP)
    nobody = json_of(introspection(here, Request("POST", form=(("token", "x"),))))

    assert (public.status, public.body["error"]) == (401, "invalid_client")
    assert (nobody.status, nobody.body["error"]) == (401, "invalid_client")


def test_a_request_without_a_token_is_refused(here: Provider) -> None:
    answer = json_of(introspection(here, sent("/introspect", [])))

    assert (answer.status, answer.body["error"]) == (400, "invalid_request")


def test_the_answer_can_be_a_signed_jwt(here: Provider) -> None:
    token = redeem(here, a_code(here)).body["access_token"]
    request = sent("/introspect", [("token", str(token))], OTHER, **AS_JWT)

    answer = text_of(introspection(here, request))

    header = jws.extract_compact(answer.body.encode()).headers()
    claims = here.keys.read(answer.body)
    assert claims is not None
    assert answer.media_type == "application/token-introspection+jwt"
    assert header["typ"] == "token-introspection+jwt"
    assert (claims["iss"], claims["aud"], claims["iat"]) == (ISSUER, "other", int(NOON))
    assert claims["token_introspection"]["active"] is True
    assert "sub" not in claims
    assert "exp" not in claims


@pytest.mark.parametrize("alg", ["ES256", "PS256"])
def test_the_jwt_is_signed_as_the_client_registered(here: Provider, alg: str) -> None:
    register(here, replace(SERVICE, introspection_signed_response_alg=alg))

    answer = text_of(
        introspection(here, sent("/introspect", [("token", "x")], **AS_JWT))
    )

    assert jws.extract_compact(answer.body.encode()).headers()["alg"] == alg
    assert here.keys.read(answer.body) is not None


def test_the_jwt_can_be_signed_with_the_clients_secret(here: Provider) -> None:
    register(here, replace(SERVICE, introspection_signed_response_alg="HS256"))
    secret = OctKey.import_key(SERVICE.client_secret or "")

    answer = text_of(
        introspection(here, sent("/introspect", [("token", "x")], **AS_JWT))
    )

    claims = jwt.decode(answer.body, secret, algorithms=["HS256"]).claims
    assert claims["token_introspection"] == INACTIVE


@pytest.mark.parametrize(
    ("accept", "is_jwt"),
    [
        ("application/json", False),
        ("*/*", False),
        ("application/json, Application/Token-Introspection+JWT;q=0.9", True),
    ],
)
def test_the_form_of_the_answer_is_asked_for_by_name(
    here: Provider, accept: str, *, is_jwt: bool
) -> None:
    request = sent("/introspect", [("token", "x")], accept=accept)

    answer = introspection(here, request)

    assert (not isinstance(answer, Json)) is is_jwt


def test_what_is_told_passes_the_emission_point(here: Provider) -> None:
    token = redeem(here, a_code(here)).body["access_token"]
    heard: list[About] = []

    def lie(kind: Kind, value: Any, about: About) -> Any:
        assert kind == Kind.INTROSPECTION
        heard.append(about)
        return {**value, "active": False}

    answer = look_into(replace(here, emit=lie), token)

    assert answer.body["active"] is False
    assert heard == [About("introspect", "service", "dao")]


def test_it_works_over_the_web(idp: Flask) -> None:
    client = idp.test_client()
    secret = ("portal", "demo-portal-secret")

    plain = client.post("/introspect", data={"token": "x"}, auth=secret)
    signed = client.post(
        "/introspect",
        data={"token": "x"},
        auth=secret,
        headers={"Accept": AS_JWT["accept"]},
    )

    assert plain.json == INACTIVE
    assert signed.content_type.startswith("application/token-introspection+jwt")
