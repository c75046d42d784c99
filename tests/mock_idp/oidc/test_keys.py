"""The signing key: kept in a file for its owner only, or in memory."""

import stat
from pathlib import Path

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


def test_a_token_of_another_key_is_not_read() -> None:
    token = KeyRing().sign({"sub": "x"})

    assert KeyRing().read(token) is None


def test_rubbish_is_not_read() -> None:
    ring = KeyRing()

    assert [ring.read(text) for text in ("", "a.b.c", "đ.đ.đ", "e30.e30.")] == [
        None
    ] * 4
