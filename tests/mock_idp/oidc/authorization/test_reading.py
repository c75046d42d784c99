"""Reading authorization requests: what is refused, where, and how."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_idp.clock import Clock
from mock_idp.oidc.authorization import pkce
from mock_idp.oidc.authorization.policy import Interact, Missing, authorize
from mock_idp.oidc.clients.registry import Clients
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.message import FormPost, Page, Redirect, Request
from mock_idp.oidc.provider import Lifetimes, Provider
from mock_idp.oidc.store import Store
from mock_idp.settings import default_clients
from tests.mock_idp.conftest import CALLBACK, ISSUER, VERIFIER, ask


def sent(**changes: str | None) -> Request:
    return Request(query=tuple(ask(**changes).items()))


def answer_of(outcome: object) -> dict[str, str]:
    assert isinstance(outcome, Redirect)
    assert outcome.location.startswith(CALLBACK)
    return {k: v[0] for k, v in parse_qs(urlsplit(outcome.location).query).items()}


def test_a_good_request_asks_the_person_to_sign_in(provider: Provider) -> None:
    outcome = authorize(provider, sent(), None)

    assert isinstance(outcome, Interact)
    assert outcome.missing is Missing.LOGIN
    assert outcome.ask.scopes[:3] == ("openid", "profile", "dinh_danh")


@pytest.mark.parametrize("client_id", [None, "", "nobody", "portal\x00"])
def test_an_unknown_client_gets_our_page_and_no_redirect(
    provider: Provider, client_id: str | None
) -> None:
    outcome = authorize(provider, sent(client_id=client_id), None)

    assert isinstance(outcome, Page)
    assert outcome.code == "unknown_client"
    assert outcome.facts["registered"] == "portal, spa-demo"


@pytest.mark.parametrize(
    "uri",
    [
        None,
        CALLBACK + "/",
        CALLBACK + "?x=1",
        CALLBACK.upper(),
        "http://127.0.0.1:8390.evil.example/auth/callback",
        "http://127.0.0.1:8390@evil.example/auth/callback",
        "//evil.example",
        "javascript:alert(1)",
    ],
)
def test_only_the_exact_redirect_uri_is_ever_used(
    provider: Provider, uri: str | None
) -> None:
    outcome = authorize(provider, sent(redirect_uri=uri), None)

    assert isinstance(outcome, Page)
    assert outcome.code == "redirect_uri_not_registered"
    assert outcome.facts["sent"] == (uri or "")
    assert CALLBACK in outcome.facts["registered"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "none"}, "unsupported_response_type"),
        ({"response_type": "code code"}, "unsupported_response_type"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "dance"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"max_age": "１２"}, "invalid_request"),
        ({"max_age": "9" * 5000}, "invalid_request"),
        ({"request": "eyJ.x.y"}, "invalid_request_object"),
        ({"request_uri": "https://x.example"}, "invalid_request_uri"),
        ({"request": "a", "request_uri": "https://x.example"}, "invalid_request"),
        ({"claims": "{"}, "invalid_request"),
        ({"claims": "[]"}, "invalid_request"),
        ({"claims": '{"id_token": 1}'}, "invalid_request"),
        ({"claims": '{"userinfo": {"name": 1}}'}, "invalid_request"),
        ({"claims": '{"userinfo": {"name": "\\ud800"}}'}, "invalid_request"),
        ({"claims": "[" * 3000}, "invalid_request"),
        ({"display": "hologram"}, "invalid_request"),
        ({"dpop_jkt": "short"}, "invalid_request"),
        ({"resource": "no-uri"}, "invalid_target"),
        ({"resource": "https://api.example/#part"}, "invalid_target"),
        ({"id_token_hint": "e30.e30.x"}, "invalid_request"),
        ({"id_token_hint": "a.b.c.d.e"}, "invalid_request"),
        ({"registration": "{}"}, "registration_not_supported"),
        ({"code_challenge": "c" * 43}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
        (
            {"code_challenge": "c" * 43, "code_challenge_method": "plain"},
            "invalid_request",
        ),
        (
            {"code_challenge": "short", "code_challenge_method": "S256"},
            "invalid_request",
        ),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_other_errors_go_back_to_the_client(
    provider: Provider, changes: dict[str, str | None], error: str
) -> None:
    answer = answer_of(authorize(provider, sent(**changes), None))

    assert answer["error"] == error
    assert answer["state"] == "s-1"
    assert answer["iss"] == ISSUER
    assert answer["error_description"].isascii()


def test_a_repeated_parameter_is_refused_and_not_echoed(provider: Provider) -> None:
    request = Request(query=(*ask().items(), ("state", "s-2")))

    answer = answer_of(authorize(provider, request, None))

    assert answer["error"] == "invalid_request"
    assert "state" not in answer


def test_a_name_in_query_and_form_is_a_repeated_name(provider: Provider) -> None:
    request = Request("POST", (("nonce", "a"),), tuple(ask().items()))

    assert answer_of(authorize(provider, request, None))["error"] == "invalid_request"


def test_unknown_parameters_do_no_harm(provider: Provider) -> None:
    outcome = authorize(provider, sent(foo="bar", claims="{}", display="popup"), None)

    assert isinstance(outcome, Interact)


def test_a_public_client_must_use_pkce(provider: Provider) -> None:
    spa = {"client_id": "spa-demo", "redirect_uri": "http://127.0.0.1:8393/callback"}
    proof = {
        "code_challenge": pkce.challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    }

    without = authorize(provider, sent(**spa), None)
    with_proof = authorize(provider, sent(**spa, **proof), None)

    assert isinstance(without, Redirect)
    assert "error=invalid_request" in without.location
    assert isinstance(with_proof, Interact)


def test_errors_use_form_post_when_asked(provider: Provider) -> None:
    outcome = authorize(provider, sent(response_mode="form_post", prompt="none"), None)

    assert isinstance(outcome, FormPost)
    assert outcome.action == CALLBACK
    assert ("error", "login_required") in outcome.fields
    assert ("iss", ISSUER) in outcome.fields


def test_a_post_works_like_a_get(provider: Provider) -> None:
    outcome = authorize(provider, Request("POST", form=tuple(ask().items())), None)

    assert isinstance(outcome, Interact)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                *ask(),
                *("prompt", "max_age", "acr_values", "response_mode", "login_hint"),
                *("claims", "request", "request_uri", "id_token_hint", "resource"),
                *("display", "dpop_jkt", "code_challenge", "code_challenge_method"),
            ]
        ),
        st.text(max_size=30),
    )
)
def test_no_request_ever_leads_anywhere_but_to_the_client(
    changes: dict[str, str],
) -> None:
    provider = _provider()

    outcome = authorize(provider, Request(query=tuple(ask(**changes).items())), None)

    if isinstance(outcome, Redirect):
        assert outcome.location.startswith((f"{CALLBACK}?", f"{CALLBACK}#"))
    elif isinstance(outcome, FormPost):
        assert outcome.action == CALLBACK
    else:
        assert isinstance(outcome, Page | Interact)


def _provider() -> Provider:
    clock = Clock()
    return Provider(
        issuer=ISSUER,
        clients=Clients(default_clients()),
        keys=KeyRing(),
        store=Store(clock.now, token_seconds=3600, session_seconds=28800),
        clock=clock,
        lifetimes=Lifetimes(),
        subject_salt="salt",
    )
