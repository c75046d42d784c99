"""Pushed requests: judged at once, bound to client and key, good for one answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_idp.clock import Clock
from mock_idp.oidc.authorization.par import PREFIX, push
from mock_idp.oidc.authorization.policy import Interact, authorize
from mock_idp.oidc.authorization.request import AuthorizationRequest, read
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import Json, Page, Refused, Request
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.authorization.asking import (
    RP_CALLBACK,
    SIGNED_IN,
    answered,
    parameters,
    register,
)
from tests.mock_idp.oidc.clients.signing import ASSERTION_TYPE, EC, claims, jwks, signed
from tests.mock_idp.oidc.tokens.proofs import OTHER, proof

SECRET = "s" * 43
PAR_URL = f"{ISSUER}/par"
CHALLENGE = {"code_challenge": "c" * 43, "code_challenge_method": "S256"}


def pushing(provider: Provider, dpop: str | None = None, **changes: str | None) -> Json:
    """Push a good request of ``rp``, which has a secret; with changes."""
    form = {"client_secret": SECRET} | parameters(**changes)
    headers = {} if dpop is None else {"dpop": dpop}
    request = Request(
        "POST", form=tuple(form.items()), headers=headers, address=PAR_URL
    )
    answer = push(provider, request)
    assert isinstance(answer, Json)
    return answer


def pushed(provider: Provider, **changes: Any) -> str:
    answer = pushing(provider, **changes)
    assert answer.status == 201, answer.body
    assert answer.headers["Cache-Control"] == "no-store"
    return str(answer.body["request_uri"])


def opening(request_uri: str, client_id: str = "rp", **outside: str) -> Request:
    sent = {"client_id": client_id, "request_uri": request_uri} | outside
    return Request(query=tuple(sent.items()))


def opened(
    provider: Provider, request_uri: str, **outside: str
) -> AuthorizationRequest:
    return read(provider, opening(request_uri, **outside))


def page_of(provider: Provider, request: Request) -> str:
    with pytest.raises(Refused) as refused:
        read(provider, request)
    assert isinstance(refused.value.answer, Page)
    return refused.value.answer.code


def test_a_pushed_request_is_read_where_it_was_kept(provider: Provider) -> None:
    register(provider)

    name = pushed(provider, state="inside", nonce="n-7")
    ask = opened(provider, name, state="outside", scope="openid", nonce="other")

    assert name.startswith(PREFIX)
    assert len(name) > len(PREFIX) + 40
    assert (ask.state, ask.nonce, ask.scopes) == (
        "inside",
        "n-7",
        ("openid", "profile"),
    )
    assert ask.pushed_as == name


def test_the_answer_passes_an_emission_point(provider: Provider) -> None:
    register(provider)
    heard: list[tuple[Kind, dict[str, Any], About]] = []

    def listen(kind: Kind, value: Any, about: About) -> Any:
        heard.append((kind, value, about))
        return {**value, "expires_in": 7}

    answer = pushing(replace(provider, emit=listen))
    refused = pushing(replace(provider, emit=listen), client_secret="wrong")

    assert answer.body["expires_in"] == 7
    assert refused.status == 401
    [(kind, value, about)] = heard
    assert kind is Kind.PAR_RESPONSE
    assert value["request_uri"] == answer.body["request_uri"]
    assert value["expires_in"] == provider.lifetimes.pushed_request
    assert about == About("par", "rp")


def test_the_secret_is_not_kept(provider: Provider) -> None:
    register(provider)

    kept = provider.store.pushed.find(pushed(provider))

    assert kept is not None
    assert SECRET not in str(kept)


def test_a_name_is_good_until_the_client_has_its_answer(provider: Provider) -> None:
    register(provider)
    name = pushed(provider)
    assert isinstance(authorize(provider, opening(name), None), Interact)
    assert isinstance(authorize(provider, opening(name), None), Interact)

    fields, _ = answered(authorize(provider, opening(name), SIGNED_IN))

    assert "code" in fields
    assert page_of(provider, opening(name)) == "request_uri_unknown"


def test_an_error_is_an_answer_too(provider: Provider) -> None:
    register(provider)
    name = pushed(provider, prompt="none")

    fields, _ = answered(authorize(provider, opening(name), None))

    assert fields["error"] == "login_required"
    assert page_of(provider, opening(name)) == "request_uri_unknown"


def test_a_sign_in_may_take_longer_than_the_name_lives(
    provider: Provider, clock: Clock
) -> None:
    register(provider)
    name = pushed(provider)
    ask = opened(provider, name)

    clock.advance(60)

    assert page_of(provider, opening(name)) == "request_uri_unknown"
    assert answered(ask.answer(provider, code="x"))[0]["code"] == "x"


def test_a_name_is_the_clients_own(provider: Provider) -> None:
    register(provider)
    name = pushed(provider)

    for client_id, uri in (("portal", name), ("rp", f"{name}x"), ("rp", PREFIX)):
        assert page_of(provider, opening(uri, client_id)) == "request_uri_unknown"
    assert opened(provider, name)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"redirect_uri": None}, "invalid_request"),
        ({"redirect_uri": "https://evil.example/"}, "invalid_request"),
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "none"}, "unsupported_response_type"),
        ({"response_mode": "jwt"}, "invalid_request"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"code_challenge": "x", "code_challenge_method": "S256"}, "invalid_request"),
        ({"claims": "{"}, "invalid_request"),
        ({"request": "x"}, "invalid_request_object"),
        ({"request_uri": f"{PREFIX}x"}, "invalid_request"),
        ({"request_uri": "https://rp.example/request"}, "invalid_request"),
        ({"dpop_jkt": "x"}, "invalid_request"),
        ({"resource": "x"}, "invalid_target"),
        ({"state": "x" * 5000}, "invalid_request"),
        ({"client_secret": "wrong"}, "invalid_client"),
    ],
)
def test_a_request_is_judged_when_it_is_pushed(
    provider: Provider, changes: dict[str, str | None], error: str
) -> None:
    register(provider)

    answer = pushing(provider, **changes)

    assert answer.status in (400, 401)
    assert answer.body["error"] == error
    assert str(answer.body["error_description"]).isascii()
    assert len(provider.store.pushed) == 0


def test_a_repeated_parameter_is_refused(provider: Provider) -> None:
    register(provider)
    form = (*parameters().items(), ("client_secret", SECRET), ("state", "again"))

    answer = push(provider, Request("POST", form=form, address=PAR_URL))

    assert isinstance(answer, Json)
    assert answer.body["error"] == "invalid_request"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_requests_are_posted(provider: Provider, method: str) -> None:
    answer = push(provider, Request(method, form=tuple(parameters().items())))

    assert isinstance(answer, Json)
    assert answer.status == 405
    assert answer.headers["Allow"] == "POST"


def test_a_client_that_must_push_is_told_so(provider: Provider) -> None:
    register(provider, require_pushed_authorization_requests=True)

    straight = authorize(provider, Request(query=tuple(parameters().items())), None)

    assert answered(straight)[0]["error"] == "invalid_request"
    assert isinstance(authorize(provider, opening(pushed(provider)), None), Interact)


def test_only_fapi_takes_an_address_that_was_not_registered(
    provider: Provider,
) -> None:
    elsewhere = "https://rp.example/another"
    register(provider)
    assert pushing(provider, redirect_uri=elsewhere).status == 400

    register(
        provider,
        profile="fapi2",
        token_endpoint_auth_method="private_key_jwt",
        client_secret=None,
        jwks=jwks(EC),
    )
    form = parameters(redirect_uri=elsewhere, **CHALLENGE) | {
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": signed(claims()),
    }
    answer = push(provider, Request("POST", form=tuple(form.items()), address=PAR_URL))

    assert isinstance(answer, Json)
    ask = opened(provider, str(answer.body["request_uri"]))
    assert ask.redirect_uri == elsewhere


def test_a_proof_binds_the_request_to_its_key(provider: Provider) -> None:
    register(provider)

    by_proof = pushed(provider, dpop=proof(url=PAR_URL))
    by_both = pushed(provider, dpop=proof(url=PAR_URL), dpop_jkt=EC.thumbprint())
    by_name = pushed(provider, dpop_jkt=EC.thumbprint())

    for name in (by_proof, by_both, by_name):
        assert opened(provider, name).jkt == EC.thumbprint()
    assert opened(provider, pushed(provider)).jkt is None


def test_a_proof_of_another_key_is_refused(provider: Provider) -> None:
    register(provider)
    wrong = [
        pushing(provider, proof(url=PAR_URL), dpop_jkt=OTHER.thumbprint()),
        pushing(provider, proof(url=f"{ISSUER}/token")),
        pushing(provider, "nonsense"),
    ]

    for answer in wrong:
        assert answer.status == 400
        assert answer.body["error"] == "invalid_dpop_proof"


def test_a_request_object_is_opened_when_it_is_pushed(
    provider: Provider, clock: Clock
) -> None:
    """What it says counts; that it expires while the person signs in does not."""
    register(provider, jwks=jwks(EC))
    inside = parameters(state="inside") | {
        "iss": "rp",
        "aud": ISSUER,
        "exp": int(NOON) + 10,
    }
    form = {"client_id": "rp", "client_secret": SECRET, "request": signed(inside)}

    answer = push(provider, Request("POST", form=tuple(form.items()), address=PAR_URL))
    clock.advance(30)

    assert isinstance(answer, Json)
    assert answer.status == 201, answer.body
    ask = opened(provider, str(answer.body["request_uri"]))
    assert (ask.state, ask.redirect_uri) == ("inside", RP_CALLBACK)


def test_the_key_named_in_a_request_object_must_be_the_proven_one(
    provider: Provider,
) -> None:
    register(provider, jwks=jwks(EC))
    inside = parameters(dpop_jkt=OTHER.thumbprint())
    form = {"client_id": "rp", "client_secret": SECRET, "request": signed(inside)}
    headers = {"dpop": proof(url=PAR_URL)}

    answer = push(provider, Request("POST", (), tuple(form.items()), headers, PAR_URL))

    assert isinstance(answer, Json)
    assert answer.body["error"] == "invalid_dpop_proof"


def test_both_names_of_the_endpoint_are_good(provider: Provider) -> None:
    register(provider)
    here = replace(provider, behind="http://idp:8391")

    answer = pushing(here, proof(url="http://idp:8391/par"))

    assert answer.status == 201


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    changes=st.dictionaries(
        st.sampled_from(
            [
                *("request", "request_uri", "redirect_uri", "claims", "scope"),
                *("response_type", "response_mode", "dpop_jkt", "code_challenge"),
                *("client_id", "id_token_hint", "resource", "max_age", "prompt"),
            ]
        ),
        st.text(max_size=30) | st.sampled_from(["e30.e30.", "[[", PREFIX, "openid"]),
        min_size=1,
    ),
    dpop=st.none() | st.text(max_size=20),
)
def test_any_request_is_kept_or_refused_in_words(
    provider: Provider, changes: dict[str, str], dpop: str | None
) -> None:
    register(provider)
    form = tuple((parameters() | {"client_secret": SECRET} | changes).items())
    headers = {} if dpop is None else {"dpop": dpop}

    answer = push(provider, Request("POST", (), form, headers, PAR_URL))

    assert isinstance(answer, Json)
    assert answer.status in (201, 400, 401)
    assert ("error" in answer.body) == (answer.status != 201)
