"""What the scope ``giay_to`` tells: the card, and never a paper that nobody has."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.claims.person import id_token_claims, userinfo_claims
from mock_idp.oidc.claims.standard import scope_of
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Consent, Grant, Session
from mock_idp.people.account import Account
from mock_idp.people.traits import Traits
from tests.mock_idp.people.accounts import CHI, DAO

CALLBACK = "https://rp.example/cb"


def told(
    provider: Provider,
    account: Account = DAO,
    scopes: tuple[str, ...] = ("openid", "giay_to"),
    asked: dict[str, Any] | None = None,
    **metadata: Any,
) -> dict[str, Any]:
    """The userinfo that a client of that metadata hears."""
    provider.clients.put(Client("rp", (CALLBACK,), **metadata))
    session = Session("sid-1", account, int(provider.now()), 2, ("swk",))
    given = Grant("rp", scopes, account, session, claims=asked or {})
    return userinfo_claims(provider, given, account)


def test_the_card_of_a_level_2_account_is_told(provider: Provider) -> None:
    claims = told(provider)

    assert claims["GiayTo"] == [
        {
            "LoaiGiayTo": "the_can_cuoc",
            "SoGiayTo": "901196004217",
            "NgayHetHan": "20360702",
        }
    ]


def test_another_dialect_has_other_words(provider: Provider) -> None:
    claims = told(provider, claim_dialect="vneid")

    assert "GiayTo" not in claims
    assert claims["documents"] == [
        {
            "documentType": "the_can_cuoc",
            "documentNumber": "901196004217",
            "expiryDate": "02/07/2036",
        }
    ]


def test_who_has_no_card_here_has_no_claim(provider: Provider) -> None:
    assert "GiayTo" not in told(provider, CHI)


def test_without_the_scope_nothing_is_told(provider: Provider) -> None:
    claims = told(provider, scopes=("openid", "profile", "dinh_danh"))

    assert "GiayTo" not in claims


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"traits": Traits(card_expires_on=date(2026, 1, 15))},
            ("the_can_cuoc", "20260115"),
        ),
        ({"traits": Traits(nationality="KR")}, ("the_thuong_tru", "20360702")),
        ({"date_of_birth": "1958-02-11"}, ("the_can_cuoc", None)),
        ({"date_of_birth": "1985"}, ("the_can_cuoc", None)),
    ],
)
def test_kind_and_end_are_those_of_the_card(
    provider: Provider, changes: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    [card] = told(provider, replace(DAO, **changes))["GiayTo"]

    assert (card["LoaiGiayTo"], card.get("NgayHetHan")) == expected


def test_the_day_is_that_of_the_providers_clock(
    provider: Provider, clock: Clock
) -> None:
    clock.advance(11 * 366 * 86_400)

    [card] = told(provider)["GiayTo"]

    assert card["NgayHetHan"] == "20560702"


def test_the_claim_can_be_asked_for_by_name(provider: Provider) -> None:
    agreed = frozenset({"openid", "giay_to"})
    provider.store.remember_consent("rp", DAO.personal_id, Consent(agreed, agreed))

    claims = told(
        provider, scopes=("openid",), asked={"userinfo": {"GiayTo": {}}}, profile="oidc"
    )

    assert claims["GiayTo"][0]["SoGiayTo"] == DAO.personal_id
    assert scope_of("GiayTo") == scope_of("documents") == "giay_to"


def test_portals_hear_it_in_the_id_token_too(provider: Provider) -> None:
    provider.clients.put(Client("rp", (CALLBACK,)))
    session = Session("sid-1", DAO, int(provider.now()), 2, ("swk",))
    given = Grant("rp", ("openid", "giay_to"), DAO, session)

    claims = id_token_claims(provider, given, DAO, alone=False)

    assert claims["GiayTo"][0]["SoGiayTo"] == DAO.personal_id
