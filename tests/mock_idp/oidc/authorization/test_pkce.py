"""Proof keys: who needs one, in which method, and that none can be dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_idp.oidc.authorization.pkce import challenge_of, matches
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import VERIFIER
from tests.mock_idp.oidc.authorization.asking import answered, asking, register

CHALLENGE = challenge_of(VERIFIER)
PUBLIC = {"client_secret": None}


def test_the_example_of_the_specification() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    ("client", "challenge", "method", "is_good"),
    [
        ({}, None, None, True),
        ({}, CHALLENGE, "S256", True),
        ({}, CHALLENGE, None, False),
        ({}, CHALLENGE, "plain", False),
        ({}, CHALLENGE, "s256", False),
        ({}, "short", "S256", False),
        ({}, None, "S256", False),
        (PUBLIC, None, None, False),
        (PUBLIC, CHALLENGE, "S256", True),
        ({"profile": "legacy"}, VERIFIER, "plain", True),
        ({"profile": "legacy"}, VERIFIER, None, True),
        ({"profile": "legacy"}, "short", "plain", False),
        ({"profile": "legacy"}, CHALLENGE, "S512", False),
        (PUBLIC | {"profile": "legacy"}, None, None, False),
        ({"profile": "vneid"}, VERIFIER, "plain", False),
    ],
)
def test_which_challenges_are_taken(
    provider: Provider,
    client: dict[str, object],
    challenge: str | None,
    method: str | None,
    *,
    is_good: bool,
) -> None:
    register(provider, **client)

    fields, _ = answered(
        asking(provider, code_challenge=challenge, code_challenge_method=method)
    )

    assert ("code" in fields) is is_good
    assert fields.get("error") == (None if is_good else "invalid_request")


def test_an_implicit_answer_has_nothing_to_prove(provider: Provider) -> None:
    register(provider, **PUBLIC)

    fields, _ = answered(asking(provider, response_type="id_token"))

    assert "id_token" in fields


@given(st.text(max_size=140), st.sampled_from(["S256", "plain"]))
def test_only_the_verifier_itself_matches(verifier: str, method: str) -> None:
    challenge = VERIFIER if method == "plain" else CHALLENGE

    assert matches(verifier, challenge, method) is (verifier == VERIFIER)


def test_a_verifier_without_a_challenge_is_a_downgrade() -> None:
    assert matches(None, None)
    assert not matches(VERIFIER, None)
    assert not matches(None, CHALLENGE)
