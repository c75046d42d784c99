"""Request objects: signed, encrypted, by reference, and what they may not say."""

from __future__ import annotations

import base64
import json
import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe, jwt
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey

from mock_idp.clock import Clock
from mock_idp.oidc.authorization.policy import Interact
from mock_idp.oidc.clients.registry import Clients
from mock_idp.oidc.fetch import FetchFailed
from mock_idp.oidc.keys import KeyRing
from mock_idp.oidc.message import FormPost, Page, Redirect
from mock_idp.oidc.provider import Lifetimes, Provider
from mock_idp.oidc.store import Store
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.authorization.asking import (
    RP_CALLBACK,
    answered,
    asking,
    parameters,
    register,
)

SECRET = "s" * 43
RSA = RSAKey.generate_key(2048, {"kid": "r", "use": "sig"})
KEYS: dict[str, Any] = {
    "RS256": RSA,
    "PS256": RSA,
    "ES256": ECKey.generate_key("P-256", {"kid": "e", "use": "sig"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "o", "use": "sig"}),
    "HS256": OctKey.import_key(SECRET),
}
KEYS["ES512"] = ECKey.generate_key("P-521", {"kid": "e5", "use": "sig"})
PUBLISHED = KeySet([KEYS[alg] for alg in ("RS256", "ES256", "EdDSA", "ES512")])
JWKS = PUBLISHED.as_dict(private=False)
OUTSIDE = {"redirect_uri": None, "state": None, "nonce": None}
STRICT = {"require_signed_request_object": True, "jwks": JWKS}


def request_object(alg: str = "RS256", typ: str | None = None, **changes: Any) -> str:
    """A request object of the good request, with changes; None takes a claim away."""
    claims: dict[str, Any] = {**parameters(), "state": "inside", "iss": "rp"}
    claims |= {"aud": ISSUER, "exp": int(NOON) + 300, "nbf": int(NOON)}
    claims = {k: v for k, v in (claims | changes).items() if v is not None}
    header = {"alg": alg} | ({"typ": typ} if typ else {})
    if alg == "none":
        return f"{part(header)}.{part(claims)}."
    header |= {"kid": KEYS[alg].kid} if KEYS[alg].kid else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)  # EdDSA has a newer name
        return jwt.encode(header, claims, KEYS[alg], algorithms=[alg])


def part(value: Mapping[str, Any]) -> str:
    text = json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def asked(provider: Provider, text: str, **changes: str | None) -> dict[str, str]:
    return answered(asking(provider, request=text, **(OUTSIDE | changes)))[0]


@pytest.mark.parametrize("alg", ["none", *(alg for alg in KEYS if alg != "ES512")])
def test_each_algorithm_is_read(provider: Provider, alg: str) -> None:
    register(provider, jwks=JWKS)

    fields = asked(provider, request_object(alg))

    assert "code" in fields
    assert fields["state"] == "inside"


@pytest.mark.parametrize("typ", ["JWT", "oauth-authz-req+jwt", "application/JWT"])
def test_its_type_may_be_said(provider: Provider, typ: str) -> None:
    register(provider)

    assert "code" in asked(provider, request_object("none", typ))


def test_what_is_inside_wins_and_what_is_outside_still_counts(
    provider: Provider,
) -> None:
    register(provider)
    text = request_object("none", nonce=None, state="inside", redirect_uri=RP_CALLBACK)

    fields = asked(
        provider,
        text,
        nonce="outside",
        state="outside",
        redirect_uri="https://elsewhere.example/",
    )

    code = provider.store.codes.find(fields["code"])
    assert code is not None
    assert code.grant.nonce == "outside"
    assert fields["state"] == "inside"


def test_structures_come_as_json(provider: Provider) -> None:
    register(provider)
    claims = {"userinfo": {"name": {"essential": True}}}
    text = request_object(
        "none", claims=claims, max_age=1000, resource=["https://a.example/x", "urn:b:c"]
    )

    code = provider.store.codes.find(asked(provider, text)["code"])

    assert code is not None
    assert code.grant.claims == claims
    assert code.grant.must_tell_auth_time
    assert code.grant.resources == ("https://a.example/x", "urn:b:c")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (request_object("none", exp=int(NOON)), "invalid_request_object"),
        (request_object("none", nbf=int(NOON) + 11), "invalid_request_object"),
        (request_object("none", iat=int(NOON) + 60), "invalid_request_object"),
        (request_object("none", exp="soon"), "invalid_request_object"),
        (request_object("none", nbf=True), "invalid_request_object"),
        (request_object("none", aud="https://op.example"), "invalid_request_object"),
        (request_object("none", aud={"a": 1}), "invalid_request_object"),
        (request_object("none", iss="other"), "invalid_request_object"),
        (request_object("none", iss=["rp"]), "invalid_request_object"),
        (request_object("none", client_id="other"), "invalid_request_object"),
        (request_object("none", response_type="id_token"), "invalid_request_object"),
        (request_object("none", request="x.y.z"), "invalid_request_object"),
        (request_object("none", request_uri="urn:x"), "invalid_request_object"),
        (request_object("none", state=["a"]), "invalid_request_object"),
        (request_object("none", prompt=True), "invalid_request_object"),
        (request_object("none", nonce="\ud800"), "invalid_request_object"),
        (request_object("none", typ="at+jwt"), "invalid_request_object"),
        (request_object("ES512"), "invalid_request_object"),
        (request_object("RS256")[:-4] + "AAAA", "invalid_request_object"),
        (request_object("none") + "AAAA", "invalid_request_object"),
        ("x", "invalid_request_object"),
        ("..", "invalid_request_object"),
        ("e30.e30.", "invalid_request_object"),
        ("a.b.c.d.e", "invalid_request_object"),
        (request_object("none", scope="profile"), "invalid_scope"),
        (request_object("none", prompt="dance"), "invalid_request"),
    ],
)
def test_what_is_refused(provider: Provider, text: str, error: str) -> None:
    register(provider, jwks=JWKS)

    fields = asked(provider, text, redirect_uri=RP_CALLBACK, state="outside")

    assert fields["error"] == error
    assert fields["iss"] == ISSUER
    assert fields["error_description"].isascii()


def test_without_a_trusted_address_the_reason_is_on_a_page(provider: Provider) -> None:
    register(provider)

    outcome = asking(provider, request="x.y.z", **OUTSIDE)

    assert isinstance(outcome, Page)
    assert outcome.code == "authorization_request_refused"
    assert outcome.facts["error"] == "invalid_request_object"


@pytest.mark.parametrize(
    ("changes", "alg", "is_good"),
    [
        ({"request_object_signing_alg": "RS256"}, "RS256", True),
        ({"request_object_signing_alg": "RS256"}, "none", False),
        ({"request_object_signing_alg": "RS256"}, "PS256", False),
        ({"request_object_signing_alg": "none"}, "none", True),
        ({"request_object_signing_alg": "none"}, "HS256", False),
        ({"client_secret": "t" * 43}, "HS256", False),
        ({"client_secret": None, "response_types": ("code",)}, "HS256", False),
        ({"jwks": None}, "RS256", False),
        (STRICT, "RS256", True),
        (STRICT, "none", False),
        (STRICT, "HS256", False),
    ],
)
def test_who_may_sign_how(
    provider: Provider, changes: dict[str, Any], alg: str, *, is_good: bool
) -> None:
    register(provider, **({"jwks": JWKS} | changes))

    fields = asked(provider, request_object(alg), redirect_uri=RP_CALLBACK)

    assert ("code" in fields) is is_good


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, None),
        ({"nbf": None}, "invalid_request_object"),
        ({"exp": None}, "invalid_request_object"),
        ({"aud": None}, "invalid_request_object"),
        ({"exp": int(NOON) + 3601}, "invalid_request_object"),
        ({"nbf": int(NOON) - 3601, "exp": int(NOON) - 1}, "invalid_request_object"),
        ({"nbf": int(NOON) + 8}, None),
        ({"aud": [ISSUER, "https://other.example"]}, None),
        ({"client_id": None}, "invalid_request_object"),
        ({"exp": 10**400}, "invalid_request_object"),
    ],
)
def test_a_signed_only_client_says_more(
    provider: Provider, changes: dict[str, Any], error: str | None
) -> None:
    register(provider, **STRICT)

    fields = asked(provider, request_object(**changes), redirect_uri=RP_CALLBACK)

    assert fields.get("error") == error


def test_a_signed_only_client_is_not_heard_outside(provider: Provider) -> None:
    register(provider, **STRICT)

    fields = asked(provider, request_object(state=None), state="outside")
    bare, _ = answered(asking(provider))

    assert "code" in fields
    assert "state" not in fields
    assert bare["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("alg", "key_alg"), [("RSA-OAEP-256", "RSA"), ("ECDH-ES", "EC")]
)
def test_encrypted_for_us(provider: Provider, alg: str, key_alg: str) -> None:
    register(provider, jwks=JWKS)
    ours = KeySet.import_key_set(provider.keys.jwks())
    key = next(k for k in ours if k.get("use") == "enc" and k.key_type == key_alg)
    header = {"alg": alg, "enc": "A128CBC-HS256", "cty": "JWT", "kid": key.kid}
    text = jwe.encrypt_compact(
        header, request_object(), key, algorithms=[alg, "A128CBC-HS256"]
    )

    assert "code" in asked(provider, text)


class Library:
    """Documents by address."""

    def __init__(self, **documents: bytes) -> None:
        self.documents = {f"https://rp.example/{k}": v for k, v in documents.items()}

    def get(self, url: str) -> bytes:
        if url not in self.documents:
            raise FetchFailed("not found")
        return self.documents[url]

    def post(self, url: str, form: dict[str, str]) -> int:
        raise FetchFailed(f"{url} {form}")


@pytest.mark.parametrize(
    ("uri", "registered", "error"),
    [
        ("https://rp.example/good", (), None),
        ("https://rp.example/good", ("https://rp.example/good",), None),
        ("https://rp.example/good#hash", ("https://rp.example/good#hash",), None),
        ("https://rp.example/good", ("https://rp.example/x",), "invalid_request_uri"),
        ("https://rp.example/none", (), "invalid_request_uri"),
        ("https://rp.example/text", (), "invalid_request_object"),
        ("https://rp.example/binary", (), "invalid_request_object"),
        ("file:///etc/passwd", (), "invalid_request_uri"),
        ("urn:unheard", (), "invalid_request_uri"),
        ("https://[", (), "invalid_request_uri"),
        ("https://rp.example/" + "x" * 500, (), "invalid_request_uri"),
    ],
)
def test_by_reference(
    provider: Provider, uri: str, registered: tuple[str, ...], error: str | None
) -> None:
    library = Library(
        good=request_object("none").encode() + b"\n", text=b"hello", binary=b"\xff"
    )
    reading = replace(provider, fetch=library)
    register(reading, request_uris=registered)

    fields, _ = answered(asking(reading, request_uri=uri))

    assert fields.get("error") == error


def test_not_both_ways_at_once(provider: Provider) -> None:
    register(provider)

    fields, _ = answered(
        asking(provider, request="a.b.c", request_uri="https://rp.example/good")
    )

    assert fields["error"] == "invalid_request"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["code", "openid", "none", "rp", RP_CALLBACK, ISSUER, "login"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)
NAMES = st.sampled_from(
    [
        *parameters(),
        *("iss", "aud", "exp", "nbf", "iat", "claims", "max_age", "resource"),
        *("prompt", "display", "response_mode", "acr_values", "code_challenge"),
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_no_claim_inside_can_do_harm(changes: dict[str, Any]) -> None:
    clock = Clock()
    clock.freeze(NOON)
    provider = Provider(
        issuer=ISSUER,
        clients=Clients(()),
        keys=KeyRing(),
        store=Store(clock.now, token_seconds=60, session_seconds=60),
        clock=clock,
        lifetimes=Lifetimes(),
        subject_salt="salt",
    )
    register(provider)

    outcome = asking(provider, None, request=request_object("none", **changes))

    if isinstance(outcome, Redirect):
        assert outcome.location.startswith(RP_CALLBACK)
    else:
        assert isinstance(outcome, Page | Interact | FormPost)
