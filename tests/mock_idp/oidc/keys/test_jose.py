"""Tokens of relying parties: verified, encrypted, decrypted, or refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe, jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry

from mock_idp.oidc import jose
from mock_idp.oidc.keys import KeyRing

RING = KeyRing()
RSA = RSAKey.generate_key(2048, {"kid": "r", "use": "enc"})
EC = ECKey.generate_key("P-256", {"kid": "e", "use": "enc"})
SIGNER = ECKey.generate_key("P-256", {"kid": "s"})
CLIENT = KeySet([SIGNER, RSA, EC])


@pytest.mark.parametrize("enc", jose.CONTENT_ENCRYPTION)
@pytest.mark.parametrize("alg", jose.ENCRYPTION_ALGS)
def test_a_client_opens_what_was_encrypted_for_it(alg: str, enc: str) -> None:
    token = jose.encrypt("Đào", CLIENT, alg, enc, "JWT")

    key = RSA if alg.startswith("RSA") else EC
    opened = jwe.decrypt_compact(token, key, algorithms=[alg, enc])
    assert opened.plaintext == "Đào".encode()
    assert opened.headers()["cty"] == "JWT"
    assert opened.headers()["kid"] == key.kid


@pytest.mark.parametrize("enc", jose.CONTENT_ENCRYPTION)
@pytest.mark.parametrize("alg", jose.ENCRYPTION_ALGS)
def test_we_open_what_a_client_encrypted_with_a_published_key(
    alg: str, enc: str
) -> None:
    kind = "RSA" if alg.startswith("RSA") else "EC"
    published = next(
        key
        for key in KeySet.import_key_set(RING.jwks())
        if key.get("use") == "enc" and key.key_type == kind
    )

    header = {"alg": alg, "enc": enc, "kid": published.kid}
    token = jwe.encrypt_compact(header, "Đào", published, algorithms=[alg, enc])

    assert jose.is_encrypted(token)
    assert jose.decrypt(RING, token) == "Đào"


def test_a_client_without_a_fitting_key_is_told() -> None:
    with pytest.raises(jose.BadToken, match="no encryption key for RSA-OAEP"):
        jose.encrypt("x", KeySet([SIGNER, EC]), "RSA-OAEP")


def test_a_token_for_somebody_else_is_not_opened() -> None:
    token = jose.encrypt("x", CLIENT, "RSA-OAEP-256")

    with pytest.raises(jose.BadToken, match="not encrypted with a key"):
        jose.decrypt(RING, token)


def test_an_old_way_to_encrypt_is_refused() -> None:
    token = jwe.encrypt_compact(
        {"alg": "A128KW", "enc": "A128GCM"},
        "x",
        OctKey.import_key("k" * 16),
        algorithms=["A128KW", "A128GCM"],
    )

    with pytest.raises(jose.BadToken, match="not supported"):
        jose.decrypt(RING, token)


def test_a_signature_is_verified_with_the_right_key_and_algorithm() -> None:
    token = jwt.encode({"alg": "ES256", "kid": "s"}, {"a": 1}, SIGNER)

    assert jose.verify(token, CLIENT, ["ES256"]).claims == {"a": 1}
    with pytest.raises(jose.BadToken, match="not allowed"):
        jose.verify(token, CLIENT, ["PS256"])
    with pytest.raises(jose.BadToken, match="not one of the known"):
        jose.verify(token, KeySet([ECKey.generate_key("P-256")]), ["ES256"])


def test_a_public_key_is_no_secret() -> None:
    published = str(RSA.as_dict(private=False)["n"])

    forged = jose.sign_with_secret({"a": 1}, published, "HS256")

    with pytest.raises(jose.BadToken, match="not one of the known"):
        jose.verify(forged, CLIENT, ["RS256", "HS256"])


def test_a_secret_verifies_what_it_signed() -> None:
    token = jose.sign_with_secret({"a": "Đ"}, "mật khẩu dài " * 3, "HS256")

    verified = jose.verify(token, jose.secret_key("mật khẩu dài " * 3), ["HS256"])

    assert verified.claims == {"a": "Đ"}


def test_an_extension_we_do_not_know_is_refused() -> None:
    content = f"{jose.encoded({'alg': 'ES256', 'crit': ['x'], 'x': 1})}.e30"
    alg = JWSRegistry.algorithms["ES256"]
    token = f"{content}.{jose.base64(alg.sign(content.encode(), SIGNER))}"

    with pytest.raises(jose.BadToken):
        jose.verify(token, CLIENT, ["ES256"])


ALGS = st.sampled_from(["none", "ES256", "RS256", "HS256", "dir", "ECDH-ES", "", "Đ"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "alg": ALGS | VALUES,
        "enc": st.sampled_from(jose.CONTENT_ENCRYPTION) | VALUES,
        "kid": st.sampled_from(["s", "r"]) | VALUES,
        "epk": VALUES,
        "crit": VALUES,
        "zip": VALUES,
        "b64": VALUES,
    },
)


@settings(max_examples=100, deadline=None)
@given(HEADERS, st.lists(st.text("AZaz09-_đ.", max_size=12), max_size=5))
def test_no_token_can_do_more_than_be_refused(
    header: dict[str, object], rest: list[str]
) -> None:
    token = ".".join([jose.base64(json.dumps(header).encode()), *rest])

    for attempt in (
        lambda: jose.verify(token, CLIENT, jose.ASYMMETRIC_ALGS),
        lambda: jose.decrypt(RING, token),
        lambda: jose.verify(f"{token}.", CLIENT, ["ES256"]),
    ):
        with pytest.raises(jose.BadToken) as refused:
            attempt()
        assert str(refused.value).isascii()
