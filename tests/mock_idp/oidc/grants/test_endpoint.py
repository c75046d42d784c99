"""The token endpoint itself: forms, errors, and what listeners hear of them."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.grants.endpoint import GRANTS, token
from mock_idp.oidc.message import Request
from mock_idp.oidc.provider import Provider
from tests.mock_idp.oidc.grants.asking import (
    SERVICE,
    a_code,
    ask,
    json_of,
    redeem,
    register,
    sent,
)


@pytest.mark.parametrize(
    ("grant_type", "error"),
    [
        ("", "invalid_request"),
        ("password", "unsupported_grant_type"),
        ("implicit", "unsupported_grant_type"),
        ("\ud800", "unsupported_grant_type"),
    ],
)
def test_unknown_grant_types_name_their_error(
    here: Provider, grant_type: str, error: str
) -> None:
    answer = ask(here, grant_type)

    assert answer.status == 400
    assert answer.body["error"] == error
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("grant_type", sorted(GRANTS))
def test_a_client_uses_its_registered_grant_types_only(
    here: Provider, grant_type: str
) -> None:
    register(here, replace(SERVICE, grant_types=()))

    assert ask(here, grant_type).body["error"] == "unauthorized_client"


@pytest.mark.parametrize("grant_type", sorted(GRANTS))
def test_each_grant_says_what_is_missing(here: Provider, grant_type: str) -> None:
    if grant_type == "client_credentials":
        assert ask(here, grant_type).status == 200
    else:
        assert ask(here, grant_type).body["error"] == "invalid_request"


def test_only_an_audience_of_an_exchange_may_be_repeated(here: Provider) -> None:
    twice = [("audience", "app"), ("audience", "app")]

    answer = ask(here, "client_credentials", several=twice)

    assert answer.body["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("media_type", "is_a_form"),
    [
        ("application/x-www-form-urlencoded", True),
        ("Application/X-WWW-Form-Urlencoded; charset=UTF-8", True),
        ("application/json", False),
        ("multipart/form-data; boundary=x", False),
        ("text/plain", False),
    ],
)
def test_only_forms_are_taken(
    here: Provider, media_type: str, *, is_a_form: bool
) -> None:
    form = [("grant_type", "client_credentials")]
    request = sent("/token", form, **{"content-type": media_type})

    answer = json_of(token(here, request))

    assert (answer.status == 200) is is_a_form
    assert is_a_form or answer.body["error"] == "invalid_request"


def test_answers_and_errors_pass_the_emission_point_once(here: Provider) -> None:
    heard: list[tuple[Kind, str | None, About]] = []

    def listen(kind: Kind, value: Any, about: About) -> Any:
        if kind == Kind.TOKEN_RESPONSE:
            heard.append((kind, value.get("error"), about))
        return value

    listening = replace(here, emit=listen)
    code = a_code(here)
    redeem(listening, code)
    redeem(listening, code)
    ask(listening, "password")

    assert [(error, about.client_id, about.grant) for _, error, about in heard] == [
        (None, "service", "authorization_code"),
        ("invalid_grant", "service", "authorization_code"),
        ("unsupported_grant_type", "service", "password"),
    ]
    assert heard[0][2].person == "dao"
    assert {about.endpoint for _, _, about in heard} == {"token"}


def test_what_a_fault_makes_of_an_error_is_sent(here: Provider) -> None:
    faulty = replace(here, emit=lambda *_: {"error": "server_error"})

    assert ask(faulty, "password").body == {"error": "server_error"}


@pytest.mark.parametrize(
    "path", ["/token", "/introspect", "/revoke", "/device_authorization"]
)
def test_machines_learn_which_method_is_right(idp: Flask, path: str) -> None:
    answer = idp.test_client().get(path)

    assert answer.status_code == 405
    assert answer.json is not None
    assert answer.json["error"] == "invalid_request"
    assert "POST" in answer.headers["Allow"]


def test_errors_reach_a_client_over_the_web(idp: Flask) -> None:
    answer = idp.test_client().post("/token", json={"grant_type": "password"})

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"] == "invalid_request"
    assert answer.headers["Cache-Control"] == "no-store"


NAMES = st.sampled_from(
    [
        *("grant_type", "code", "redirect_uri", "code_verifier", "refresh_token"),
        *("scope", "resource", "audience", "subject_token", "subject_token_type"),
        *("actor_token", "actor_token_type", "assertion", "device_code", "token"),
        *("client_id", "client_secret", "client_assertion", "requested_token_type"),
    ]
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from([*GRANTS, "urn:ietf:params:oauth:token-type:jwt", "service"]),
)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    grant_type=st.sampled_from(sorted(GRANTS)),
    pairs=st.lists(st.tuples(NAMES, VALUES), max_size=5),
    headers=st.dictionaries(st.sampled_from(["dpop", "content-type"]), VALUES),
)
def test_no_request_crashes_the_endpoint(
    here: Provider,
    grant_type: str,
    pairs: list[tuple[str, str]],
    headers: dict[str, str],
) -> None:
    request = sent("/token", [("grant_type", grant_type), *pairs], **headers)
    without_client = Request("POST", form=tuple(pairs), headers=headers)

    for asked in (request, without_client):
        answer = json_of(token(here, asked))

        assert answer.status in (200, 400, 401)
        assert answer.headers["Cache-Control"] == "no-store"
        if answer.status != 200:
            assert str(answer.body["error_description"]).isascii()
