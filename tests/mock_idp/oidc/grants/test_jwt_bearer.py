"""A signed word instead of a sign-in: whose word counts, about whom."""

from dataclasses import replace

import pytest

from mock_idp.oidc.message import Json
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import access_token
from mock_idp.people.cast import CastPeople
from mock_idp.people.directory import Directory
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.grants.asking import (
    APP,
    BEARER,
    CLIENT_KEY,
    OTHER,
    SERVICE,
    a_code,
    ask,
    asserted,
    redeem,
    register,
)
from tests.mock_idp.people.accounts import DAO

KEYED = replace(SERVICE, jwks={"keys": [CLIENT_KEY.as_dict(private=False)]})


@pytest.fixture
def town(here: Provider) -> Provider:
    """The provider, knowing the people of the cast."""
    register(here, OTHER)
    here.clients.put(replace(SERVICE, client_id="keyed", jwks=KEYED.jwks))
    return replace(here, people=Directory(CastPeople()))


def vouch(town: Provider, assertion: str, **form: str) -> Json:
    return ask(
        town, BEARER, replace(SERVICE, client_id="keyed"), assertion=assertion, **form
    )


@pytest.mark.parametrize("named", ["dao", DAO.personal_id])
def test_a_client_vouches_for_a_person_with_its_own_key(
    town: Provider, named: str
) -> None:
    answer = vouch(town, asserted("keyed", sub=named), scope="phone ho_so.doc")

    kept = access_token.find(town, str(answer.body["access_token"]))
    assert answer.status == 200
    assert answer.body["scope"] == "phone ho_so.doc"
    assert "id_token" not in answer.body
    assert "refresh_token" not in answer.body
    assert kept is not None
    assert kept.grant.account is not None
    assert kept.grant.account.personal_id == DAO.personal_id


def test_a_person_is_known_by_the_name_we_gave_the_client(town: Provider) -> None:
    first = vouch(town, asserted("keyed", sub="dao"))
    kept = access_token.find(town, str(first.body["access_token"]))
    assert kept is not None
    sub = access_token.subject_of(town, kept.grant)

    answer = vouch(town, asserted("keyed", sub=sub))

    assert answer.status == 200


def test_our_own_id_token_is_a_good_assertion_for_its_client(town: Provider) -> None:
    ours = str(redeem(town, a_code(town)).body["id_token"])

    by_its_client = ask(town, BEARER, assertion=ours)
    by_another = ask(town, BEARER, OTHER, assertion=ours)

    assert by_its_client.status == 200
    assert by_another.body["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "other"},
        {"aud": "https://else.example"},
        {"aud": None},
        {"exp": None},
        {"exp": int(NOON)},
        {"exp": "soon"},
        {"exp": float("inf")},
        {"nbf": int(NOON) + 3600},
        {"sub": None},
        {"sub": 12},
        {"sub": "nobody"},
        {"sub": "001196004217"},
        {"jti": 5},
        {"jti": "x" * 600},
    ],
)
def test_other_assertions_are_refused(
    town: Provider, changes: dict[str, object]
) -> None:
    answer = vouch(town, asserted("keyed", **({"sub": "dao"} | changes)))

    assert answer.status == 400
    assert answer.body["error"] == "invalid_grant"


@pytest.mark.parametrize("text", ["", "a.b.c", "x", "\ud800", "e30.e30.", "é.é.é"])
def test_rubbish_is_refused(town: Provider, text: str) -> None:
    answer = vouch(town, text)

    assert answer.body["error"] in ("invalid_grant", "invalid_request")


def test_an_assertion_with_an_id_is_good_once(town: Provider) -> None:
    assertion = asserted("keyed", sub="dao")
    first = vouch(town, assertion)

    second = vouch(town, assertion)

    assert first.status == 200
    assert second.body["error"] == "invalid_grant"


def test_a_key_of_another_client_does_not_count(town: Provider) -> None:
    answer = ask(town, BEARER, assertion=asserted("service", sub="dao"))

    assert answer.body["error"] == "invalid_grant"


def test_a_locked_account_is_not_vouched_for(town: Provider) -> None:
    locked = next(a for a in CastPeople().cast() if a.account_status == "locked")

    answer = vouch(town, asserted("keyed", sub=locked.personal_id))

    assert answer.body["error"] == "invalid_grant"


def test_the_clients_level_holds_here_too(town: Provider) -> None:
    low = next(a for a in CastPeople().cast() if a.account_level == 1)
    town.clients.put(
        replace(SERVICE, client_id="keyed", jwks=KEYED.jwks, minimum_level=2)
    )

    answer = vouch(town, asserted("keyed", sub=low.personal_id))

    assert answer.body["error"] == "invalid_grant"


def test_more_scopes_than_registered_are_refused(town: Provider) -> None:
    answer = vouch(town, asserted("keyed", sub="dao"), scope="email")

    assert answer.body["error"] == "invalid_scope"


def test_a_public_client_vouches_for_nobody(town: Provider) -> None:
    answer = ask(town, BEARER, APP, assertion=asserted("app", aud=ISSUER))

    assert answer.body["error"] == "unauthorized_client"
