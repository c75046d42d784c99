"""Each client is taken at its own method, and at no other."""

from __future__ import annotations

import base64
from itertools import permutations
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_idp.clock import Clock
from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.message import Json, Refused, Request
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import NOON
from tests.mock_idp.oidc.clients.signing import (
    SECRET,
    TOKEN_URL,
    a_client,
    asserting,
    by_secret,
    claims,
    said_by,
    signed,
)

METHODS = (
    *("client_secret_basic", "client_secret_post"),
    *("client_secret_jwt", "private_key_jwt", "none"),
)


def basic(client_id: str = "rp", secret: str = SECRET) -> dict[str, str]:
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def request_by(method: str) -> Request:
    """A token request of ``rp`` that proves itself by this method."""
    if method == "client_secret_basic":
        return Request("POST", headers=basic(), address=TOKEN_URL)
    if method == "client_secret_jwt":
        return asserting(by_secret(claims()))
    if method == "private_key_jwt":
        return asserting(signed(claims()))
    form = {"client_id": "rp"}
    form |= {"client_secret": SECRET} if method == "client_secret_post" else {}
    return Request("POST", form=tuple(form.items()), address=TOKEN_URL)


def register_by(provider: Provider, method: str, **more: Any) -> None:
    secret = SECRET if method.startswith("client_secret") else None
    a_client(provider, token_endpoint_auth_method=method, client_secret=secret, **more)


@pytest.mark.parametrize("method", METHODS)
def test_a_client_is_taken_at_its_method(provider: Provider, method: str) -> None:
    register_by(provider, method)

    assert authenticate(provider, request_by(method)).client_id == "rp"


@pytest.mark.parametrize(("registered", "used"), list(permutations(METHODS, 2)))
def test_a_client_is_refused_at_every_other_method(
    provider: Provider, registered: str, used: str
) -> None:
    register_by(provider, registered)

    with pytest.raises(Refused) as refused:
        authenticate(provider, request_by(used))

    told = said_by(refused.value)
    assert told.startswith("401 invalid_client")
    assert registered in told


def test_a_client_of_the_settings_may_send_its_secret_either_way(
    provider: Provider,
) -> None:
    a_client(provider, token_endpoint_auth_method=None, client_secret=SECRET)

    for method in ("client_secret_basic", "client_secret_post"):
        assert authenticate(provider, request_by(method)).client_id == "rp"
    with pytest.raises(Refused):
        authenticate(provider, request_by("none"))


def test_a_method_that_the_profile_forbids_is_refused(provider: Provider) -> None:
    register_by(provider, "client_secret_basic", profile="fapi2")

    with pytest.raises(Refused) as refused:
        authenticate(provider, request_by("client_secret_basic"))

    assert "no method its profile allows" in said_by(refused.value)


@pytest.mark.parametrize(
    ("headers", "form"),
    [
        (basic(), {"client_secret": SECRET}),
        (basic(), {"client_assertion": "x"}),
        ({}, {"client_secret": SECRET, "client_assertion": "x"}),
    ],
)
def test_several_methods_at_once_are_an_invalid_request(
    provider: Provider, headers: dict[str, str], form: dict[str, str]
) -> None:
    register_by(provider, "client_secret_basic")
    both = Request("POST", form=tuple(form.items()), headers=headers)

    with pytest.raises(Refused) as refused:
        authenticate(provider, both)

    assert said_by(refused.value).startswith("400 invalid_request")


def test_only_who_came_by_header_is_challenged(provider: Provider) -> None:
    register_by(provider, "client_secret_basic")
    wrong = Request("POST", headers=basic(secret="wrong"))
    in_body = Request("POST", form=(("client_id", "rp"), ("client_secret", "wrong")))

    challenges = []
    for request in (wrong, in_body):
        with pytest.raises(Refused) as refused:
            authenticate(provider, request)
        assert isinstance(refused.value.answer, Json)
        challenges.append(refused.value.answer.headers.get("WWW-Authenticate"))

    assert challenges[0] is not None
    assert challenges[0].startswith("Basic ")
    assert challenges[1] is None


def test_client_id_in_the_body_must_be_the_one_of_the_header(
    provider: Provider,
) -> None:
    register_by(provider, "client_secret_basic")
    other = Request("POST", form=(("client_id", "portal"),), headers=basic())

    with pytest.raises(Refused) as refused:
        authenticate(provider, other)

    assert said_by(refused.value).startswith("401 invalid_client")


@pytest.mark.parametrize("name", ["client_id", "client_secret", "client_assertion"])
def test_a_repeated_client_parameter_is_refused(provider: Provider, name: str) -> None:
    register_by(provider, "client_secret_post")
    form = (("client_id", "rp"), ("client_secret", SECRET), (name, "x"), (name, "y"))

    with pytest.raises(Refused) as refused:
        authenticate(provider, Request("POST", form=form))

    assert said_by(refused.value).startswith("400 invalid_request")


def test_a_secret_ends_when_it_was_registered_to_end(
    provider: Provider, clock: Clock
) -> None:
    register_by(
        provider, "client_secret_basic", client_secret_expires_at=int(NOON) + 60
    )
    assert authenticate(provider, request_by("client_secret_basic"))

    clock.advance(60)

    with pytest.raises(Refused):
        authenticate(provider, request_by("client_secret_basic"))


def test_a_secret_is_form_encoded_in_the_header_except_for_old_portals(
    provider: Provider,
) -> None:
    secret = "100%25+ok"
    raw = base64.b64encode(f"rp:{secret}".encode()).decode()
    unencoded = Request("POST", headers={"authorization": f"Basic {raw}"})
    method = {"token_endpoint_auth_method": "client_secret_basic"}

    a_client(provider, client_secret=secret, **method)
    with pytest.raises(Refused):
        authenticate(provider, unencoded)
    encoded = Request("POST", headers=basic(secret=secret))
    assert authenticate(provider, encoded).client_id == "rp"

    a_client(provider, client_secret=secret, profile="legacy", **method)
    assert authenticate(provider, unencoded).client_id == "rp"


NASTY = st.text(max_size=40) | st.sampled_from(["..", "a.b.c", "e30.e30.", "\x00", "é"])


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    header=st.none() | NASTY.map(lambda text: f"Basic {text}") | NASTY,
    form=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "client_id",
                    "client_secret",
                    "client_assertion",
                    "client_assertion_type",
                ]
            ),
            NASTY | st.just("rp"),
        ),
        max_size=5,
    ),
)
def test_no_input_is_taken_and_none_breaks_anything(
    provider: Provider, header: str | None, form: list[tuple[str, str]]
) -> None:
    register_by(provider, "private_key_jwt")
    headers = {} if header is None else {"authorization": header}

    with pytest.raises(Refused) as refused:
        authenticate(provider, Request("POST", form=tuple(form), headers=headers))

    assert said_by(refused.value)[:3] in ("400", "401")
