"""DPoP proofs: for one method and address, for minutes, once, by the key's holder."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.jwk import Key, OctKey, OKPKey, RSAKey

from mock_idp.clock import Clock
from mock_idp.oidc.clients.profiles import PROFILES
from mock_idp.oidc.message import Json, Refused, Request
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.tokens import dpop
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.clients.signing import EC, RSA, TOKEN_URL, said_by
from tests.mock_idp.oidc.tokens.proofs import OTHER, proof, proven

FAPI2 = PROFILES["fapi2"]
WITH_NONCE = PROFILES["fapi2_nonce"]


def refusal_of(provider: Provider, request: Request, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        dpop.thumbprint(provider, request, **more)
    return said_by(refused.value)


def test_a_proof_gives_the_thumbprint_of_its_key(provider: Provider) -> None:
    assert dpop.thumbprint(provider, proven(proof())) == EC.thumbprint()


def test_without_a_proof_there_is_none(provider: Provider) -> None:
    assert dpop.thumbprint(provider, proven(None)) is None


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"jti": None}, "jti"),
        ({"jti": 5}, "jti"),
        ({"jti": "x" * 600}, "jti"),
        ({"htm": None}, "htm"),
        ({"htm": "post"}, "htm"),
        ({"htm": "GET"}, "htm"),
        ({"htu": None}, "htu"),
        ({"htu": 5}, "htu"),
        ({"htu": f"{ISSUER}/par"}, "htu"),
        ({"htu": "https://evil.example/token"}, "htu"),
        ({"htu": "http://127.0.0.1:8392/token"}, "htu"),
        ({"htu": "http://[::1"}, "htu"),
        ({"htu": ""}, "htu"),
        ({"iat": None}, "iat"),
        ({"iat": "now"}, "iat must be a number"),
        ({"iat": NOON + 31}, "iat is more than 30 s in the future"),
        ({"iat": NOON - 301}, "iat"),
        ({"exp": NOON}, "exp has passed"),
        ({"exp": {}}, "exp must be a number"),
        ({"nbf": NOON + 31}, "nbf"),
        ({"header": {"typ": "jwt"}}, "typ"),
        ({"header": {"typ": None}}, "typ"),
        ({"header": {"jwk": None}}, "jwk"),
        ({"header": {"jwk": EC.as_dict(private=True)}}, "public key alone"),
        ({"header": {"jwk": RSA.as_dict(private=False)}}, "signature"),
        ({"header": {"jwk": OTHER.as_dict(private=False)}}, "signature"),
        ({"header": {"jwk": {"kty": "EC"}}}, "no key"),
        ({"header": {"jwk": {}}}, "no key"),
        ({"header": {"crit": ["iat"], "iat": 1}}, "signature"),
    ],
)
def test_what_is_wrong_with_a_proof_is_named(
    provider: Provider, changes: dict[str, Any], wrong: str
) -> None:
    told = refusal_of(provider, proven(proof(**changes)))

    assert told.startswith("400 invalid_dpop_proof: DPoP: ")
    assert wrong in told


@pytest.mark.parametrize("iat", [NOON + 10, NOON - 10, NOON + 30, NOON - 300])
def test_a_proof_may_be_a_little_early_or_late(provider: Provider, iat: float) -> None:
    assert dpop.thumbprint(provider, proven(proof(iat=iat)))


def test_a_proof_is_used_once(provider: Provider, clock: Clock) -> None:
    first = proof(iat=NOON + 30)
    dpop.thumbprint(provider, proven(first))

    clock.advance(329)

    assert "used before" in refusal_of(provider, proven(first))


def test_two_proofs_in_one_request_are_refused(provider: Provider) -> None:
    """Servers join headers of one name with a comma."""
    told = refusal_of(provider, proven(f"{proof()}, {proof()}"))

    assert "one DPoP header" in told


@pytest.mark.parametrize(
    "htu",
    [
        f"{TOKEN_URL}?a=b",
        f"{TOKEN_URL}#c",
        TOKEN_URL.replace("http", "HTTP"),
        f"{ISSUER}/./token",
        f"{ISSUER}/x/../token",
        f"{ISSUER}/%74oken",
    ],
)
def test_an_address_is_compared_in_its_normal_form(
    provider: Provider, htu: str
) -> None:
    assert dpop.thumbprint(provider, proven(proof(htu=htu)))


def test_both_names_of_the_provider_are_its_addresses(provider: Provider) -> None:
    here = replace(provider, behind="http://idp:8391")

    for url in (TOKEN_URL, "http://idp:8391/token", "HTTP://IDP:8391/token"):
        assert dpop.thumbprint(here, proven(proof(htu=url)))


def test_an_address_that_only_the_request_claims_does_not_count(
    provider: Provider,
) -> None:
    evil = "https://evil.example/token"

    told = refusal_of(provider, proven(proof(htu=evil), url=evil))

    assert "htu" in told


def test_the_profile_says_which_algorithms_are_taken(provider: Provider) -> None:
    edwards = OKPKey.generate_key("Ed25519")
    good: list[tuple[Key, str]] = [
        (RSA, "PS256"),
        (EC, "ES256"),
        (edwards, "EdDSA"),
        (edwards, "Ed25519"),
    ]
    for key, alg in good:
        request = proven(proof(key=key, alg=alg))
        assert dpop.thumbprint(provider, request, rules=FAPI2) == key.thumbprint()
    by_rs256 = proof(key=RSA, alg="RS256")

    told = refusal_of(provider, proven(by_rs256), rules=FAPI2)

    assert "alg must be one of" in told
    assert dpop.thumbprint(provider, proven(by_rs256))


def test_a_secret_or_a_weak_key_proves_nothing(provider: Provider) -> None:
    secret = OctKey.generate_key(256)
    octets = dict(secret.as_dict(private=True))
    with pytest.warns(UserWarning, match="2048"):
        weak = RSAKey.generate_key(1024)

    by_secret = proof(key=secret, alg="HS256", header={"jwk": octets})
    by_weak = proof(key=weak, alg="RS256")

    assert "alg" in refusal_of(provider, proven(by_secret))
    assert "no key" in refusal_of(provider, proven(by_weak))


def test_a_large_key_fits_into_the_header(provider: Provider) -> None:
    large = RSAKey.generate_key(4096)

    request = proven(proof(key=large, alg="PS256"))

    assert dpop.thumbprint(provider, request) == large.thumbprint()


def test_ath_ties_a_proof_to_its_token(provider: Provider) -> None:
    good = proof(ath=dpop.hash_of("token-1"))
    other = proof(ath=dpop.hash_of("token-2"))

    assert dpop.thumbprint(provider, proven(good), access_token="token-1")
    for wrong in (other, proof(), proof(ath=5)):
        told = refusal_of(provider, proven(wrong), access_token="token-1")
        assert "ath" in told


def test_a_profile_may_want_a_nonce(provider: Provider, clock: Clock) -> None:
    with pytest.raises(Refused) as refused:
        dpop.thumbprint(provider, proven(proof()), rules=WITH_NONCE)
    answer = refused.value.answer
    assert isinstance(answer, Json)
    assert answer.body["error"] == "use_dpop_nonce"
    given_nonce = answer.headers["DPoP-Nonce"]

    used = proof(nonce=given_nonce)

    assert dpop.thumbprint(provider, proven(used), rules=WITH_NONCE)
    clock.advance(2 * dpop.NONCE_SECONDS)
    later = proof(nonce=given_nonce, iat=NOON + 600)
    assert "use_dpop_nonce" in refusal_of(provider, proven(later), rules=WITH_NONCE)


JWKS = st.dictionaries(
    st.sampled_from(["kty", "crv", "x", "y", "n", "e", "use", "alg", "kid", "key_ops"]),
    st.sampled_from(["EC", "RSA", "OKP", "P-256", "Ed25519", "AQAB", "", "é", "enc"])
    | st.none()
    | st.integers()
    | st.lists(st.text(max_size=3), max_size=2),
)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(jwk=JWKS | st.text(max_size=5) | st.integers())
def test_any_key_in_the_header_is_answered_in_words(
    provider: Provider, jwk: Any
) -> None:
    told = refusal_of(provider, proven(proof(header={"jwk": jwk})))

    assert told.startswith("400 invalid_dpop_proof")


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=60) | st.text(alphabet="eyJ0.-_=,", max_size=60))
def test_any_header_is_answered_in_words(provider: Provider, text: str) -> None:
    told = refusal_of(provider, proven(text))

    assert told.startswith("400 invalid_dpop_proof")
