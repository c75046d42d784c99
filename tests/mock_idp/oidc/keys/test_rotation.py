"""Signing keys: several algorithms, rotation with overlap, shared beginnings."""

import base64
import json
import sys
from subprocess import run

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from mock_idp.clock import Clock
from mock_idp.oidc.keys import ALGORITHM, KeyRing
from mock_idp.oidc.own_key import SIGNING

_SHARED = KeyRing()
PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "k"}


@pytest.fixture
def ring(clock: Clock) -> KeyRing:
    return KeyRing(parent=_SHARED, now=clock.now)


def kids(ring: KeyRing) -> list[str]:
    return [key["kid"] for key in ring.jwks()["keys"]]


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("alg", SIGNING)
def test_every_algorithm_verifies_with_the_published_keys(ring: KeyRing, alg: str):
    token = ring.sign({"sub": "Đào"}, alg=alg, typ="JWT")

    keys = KeySet.import_key_set(ring.jwks())
    read = jwt.decode(token, keys, algorithms=[alg])

    assert read.claims == {"sub": "Đào"}
    assert read.header["alg"] == alg
    assert ring.read(token) == {"sub": "Đào"}


def test_nothing_private_is_published(ring: KeyRing) -> None:
    published = ring.jwks()["keys"]

    assert not [key for key in published if PRIVATE & set(key)]
    assert {key["use"] for key in published} == {"sig", "enc"}
    assert len(set(kids(ring))) == len(published)
    assert json.loads(ring.jwks_text()) == ring.jwks()


def test_an_unknown_algorithm_has_no_key(ring: KeyRing) -> None:
    with pytest.raises(ValueError, match="HS256"):
        ring.sign({}, alg="HS256")


def test_a_new_key_is_published_before_it_signs(ring: KeyRing, clock: Clock) -> None:
    old = ring.current().kid

    (new,) = ring.rotate("RS256", publish_first_seconds=300, overlap_seconds=600)

    assert {old, new.kid} <= set(kids(ring))
    assert ring.current().kid == old
    clock.advance(300)
    assert ring.current().kid == new.kid
    assert old in kids(ring)
    clock.advance(600)
    assert old not in kids(ring)


def test_tokens_of_an_old_key_are_still_read(ring: KeyRing, clock: Clock) -> None:
    token = ring.sign({"sub": "x"})

    ring.rotate(overlap_seconds=0)
    clock.advance(10)

    assert ring.read(token) == {"sub": "x"}
    assert ring.read(ring.sign({"sub": "y"})) == {"sub": "y"}


def test_rotating_everything_changes_every_signing_key(ring: KeyRing) -> None:
    before = set(kids(ring))

    made = ring.rotate()

    assert {key.alg for key in made} == set(SIGNING)
    assert before < set(kids(ring))


def test_a_retired_key_leaves_at_once_and_another_signs(ring: KeyRing) -> None:
    old = ring.current().kid

    assert ring.retire(old)

    assert old not in kids(ring)
    assert ring.current().kid != old
    assert ring.current().kid in kids(ring)
    assert not ring.retire(old)
    assert not ring.retire("no such key")


def test_rings_share_their_first_keys_and_nothing_else(
    ring: KeyRing, clock: Clock
) -> None:
    neighbour = KeyRing(parent=ring, now=clock.now)
    first = kids(neighbour)

    ring.rotate()
    late = KeyRing(parent=ring, now=clock.now)

    assert kids(neighbour) == first == kids(late)
    assert kids(ring) != first
    ring.reset()
    assert kids(ring) == first


def test_a_changed_answer_does_not_change_the_keys(ring: KeyRing) -> None:
    answer = ring.jwks()
    answer["keys"][0]["kid"] = "spoiled"
    answer["keys"].clear()

    assert "spoiled" not in ring.jwks_text()
    assert len(ring.jwks()["keys"]) > 1


def test_the_ring_stays_small_however_often_it_is_rotated(ring: KeyRing) -> None:
    for _ in range(80):
        ring.rotate("ES256", overlap_seconds=0)

    assert len(ring.all()) <= 70


def test_a_header_may_lie_without_changing_the_signature(ring: KeyRing) -> None:
    lying = ring.sign({"sub": "x"}, header={"alg": "RS256", "kid": "another"})
    bare = ring.sign({"sub": "x"}, header={"alg": "none"})

    assert ring.read(lying) is None
    assert bare.endswith(".")
    assert ring.read(bare) is None


def test_rubbish_is_not_read(ring: KeyRing) -> None:
    deep = base64.urlsafe_b64encode(b"[" * 20_000).decode().rstrip("=")
    listed = base64.urlsafe_b64encode(b'["alg"]').decode().rstrip("=")
    odd = base64.urlsafe_b64encode(b'{"alg": ["RS256"]}').decode().rstrip("=")
    texts = ("", "a.b.c", "đ.đ.đ", "e30.e30.", "\ud800.a.b", "." * 4, deep + ".a.b")

    for text in (*texts, f"{deep[:16000]}.a.b", f"{listed}.a.b", f"{odd}.a.b"):
        assert ring.read(text) is None


def test_a_token_of_another_ring_is_not_read(ring: KeyRing) -> None:
    other = KeyRing(parent=_SHARED)
    other.rotate("ES256")

    assert ring.read(other.sign({"sub": "x"}, alg="ES256")) is None


def test_nothing_is_made_and_no_library_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; from mock_idp.oidc.keys import KeyRing; KeyRing(); "
        "sys.exit('joserfc' in sys.modules or 'cryptography' in sys.modules)"
    )

    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_default_is_what_openid_connect_wants() -> None:
    assert ALGORITHM == "RS256"
