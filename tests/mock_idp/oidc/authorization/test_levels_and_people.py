"""Levels insisted on and wished for; hints and claims about a given person."""

import json

import pytest

from mock_idp.oidc.authorization.policy import Interact, Missing
from mock_idp.oidc.claims.subject import subject
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant, Session
from mock_idp.oidc.tokens.id_token import id_token
from mock_idp.people.account import Account
from tests.mock_idp.conftest import NOON
from tests.mock_idp.oidc.authorization.asking import (
    AT_LEVEL_1,
    SIGNED_IN,
    answered,
    asking,
    register,
)
from tests.mock_idp.people.accounts import CHI, DAO

MUC_1, MUC_2 = "urn:example:vneid:muc-1", "urn:example:vneid:muc-2"
LOW = Session("sid-3", DAO, int(NOON) - 100, 1, ("swk",))


def insisting(*acr: str) -> str:
    wish = {"essential": True, "values": list(acr)}
    return json.dumps({"id_token": {"acr": wish}})


def about(account: Account, provider: Provider, client: Client) -> str:
    name = subject(provider, account, client)
    return json.dumps({"id_token": {"sub": {"value": name}}})


def hint(provider: Provider, session: Session) -> str:
    grant = Grant("rp", ("openid",), session.account, session)
    return id_token(provider, grant, About("token"))


def test_a_level_insisted_on_and_out_of_reach_has_its_own_error(
    provider: Provider,
) -> None:
    register(provider)

    silent, _ = answered(
        asking(provider, AT_LEVEL_1, claims=insisting(MUC_2), prompt="none")
    )
    asked = asking(provider, AT_LEVEL_1, claims=insisting(MUC_2))

    assert silent["error"] == "unmet_authentication_requirements"
    assert isinstance(asked, Interact)
    assert asked.missing is Missing.LEVEL


def test_a_level_nobody_knows_is_refused_at_once(provider: Provider) -> None:
    register(provider)

    fields, _ = answered(asking(provider, None, claims=insisting("urn:unheard")))

    assert fields["error"] == "unmet_authentication_requirements"


def test_a_level_within_reach_is_a_step_up(provider: Provider) -> None:
    register(provider)

    outcome = asking(provider, LOW, claims=insisting(MUC_2))

    assert isinstance(outcome, Interact)
    assert outcome.missing is Missing.LOGIN


@pytest.mark.parametrize("insisted", [(MUC_1, MUC_2), (MUC_2, MUC_1)])
def test_any_of_the_levels_insisted_on_will_do(
    provider: Provider, insisted: tuple[str, ...]
) -> None:
    register(provider)

    fields, _ = answered(asking(provider, AT_LEVEL_1, claims=insisting(*insisted)))

    assert "code" in fields


@pytest.mark.parametrize(
    "wish",
    [
        {"acr_values": MUC_2},
        {"claims": json.dumps({"id_token": {"acr": {"values": [MUC_2]}}})},
        {"claims": json.dumps({"id_token": {"acr": {"value": MUC_2}}})},
    ],
)
def test_a_wish_out_of_reach_is_no_obstacle(
    provider: Provider, wish: dict[str, str]
) -> None:
    register(provider)

    fields, _ = answered(asking(provider, AT_LEVEL_1, **wish))

    assert "code" in fields


def test_a_wish_within_reach_is_worth_a_sign_in(provider: Provider) -> None:
    register(provider)

    asked = asking(provider, LOW, acr_values=MUC_2)
    silent, _ = answered(asking(provider, LOW, acr_values=MUC_2, prompt="none"))

    assert isinstance(asked, Interact)
    assert asked.missing is Missing.LOGIN
    assert "code" in silent


def test_default_acr_values_stand_in_for_a_wish(provider: Provider) -> None:
    register(provider, default_acr_values=(MUC_2,))

    assert isinstance(asking(provider, LOW), Interact)
    assert not isinstance(asking(provider, LOW, acr_values=MUC_1), Interact)


@pytest.mark.parametrize("wish", [{"acr_values": MUC_1}, {"claims": insisting(MUC_1)}])
def test_no_wish_lowers_the_clients_own_level(
    provider: Provider, wish: dict[str, str]
) -> None:
    register(provider, minimum_level=2)

    outcome = asking(provider, AT_LEVEL_1, **wish)

    assert isinstance(outcome, Interact)
    assert outcome.missing is Missing.LEVEL


@pytest.mark.parametrize(
    ("max_age", "default", "is_old"),
    [
        (None, 99, True),
        (None, 100, False),
        ("100", 99, False),
        ("99", 1000, True),
        (None, None, False),
        ("0", None, True),
    ],
)
def test_a_client_may_have_a_default_for_max_age(
    provider: Provider, max_age: str | None, default: int | None, *, is_old: bool
) -> None:
    register(provider, default_max_age=default)

    outcome = asking(provider, max_age=max_age)

    assert isinstance(outcome, Interact) is is_old


def test_who_asks_for_an_age_is_told_the_time(provider: Provider) -> None:
    register(provider)

    fields, _ = answered(asking(provider, max_age="1000"))
    code = provider.store.codes.find(fields["code"])

    assert code is not None
    assert code.grant.must_tell_auth_time


def test_a_hint_about_somebody_else_is_login_required_in_silence(
    provider: Provider,
) -> None:
    register(provider)
    theirs = hint(provider, AT_LEVEL_1)

    silent, _ = answered(asking(provider, id_token_hint=theirs, prompt="none"))
    asked = asking(provider, id_token_hint=theirs)

    assert silent["error"] == "login_required"
    assert isinstance(asked, Interact)


def test_a_hint_never_gets_too_old(provider: Provider) -> None:
    register(provider)
    ours = hint(provider, SIGNED_IN)
    provider.clock.advance(30 * 86400)  # type: ignore[attr-defined]

    fields, _ = answered(asking(provider, id_token_hint=ours, prompt="none"))

    assert "code" in fields


@pytest.mark.parametrize("alg", ["HS256", "none", "ES256"])
def test_a_hint_is_signed_as_the_client_registered(
    provider: Provider, alg: str
) -> None:
    register(provider, id_token_signed_response_alg=alg)
    ours = hint(provider, SIGNED_IN)
    register(provider, id_token_signed_response_alg="RS256")
    elsewhere, _ = answered(asking(provider, id_token_hint=ours, prompt="none"))
    register(provider, id_token_signed_response_alg=alg)

    fields, _ = answered(asking(provider, id_token_hint=ours, prompt="none"))

    assert "code" in fields
    assert ("error" in elsewhere) is (alg != "ES256")


def test_an_id_token_without_a_key_to_encrypt_it_is_an_error(
    provider: Provider,
) -> None:
    register(provider, id_token_encrypted_response_alg="RSA-OAEP-256")

    fields, mode = answered(asking(provider, response_type="code id_token"))

    assert fields["error"] == "invalid_request"
    assert mode == "fragment"
    assert "code" not in fields


def test_a_hint_of_another_issuer_is_an_error(provider: Provider) -> None:
    register(provider)
    elsewhere = KeyRing().sign({"iss": provider.issuer, "sub": "x", "aud": "rp"})
    other = provider.keys.sign({"iss": "https://op.example", "sub": "x", "aud": "rp"})
    logout = provider.keys.sign({"iss": provider.issuer, "sub": "x", "events": {}})

    for text in (elsewhere, other, logout, "x", "a.b.c"):
        fields, _ = answered(asking(provider, id_token_hint=text))
        assert fields["error"] == "invalid_request"


def test_an_answer_about_a_given_person_is_about_nobody_else(
    provider: Provider,
) -> None:
    client = register(provider)

    same, _ = answered(asking(provider, claims=about(DAO, provider, client)))
    other, _ = answered(
        asking(provider, claims=about(CHI, provider, client), prompt="none")
    )

    assert "code" in same
    assert other["error"] == "login_required"


def test_somebody_else_signing_in_is_not_good_enough(provider: Provider) -> None:
    from mock_idp.oidc.authorization.policy import grant  # noqa: PLC0415 - one use

    register(provider)
    outcome = asking(provider, id_token_hint=hint(provider, AT_LEVEL_1))
    assert isinstance(outcome, Interact)

    fields, _ = answered(grant(provider, outcome.ask, SIGNED_IN))

    assert fields["error"] == "login_required"
