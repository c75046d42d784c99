"""Tokens encrypted with a client's secret: for it, and by it for us."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe, jwt
from joserfc.jwk import KeySet, OctKey

from mock_idp.oidc import jose, secret_encryption
from mock_idp.oidc.authorization.hint import read_hint
from mock_idp.oidc.claims.userinfo import userinfo
from mock_idp.oidc.message import Request, Text
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.secret_encryption import CONTENT_BITS, SECRET_ALGS
from mock_idp.oidc.sessions.rp_initiated_logout import Leaving, read
from mock_idp.oidc.tokens.sealing import unsealed
from tests.mock_idp.conftest import ISSUER
from tests.mock_idp.oidc.authorization.asking import (
    RP_CALLBACK,
    SIGNED_IN,
    answered,
    asking,
    parameters,
    register,
)

SECRET = "s" * 43
BITS = {"A128KW": 128, "A192KW": 192, "A256KW": 256} | {
    "A128GCMKW": 128,
    "A192GCMKW": 192,
    "A256GCMKW": 256,
}
HASHES = {128: "sha256", 192: "sha256", 256: "sha256", 384: "sha384", 512: "sha512"}


def key(alg: str, enc: str, secret: str = SECRET) -> OctKey:
    """The key as a client derives it, by the words of OIDC Core §10.2."""
    bits = CONTENT_BITS[enc] if alg == "dir" else BITS[alg]
    digest = hashlib.new(HASHES[bits], secret.encode()).digest()
    return OctKey.import_key(digest[: bits // 8])


def opened(token: str, alg: str, enc: str) -> str:
    """What the client reads."""
    found = jwe.decrypt_compact(token, key(alg, enc), algorithms=[alg, enc])
    return (found.plaintext or b"").decode()


def sealed_by_client(text: str, alg: str, enc: str, secret: str = SECRET) -> str:
    header = {"alg": alg, "enc": enc, "cty": "JWT"}
    by = key(alg, enc, secret)
    return jwe.encrypt_compact(header, text, by, algorithms=[alg, enc])


def id_token(provider: Provider, **metadata: Any) -> str:
    """The ID token of the front channel for a client of that metadata."""
    register(provider, **metadata)
    fields, _ = answered(asking(provider, response_type="id_token"))
    return fields["id_token"]


@pytest.mark.parametrize("enc", jose.CONTENT_ENCRYPTION)
@pytest.mark.parametrize("alg", SECRET_ALGS)
def test_both_sides_derive_the_same_key(alg: str, enc: str) -> None:
    ours = secret_encryption.encrypt("Đào", SECRET, alg, enc)
    theirs = sealed_by_client("Đào", alg, enc)

    assert opened(ours, alg, enc) == "Đào"
    assert secret_encryption.decrypt(theirs, SECRET) == "Đào"


@pytest.mark.parametrize(
    ("alg", "enc"),
    [("A128KW", None), ("A256GCMKW", "A128GCM"), ("dir", "A256CBC-HS512")],
)
def test_an_id_token_is_encrypted_with_the_secret(
    provider: Provider, alg: str, enc: str | None
) -> None:
    token = id_token(
        provider,
        id_token_encrypted_response_alg=alg,
        id_token_encrypted_response_enc=enc,
    )

    inner = opened(token, alg, enc or "A128CBC-HS256")
    published: Any = provider.keys.jwks()
    keys = KeySet.import_key_set(published)
    assert jwt.decode(inner, keys, algorithms=["RS256"]).claims["nonce"] == "n-1"


def test_userinfo_is_encrypted_with_the_secret(provider: Provider) -> None:
    register(provider, userinfo_encrypted_response_alg="A192KW")
    fields, _ = answered(asking(provider, response_type="id_token token"))
    header = {"authorization": f"Bearer {fields['access_token']}"}

    answer = userinfo(provider, Request("GET", headers=header))

    assert isinstance(answer, Text)
    assert answer.media_type == "application/jwt"
    assert '"name":"Trần Thị Hồng Đào"' in opened(
        answer.body, "A192KW", "A128CBC-HS256"
    )


@pytest.mark.parametrize("alg", SECRET_ALGS)
def test_a_request_object_may_be_encrypted_with_the_secret(
    provider: Provider, alg: str
) -> None:
    register(provider, request_object_encryption_alg=alg)
    claims = parameters(state="inside") | {"iss": "rp", "aud": ISSUER}
    inner = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))

    fields, _ = answered(
        asking(provider, request=sealed_by_client(inner, alg, "A256GCM"))
    )

    assert fields["state"] == "inside"
    assert "code" in fields


@pytest.mark.parametrize(
    ("changes", "secret"),
    [
        ({}, "another secret of somebody else"),
        ({"client_secret": None, "token_endpoint_auth_method": "none"}, SECRET),
        ({"token_endpoint_auth_method": "none"}, SECRET),
    ],
)
def test_only_a_client_that_keeps_a_secret_may(
    provider: Provider, changes: dict[str, Any], secret: str
) -> None:
    register(provider, **changes)
    claims = parameters(code_challenge="c" * 43, code_challenge_method="S256")
    inner = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
    sealed = sealed_by_client(inner, "A128KW", "A128GCM", secret)

    fields, _ = answered(asking(provider, request=sealed))

    assert fields["error"] == "invalid_request_object"


def test_a_hint_may_be_encrypted_with_the_secret(provider: Provider) -> None:
    client = register(provider)
    plain = id_token(provider)
    sealed = sealed_by_client(plain, "dir", "A256CBC-HS512")

    assert read_hint(provider, client, sealed) == provider.keys.read(plain)
    assert read_hint(provider, None, sealed) is None


def test_who_signs_out_with_such_a_hint_says_whose_it_is(provider: Provider) -> None:
    token = id_token(
        provider,
        id_token_encrypted_response_alg="A128KW",
        post_logout_redirect_uris=(RP_CALLBACK,),
    )
    hinted = {"id_token_hint": token, "post_logout_redirect_uri": RP_CALLBACK}

    named = read(
        provider, Request(query=(*hinted.items(), ("client_id", "rp"))), SIGNED_IN
    )
    unnamed = read(provider, Request(query=tuple(hinted.items())), SIGNED_IN)

    assert isinstance(named, Leaving)
    assert not named.must_ask
    assert not isinstance(unnamed, Leaving)
    assert unnamed.code == "id_token_hint_invalid"


@settings(max_examples=100, deadline=None)
@given(
    header=st.fixed_dictionaries(
        {
            "alg": st.sampled_from(SECRET_ALGS),
            "enc": st.sampled_from(jose.CONTENT_ENCRYPTION) | st.text() | st.none(),
        },
        optional={
            "iv": st.text() | st.integers() | st.none(),
            "tag": st.text() | st.lists(st.integers(), max_size=2),
            "zip": st.sampled_from(["DEF", "", 1]),
            "crit": st.just(["exp"]),
        },
    ),
    rest=st.lists(st.text("AZaz09-_=", max_size=40), min_size=4, max_size=4),
)
def test_no_token_is_too_strange(header: dict[str, Any], rest: list[str]) -> None:
    token = ".".join((jose.encoded(header), *rest))

    with pytest.raises(jose.BadToken) as refused:
        secret_encryption.decrypt(token, SECRET)

    assert str(refused.value).isascii()


def test_a_plain_token_is_already_open(provider: Provider) -> None:
    assert unsealed(provider, None, "a.b.c") == "a.b.c"
