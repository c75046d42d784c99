"""The keys' file: for its owner only, old and new format, kept over rotations."""

import json
import stat
from pathlib import Path

import pytest
from joserfc.jwk import ECKey, RSAKey

from mock_idp.oidc.keys import KeyRing


def test_a_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "keys.json"

    first = KeyRing(file)
    token = first.sign({"sub": "x"})
    second = KeyRing(file)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert second.read(token) == {"sub": "x"}
    assert first.jwks() == second.jwks()
    assert [f.name for f in file.parent.iterdir()] == ["keys.json"]


def test_the_single_key_of_earlier_versions_still_signs(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    old = RSAKey.generate_key(2048, auto_kid=True)
    file.write_text(json.dumps(old.as_dict(private=True)), encoding="utf-8")

    ring = KeyRing(file)

    assert ring.current("RS256").kid == old.kid
    assert len(json.loads(file.read_text(encoding="utf-8"))["keys"]) > 1
    assert KeyRing(file).current("ES256").kid == ring.current("ES256").kid


def test_a_rotation_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    ring = KeyRing(file)
    before = ring.sign({"sub": "x"}, alg="ES256")

    ring.rotate("ES256")

    again = KeyRing(file)
    assert again.current("ES256").kid == ring.current("ES256").kid
    assert again.read(before) == {"sub": "x"}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        "no json",
        "[]",
        '{"keys": [1]}',
        '{"kty": "RSA"}',
        json.dumps(ECKey.generate_key("P-256").as_dict(private=False)),
        '{"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQ"}',
    ],
)
def test_another_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(ValueError, match=r"keys\.json"):
        KeyRing(file).sign({"sub": "x"})
