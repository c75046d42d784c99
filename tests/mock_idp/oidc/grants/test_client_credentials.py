"""A client acts for itself: its own scopes, nobody's data."""

from dataclasses import replace

from mock_idp.oidc.claims.userinfo import userinfo
from mock_idp.oidc.message import Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import access_token
from tests.mock_idp.oidc.grants.asking import (
    API,
    APP,
    FAPI,
    SERVICE,
    Key,
    ask,
    register,
)

GRANT = "client_credentials"


def test_a_client_gets_its_registered_scopes_and_no_more(here: Provider) -> None:
    everything = ask(here, GRANT)
    one = ask(here, GRANT, scope="ho_so.doc")
    foreign = ask(here, GRANT, scope="ho_so.xoa")
    openid = ask(here, GRANT, scope="openid")

    assert everything.body["scope"] == "profile dinh_danh phone ho_so.doc ho_so.ghi"
    assert one.body["scope"] == "ho_so.doc"
    assert foreign.body["error"] == "invalid_scope"
    assert openid.body["error"] == "invalid_scope"


def test_the_token_is_about_nobody(here: Provider) -> None:
    answer = ask(here, GRANT)

    bearer = {"authorization": f"Bearer {answer.body['access_token']}"}
    assert set(answer.body) == {"access_token", "token_type", "expires_in", "scope"}
    assert userinfo(here, Request(headers=bearer)).status == 403


def test_a_client_without_scopes_gets_a_token_without_scopes(here: Provider) -> None:
    register(here, replace(SERVICE, scope=None))

    answer = ask(here, GRANT)

    assert answer.status == 200
    assert answer.body["scope"] == ""


def test_a_public_client_cannot_act_for_itself(here: Provider) -> None:
    assert ask(here, GRANT, APP).body["error"] == "unauthorized_client"


def test_the_token_is_for_the_resources_named(here: Provider) -> None:
    answer = ask(here, GRANT, several=[("resource", API), ("resource", API)])
    no_uri = ask(here, GRANT, several=[("resource", "api")])

    kept = access_token.find(here, str(answer.body["access_token"]))
    assert kept is not None
    assert kept.audience == (API,)
    assert no_uri.body["error"] == "invalid_target"


def test_a_fapi_client_gets_a_bound_token(here: Provider) -> None:
    assert ask(here, GRANT, FAPI).body["error"] == "invalid_request"
    assert ask(here, GRANT, FAPI, Key()).body["token_type"] == "DPoP"
