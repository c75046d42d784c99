"""Sign in, refresh, exchange, introspect, sign out: over the web, as a client does."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from mock_idp.people.account import Account
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import CALLBACK, authorize_url
from tests.mock_idp.oidc.grants.asking import ALL_GRANTS, EXCHANGE

AUTH = ("portal", "demo-portal-secret")


@pytest.fixture
def portal(idp: Flask) -> Browser:
    """A browser at a provider whose client may use every grant type."""
    provider = idp.extensions["mock_idp"].provider
    client = provider.clients.find("portal")
    provider.clients.put(replace(client, grant_types=ALL_GRANTS))
    return Browser(idp)


def post(portal: Browser, path: str, **form: str) -> Any:
    return portal.client.post(path, data=form, auth=AUTH)


def tokens_of(portal: Browser, scope: str) -> dict[str, Any]:
    back = portal.sign_in(authorize_url(scope=scope))
    answer = post(
        portal,
        "/token",
        grant_type="authorization_code",
        code=back.answer["code"],
        redirect_uri=CALLBACK,
    )
    tokens: dict[str, Any] = answer.json
    return tokens


def refreshed(portal: Browser, tokens: dict[str, Any]) -> Any:
    token = tokens["refresh_token"]
    return post(portal, "/token", grant_type="refresh_token", refresh_token=token)


def sign_out(portal: Browser, tokens: dict[str, Any]) -> None:
    portal.open("/logout?" + urlencode({"id_token_hint": tokens["id_token"]}))


def test_a_refresh_token_ends_when_the_person_signs_out(portal: Browser) -> None:
    tokens = tokens_of(portal, "openid profile dinh_danh")
    again = refreshed(portal, tokens)

    sign_out(portal, tokens)
    afterwards = refreshed(portal, again.json)

    assert again.status_code == 200
    assert afterwards.json["error"] == "invalid_grant"


def test_offline_access_goes_on_when_the_person_signs_out(portal: Browser) -> None:
    tokens = tokens_of(portal, "openid profile dinh_danh offline_access")

    sign_out(portal, tokens)

    assert refreshed(portal, tokens).status_code == 200


def test_a_token_can_be_looked_into_exchanged_and_given_back(portal: Browser) -> None:
    token = tokens_of(portal, "openid profile dinh_danh")["access_token"]

    seen = post(portal, "/introspect", token=token)
    exchanged = post(
        portal,
        "/token",
        grant_type=EXCHANGE,
        subject_token=token,
        subject_token_type="urn:ietf:params:oauth:token-type:access_token",
    )
    post(portal, "/revoke", token=token)
    gone = post(portal, "/introspect", token=token)

    assert seen.json["active"] is True
    assert exchanged.status_code == 200
    assert gone.json == {"active": False}


def test_people_are_named_by_their_short_name(portal: Browser, idp: Flask) -> None:
    people = idp.extensions["mock_idp"].provider.people

    dao = people.find_in_cast("dao")

    assert isinstance(dao, Account)
    assert people.find(dao.personal_id) == dao


def test_the_resource_opens_for_a_fresh_level_two(portal: Browser) -> None:
    token = tokens_of(portal, "openid profile dinh_danh")["access_token"]

    answer = portal.client.get(
        "/resource/level-2", headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.status_code == 200
