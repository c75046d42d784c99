"""A key of the provider: how it is made, when it signs, and how a file keeps it."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joserfc.jwk import Key

BITS = 2048
SIGNING = ("RS256", "ES256", "PS256", "EdDSA", "Ed25519")
"""Algorithms with a signing key; the first is the default (OIDC Core §15.1)."""
ENCRYPTION = ("RSA-OAEP-256", "ECDH-ES")
"""Families of keys that relying parties encrypt request objects for us with."""
SHARES_WITH = {"PS256": "RS256", "Ed25519": "EdDSA"}
"""An algorithm that begins with the key of another, under a name of its own."""
_STARTS, _LEAVES = "x-signs-from", "x-leaves-at"


@dataclass(frozen=True, eq=False)
class OwnKey:
    """A private key and its times, in seconds since 1970.

    Attributes:
        alg: the algorithm it signs with, or the family it decrypts.
        signs_from: when it begins to sign; it is published before.
        leaves_at: when it leaves the published set; none: stays.
    """

    key: "Key"
    kid: str
    alg: str
    signs_from: float = 0.0
    leaves_at: float | None = None

    @property
    def use(self) -> str:
        """Return ``sig`` or ``enc`` (RFC 7517 §4.2)."""
        return "sig" if self.alg in SIGNING else "enc"

    @cached_property
    def public(self) -> dict[str, str]:
        """Return the public key as published; an encryption key names no algorithm."""
        shown = {k: str(v) for k, v in self.key.as_dict(private=False).items()}
        shown |= {"kid": self.kid, "use": self.use}
        return shown | ({"alg": self.alg} if self.use == "sig" else {})

    def is_published(self, now: float) -> bool:
        """Say whether relying parties find it in the key set."""
        return self.leaves_at is None or now < self.leaves_at

    def signs(self, now: float) -> bool:
        """Say whether it may sign now."""
        return self.signs_from <= now and self.is_published(now)

    def state(self, now: float) -> str:
        """Return ``upcoming``, ``current``, ``leaving`` or ``retired``."""
        if not self.is_published(now):
            return "retired"
        if now < self.signs_from:
            return "upcoming"
        return "current" if self.leaves_at is None else "leaving"

    def leaving(self, at: float) -> "OwnKey":
        """Return the key as it will leave at a moment, or sooner if it had to."""
        sooner = at if self.leaves_at is None else min(at, self.leaves_at)
        return replace(self, leaves_at=sooner)


def make(alg: str, signs_from: float = 0.0, like: OwnKey | None = None) -> OwnKey:
    """Make a key; ``like`` lends its private part to a second algorithm."""
    key = _generate(alg) if like is None else like.key
    return OwnKey(key, _kid(alg, key), alg, signs_from)


def _generate(alg: str) -> "Key":
    from joserfc.jwk import ECKey, OKPKey, RSAKey  # noqa: PLC0415 - start-up budget

    if alg in ("EdDSA", "Ed25519"):
        return OKPKey.generate_key("Ed25519")
    if alg in ("ES256", "ECDH-ES"):
        return ECKey.generate_key("P-256")
    return RSAKey.generate_key(BITS)


def _kid(alg: str, key: "Key") -> str:
    return f"{alg.lower()}-{key.thumbprint()[:20]}"


def read_file(file: Path) -> list[OwnKey]:
    """Read a JWK set, or the single RSA key that earlier versions kept.

    Raises:
        ValueError: when it is neither.
    """
    from joserfc.errors import JoseError  # noqa: PLC0415 - start-up budget

    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return [_read_key(record) for record in found.get("keys", [found])]
    except (JoseError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{file} is not a set of private keys") from error


def _read_key(record: Mapping[str, Any]) -> OwnKey:
    from joserfc.jwk import import_key  # noqa: PLC0415 - start-up budget

    plain = {k: v for k, v in record.items() if not k.startswith("x-")}
    own_names = ("kid", "use", "alg")
    key = import_key({k: v for k, v in plain.items() if k not in own_names})
    if not key.is_private or key.key_type == "oct":
        raise ValueError("a private key is expected")
    alg = str(plain.get("alg") or SIGNING[0])
    if alg not in (*SIGNING, *ENCRYPTION):
        raise ValueError(f"{alg} is not an algorithm of this provider")
    leaves_at = record.get(_LEAVES)
    return OwnKey(
        key,
        str(plain.get("kid") or key.thumbprint()),
        alg,
        float(record.get(_STARTS, 0)),
        None if leaves_at is None else float(leaves_at),
    )


def _written(own: OwnKey) -> dict[str, object]:
    times: dict[str, object] = {_STARTS: own.signs_from}
    if own.leaves_at is not None:
        times[_LEAVES] = own.leaves_at
    private = own.key.as_dict(private=True)
    return {**private, "kid": own.kid, "alg": own.alg, "use": own.use, **times}


def write_file(file: Path, keys: Iterable[OwnKey], *, replacing: bool) -> None:
    """Write keys for their owner only; unless replacing, whoever came first wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump({"keys": [_written(own) for own in keys]}, out)
    if replacing:
        draft.replace(file)
        return
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def newest(keys: Sequence[OwnKey]) -> OwnKey:
    """Return the key that began to sign last; of two, the one made last."""
    return max(reversed(keys), key=lambda own: own.signs_from)
