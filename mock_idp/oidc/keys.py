"""The provider's signing key: RS256, made at first use or kept in a file."""

import json
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joserfc.jwk import RSAKey

ALGORITHM = "RS256"
BITS = 2048


class KeyRing:
    """One RSA key; joserfc is imported when the key is first needed."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._key: RSAKey | None = None
        self._lock = threading.Lock()

    @property
    def key(self) -> "RSAKey":
        """Return the private key; it is made or read once."""
        with self._lock:
            if self._key is None:
                self._key = _read_or_make(self._file)
            return self._key

    def jwks(self) -> dict[str, object]:
        """Return the public key set (RFC 7517)."""
        public = self.key.as_dict(private=False)
        return {"keys": [{**public, "use": "sig", "alg": ALGORITHM}]}

    def sign(self, claims: dict[str, Any]) -> str:
        """Return the claims as a signed JWT."""
        from joserfc import jwt  # noqa: PLC0415 - start-up budget

        header = {"alg": ALGORITHM, "kid": self.key.kid or ""}
        return jwt.encode(header, claims, self.key, algorithms=[ALGORITHM])

    def read(self, token: str) -> dict[str, Any] | None:
        """Return the claims of a JWT that this key signed, however old, or nothing."""
        from joserfc import jwt  # noqa: PLC0415 - start-up budget
        from joserfc.errors import JoseError  # noqa: PLC0415 - start-up budget

        try:
            claims = jwt.decode(token, self.key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError, TypeError, KeyError):
            return None
        return claims if isinstance(claims, dict) else None


def _read_or_make(file: Path | None) -> "RSAKey":
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - start-up budget

    if file is None:
        return RSAKey.generate_key(BITS, auto_kid=True)
    if not file.exists():
        _write_private(file, RSAKey.generate_key(BITS, auto_kid=True))
    key = RSAKey.import_key(json.loads(file.read_text(encoding="utf-8")))
    key.ensure_kid()
    return key


def _write_private(file: Path, key: "RSAKey") -> None:
    """Write the key for its owner only; whoever else came first wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(key.as_dict(private=True), out)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
