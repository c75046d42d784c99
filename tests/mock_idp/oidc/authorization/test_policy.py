"""What is missing before a client gets its code."""

from dataclasses import replace

import pytest

from mock_idp.oidc.authorization.policy import Interact, Missing, authorize, missing
from mock_idp.oidc.authorization.request import read
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About
from mock_idp.oidc.message import Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Consent, Grant, Session
from mock_idp.oidc.tokens.id_token import id_token
from tests.mock_idp.conftest import ALL_SCOPES, NOON, ask
from tests.mock_idp.people.accounts import CHI, DAO

MUC_1, MUC_2 = "urn:example:vneid:muc-1", "urn:example:vneid:muc-2"
SIGNED_IN = Session("sid-1", DAO, int(NOON) - 100, 2, ("swk",))
AT_LEVEL_1 = Session("sid-2", CHI, int(NOON) - 100, 1, ("swk",))
EVERYTHING = frozenset(ALL_SCOPES.split())
AGREED = Consent(EVERYTHING, EVERYTHING)


@pytest.mark.parametrize(
    ("changes", "session", "consent", "expected"),
    [
        ({}, None, None, Missing.LOGIN),
        ({}, SIGNED_IN, None, Missing.CONSENT),
        ({}, SIGNED_IN, AGREED, None),
        ({"prompt": "login"}, SIGNED_IN, AGREED, Missing.LOGIN),
        ({"prompt": "consent"}, SIGNED_IN, AGREED, Missing.CONSENT),
        ({"prompt": "select_account"}, SIGNED_IN, AGREED, Missing.ACCOUNT),
        ({"max_age": "0"}, SIGNED_IN, AGREED, Missing.LOGIN),
        ({"max_age": "99"}, SIGNED_IN, AGREED, Missing.LOGIN),
        ({"max_age": "100"}, SIGNED_IN, AGREED, None),
        ({"acr_values": MUC_2}, SIGNED_IN, AGREED, None),
        ({"acr_values": MUC_2}, AT_LEVEL_1, AGREED, Missing.LEVEL),
        ({"acr_values": MUC_1}, AT_LEVEL_1, AGREED, None),
        ({"acr_values": f"{MUC_2} {MUC_1}"}, AT_LEVEL_1, AGREED, None),
        ({"acr_values": "urn:unknown"}, AT_LEVEL_1, AGREED, None),
        ({}, SIGNED_IN, Consent(frozenset({"openid"}), EVERYTHING), Missing.CONSENT),
    ],
)
def test_what_is_missing(
    provider: Provider,
    changes: dict[str, str],
    session: Session | None,
    consent: Consent | None,
    expected: Missing | None,
) -> None:
    asked = read(provider, Request(query=tuple(ask(**changes).items())))
    client = provider.clients.find("portal")
    assert client is not None

    assert missing(asked, client, session, consent, NOON) is expected


def test_acr_values_never_lower_a_clients_own_level(provider: Provider) -> None:
    asked = read(provider, Request(query=tuple(ask(acr_values=MUC_1).items())))
    strict = Client("portal", (), minimum_level=2)

    assert missing(asked, strict, AT_LEVEL_1, AGREED, NOON) is Missing.LEVEL


def test_a_raised_account_steps_up_on_the_phone(provider: Provider) -> None:
    raised = replace(AT_LEVEL_1, account=replace(CHI, account_level=2))
    asked = read(provider, Request(query=tuple(ask(acr_values=MUC_2).items())))
    client = provider.clients.find("portal")
    assert client is not None

    assert missing(asked, client, raised, AGREED, NOON) is Missing.LOGIN


@pytest.mark.parametrize(
    ("changes", "session", "error"),
    [
        ({}, None, "login_required"),
        ({"max_age": "1"}, SIGNED_IN, "login_required"),
        ({}, SIGNED_IN, "consent_required"),
        ({"acr_values": MUC_2}, AT_LEVEL_1, "interaction_required"),
    ],
)
def test_prompt_none_answers_with_the_reason(
    provider: Provider, changes: dict[str, str], session: Session | None, error: str
) -> None:
    request = Request(query=tuple(ask(prompt="none", **changes).items()))

    outcome = authorize(provider, request, session)

    assert f"error={error}&" in getattr(outcome, "location", "")


def test_a_hint_about_somebody_else_asks_for_a_sign_in(provider: Provider) -> None:
    grant = Grant("portal", ("openid",), CHI, AT_LEVEL_1)
    hint = id_token(provider, grant, About("token"))
    request = Request(query=tuple(ask(id_token_hint=hint).items()))
    provider.store.remember_consent("portal", DAO.personal_id, AGREED)

    outcome = authorize(provider, request, SIGNED_IN)

    assert isinstance(outcome, Interact)
    assert outcome.missing is Missing.LOGIN


def test_a_hint_about_the_same_person_changes_nothing(provider: Provider) -> None:
    hint = id_token(
        provider, Grant("portal", ("openid",), DAO, SIGNED_IN), About("token")
    )
    request = Request(query=tuple(ask(id_token_hint=hint, prompt="none").items()))
    provider.store.remember_consent("portal", DAO.personal_id, AGREED)

    outcome = authorize(provider, request, SIGNED_IN)

    assert "code=" in getattr(outcome, "location", "")
