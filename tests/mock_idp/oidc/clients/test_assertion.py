"""Client assertions: what must be in them, and what each profile takes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey

from mock_idp.clock import Clock
from mock_idp.oidc.clients.authentication import authenticate
from mock_idp.oidc.message import Refused, Request
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.clients.signing import (
    ASSERTION_TYPE,
    EC,
    RSA,
    SECRET,
    TOKEN_URL,
    a_client,
    asserting,
    by_secret,
    claims,
    said_by,
    signed,
)

BEHIND = "http://idp:8391"


def refusal_of(provider: Provider, request: Request) -> str:
    with pytest.raises(Refused) as refused:
        authenticate(provider, request)
    return said_by(refused.value)


def outcome(provider: Provider, request: Request) -> str:
    """The client's name, or how it was refused."""
    try:
        return authenticate(provider, request).client_id
    except Refused as refused:
        return said_by(refused)


@pytest.mark.parametrize(
    "audience",
    [
        ISSUER,
        [ISSUER],
        TOKEN_URL,
        ["https://else.example", TOKEN_URL],
        f"{BEHIND}/token",
        f"{ISSUER}/par",
    ],
)
def test_openid_connect_takes_issuer_token_endpoint_and_the_called_one(
    provider: Provider, audience: Any
) -> None:
    a_client(provider)
    here = replace(provider, behind=BEHIND)
    request = asserting(signed(claims(aud=audience)))
    pushing = replace(request, address=f"{ISSUER}/par")

    assert authenticate(here, pushing).client_id == "rp"


@pytest.mark.parametrize(
    "audience",
    [TOKEN_URL, [ISSUER], [ISSUER, TOKEN_URL], f"{ISSUER}/", f"{ISSUER}/par", None, 1],
)
def test_fapi_takes_the_issuer_as_one_string_only(
    provider: Provider, audience: Any
) -> None:
    a_client(provider, profile="fapi2")

    told = refusal_of(provider, asserting(signed(claims(aud=audience))))

    assert told.startswith("401 invalid_client: client_assertion: aud must be the iss")
    assert authenticate(provider, asserting(signed(claims())))


@pytest.mark.parametrize("audience", [None, 1, {}, [1], [], "x", [ISSUER, 1], True])
def test_an_audience_that_is_not_ours_is_refused(
    provider: Provider, audience: Any
) -> None:
    a_client(provider)

    assert "aud" in refusal_of(provider, asserting(signed(claims(aud=audience))))


def test_an_address_that_only_the_request_claims_is_no_audience(
    provider: Provider,
) -> None:
    """Else an assertion made for a bad server could be used here with its name."""
    a_client(provider)
    evil = "https://evil.example/token"

    request = replace(asserting(signed(claims(aud=evil))), address=evil)

    assert "aud" in refusal_of(provider, request)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"sub": None}, "sub"),
        ({"iss": None}, "iss"),
        ({"iss": "portal"}, "iss"),
        ({"sub": "portal", "iss": "portal"}, "registered for"),
        ({"sub": "nobody", "iss": "nobody"}, "sub"),
        ({"sub": 5, "iss": 5}, "sub"),
        ({"exp": None}, "exp is missing"),
        ({"exp": NOON}, "exp has passed"),
        ({"exp": NOON - 300}, "exp has passed"),
        ({"exp": NOON + 86400}, "exp is more than an hour away"),
        ({"exp": "soon"}, "exp must be a number"),
        ({"exp": True}, "exp must be a number"),
        ({"exp": 1e400}, "exp must be a number"),
        ({"nbf": NOON + 31}, "nbf"),
        ({"iat": NOON + 31}, "iat"),
        ({"iat": []}, "iat must be a number"),
        ({"jti": None}, "jti"),
        ({"jti": ""}, "jti"),
        ({"jti": 7}, "jti"),
        ({"jti": "x" * 600}, "jti"),
    ],
)
def test_a_claim_that_is_wrong_is_named(
    provider: Provider, changes: dict[str, Any], wrong: str
) -> None:
    a_client(provider)

    told = refusal_of(provider, asserting(signed(claims(**changes))))

    assert told.startswith("401 invalid_client")
    assert wrong in told


@pytest.mark.parametrize("ahead", [8, 10, 29])
def test_a_clock_may_be_a_little_ahead(provider: Provider, ahead: int) -> None:
    a_client(provider, profile="fapi2")
    early = claims(iat=NOON + ahead, nbf=NOON + ahead)

    assert authenticate(provider, asserting(signed(early)))


def test_an_assertion_is_used_once(provider: Provider, clock: Clock) -> None:
    a_client(provider)
    long_lived = signed(claims(exp=NOON + 3000))
    assert authenticate(provider, asserting(long_lived))

    clock.advance(2900)

    assert "used before" in refusal_of(provider, asserting(long_lived))


def test_two_clients_may_choose_the_same_jti(provider: Provider) -> None:
    a_client(provider)
    a_client(provider, client_id="rp-2")
    second = claims(iss="rp-2", sub="rp-2", jti="same")

    authenticate(provider, asserting(signed(claims(jti="same"))))

    assert authenticate(provider, asserting(signed(second))).client_id == "rp-2"


def test_client_id_must_agree_with_the_assertion(provider: Provider) -> None:
    a_client(provider)

    told = refusal_of(provider, asserting(signed(claims()), client_id="portal"))

    assert "client_id is not the one of the assertion" in told
    assert authenticate(provider, asserting(signed(claims()), client_id="rp"))


def test_another_assertion_type_is_refused(provider: Provider) -> None:
    a_client(provider)
    saml = ASSERTION_TYPE.replace("jwt", "saml2")
    request = asserting(signed(claims()), client_assertion_type=saml)
    typed_only = Request("POST", form=(("client_assertion_type", ASSERTION_TYPE),))

    assert "client_assertion_type must be" in refusal_of(provider, request)
    assert refusal_of(provider, typed_only).startswith("401 invalid_client")


@pytest.mark.parametrize(
    ("alg", "key"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC)]
)
def test_the_profile_says_which_algorithms_are_taken(
    provider: Provider, alg: str, key: Any
) -> None:
    a_client(provider)
    assert authenticate(provider, asserting(signed(claims(), key, alg)))

    a_client(provider, profile="fapi2")

    if alg == "RS256":
        told = refusal_of(provider, asserting(signed(claims(), key, alg)))
        assert told.startswith("401 invalid_client: client_assertion: alg must be one")
    else:
        assert authenticate(provider, asserting(signed(claims(), key, alg)))


def test_the_registered_algorithm_is_the_only_one(provider: Provider) -> None:
    a_client(provider, token_endpoint_auth_signing_alg="PS256")

    assert authenticate(provider, asserting(signed(claims(), RSA, "PS256")))
    assert "alg" in refusal_of(provider, asserting(signed(claims(), EC, "ES256")))


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_a_secret_signs_for_client_secret_jwt_only(
    provider: Provider, alg: str
) -> None:
    a_client(provider, client_secret=SECRET)
    assert "alg" in refusal_of(provider, asserting(by_secret(claims(), alg)))

    method = {"token_endpoint_auth_method": "client_secret_jwt"}
    a_client(provider, client_secret=SECRET, **method)

    assert authenticate(provider, asserting(by_secret(claims(), alg)))
    assert "alg" in refusal_of(provider, asserting(signed(claims())))


def test_a_public_key_is_no_secret(provider: Provider) -> None:
    """The confusion of algorithms: HS256 with the text of a public key."""
    a_client(provider)
    public = json.dumps(RSA.as_dict(private=False))
    method = {"token_endpoint_auth_method": "client_secret_jwt"}

    forged = by_secret(claims())
    a_client(provider, client_secret=public, **method)

    assert refusal_of(provider, asserting(forged)).startswith("401 invalid_client")


def test_a_key_that_is_not_the_clients_is_refused(provider: Provider) -> None:
    a_client(provider)
    stranger = ECKey.generate_key("P-256", {"kid": "ec"})
    unnamed = ECKey.generate_key("P-256")

    for key in (stranger, unnamed):
        told = refusal_of(provider, asserting(signed(claims(), key)))
        assert told.startswith("401 invalid_client")


@pytest.mark.parametrize(
    "header",
    [{"crit": ["exp"], "exp": 1}, {"alg": "none"}, {"kid": 5}, {"kid": ["ec"]}],
)
def test_a_strange_header_is_refused(
    provider: Provider, header: dict[str, Any]
) -> None:
    import base64  # noqa: PLC0415 - for this one

    a_client(provider)
    _, body, signature = signed(claims()).split(".")
    head = json.dumps({"alg": "ES256", **header}).encode()
    odd = base64.urlsafe_b64encode(head).rstrip(b"=").decode()

    request = asserting(f"{odd}.{body}.{signature}")

    assert refusal_of(provider, request).startswith("401 invalid_client")


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    changes=st.dictionaries(
        st.sampled_from(["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "x"]),
        JSONISH,
        min_size=1,
    )
)
def test_any_claims_are_answered_in_words(
    provider: Provider, changes: dict[str, Any]
) -> None:
    a_client(provider)
    said = claims() | changes

    told = outcome(provider, asserting(signed(said)))

    taken = said["iss"] == said["sub"] == "rp" and isinstance(said["jti"], str)
    assert told.startswith("401 invalid_client") or (told == "rp" and taken)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet='eyJ.=_-AZ09é\x00{}[]"', max_size=80))
def test_any_text_is_answered_in_words(text: str) -> None:
    from mock_idp.oidc import jose  # noqa: PLC0415 - what is under test

    with pytest.raises(jose.BadToken):
        jose.verify(text, EC, ("ES256",))
