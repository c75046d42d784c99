"""The provider's keys: made at first need, published, rotated with an overlap.

Nothing is made and joserfc is not imported before a key is needed. Rings can share
their first keys, so that a new provider in the same process costs nothing.
"""

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.own_key import (
    ENCRYPTION,
    SHARES_WITH,
    SIGNING,
    OwnKey,
    make,
    newest,
    read_file,
    write_file,
)

ALGORITHM = SIGNING[0]
"""What signs when nobody has asked for anything else."""
MOST_KEYS = 64
"""Keys a ring remembers; the first retired go first."""


class FirstKeys:
    """The keys rings start with: one for each algorithm, made when first needed."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._made: dict[str, tuple[OwnKey, ...]] = {}
        self._lock = threading.RLock()

    def of(self, alg: str) -> tuple[OwnKey, ...]:
        """Return the keys for an algorithm."""
        found = self._made.get(alg)
        if found is not None:
            return found
        with self._lock:
            if self.file is not None and not self._made:
                self._read(self.file)
            if alg not in self._made:
                self._made[alg] = (self._make(alg),)
            return self._made[alg]

    def all(self) -> tuple[OwnKey, ...]:
        """Return the keys for every algorithm."""
        return tuple(own for alg in (*SIGNING, *ENCRYPTION) for own in self.of(alg))

    def _make(self, alg: str) -> OwnKey:
        lender = SHARES_WITH.get(alg)
        return make(alg, like=newest(self.of(lender)) if lender else None)

    def _read(self, file: Path) -> None:
        if file.exists():
            self._take(read_file(file))
            if len(self._made) == len((*SIGNING, *ENCRYPTION)):
                return
        is_new = not self._made
        for alg in (*SIGNING, *ENCRYPTION):
            if alg not in self._made:
                self._made[alg] = (self._make(alg),)
        write_file(file, self.all(), replacing=not is_new)
        self._made.clear()
        self._take(read_file(file))

    def _take(self, keys: list[OwnKey]) -> None:
        for own in keys:
            self._made[own.alg] = (*self._made.get(own.alg, ()), own)


class KeyRing:
    """The keys of one provider.

    Args:
        file: where the private keys are kept, for their owner only; none: in memory.
        parent: another ring of the process, whose first keys this one starts with.
        now: tells the time in seconds; without it time stands still.
    """

    def __init__(
        self,
        file: Path | None = None,
        *,
        parent: "KeyRing | None" = None,
        now: Callable[[], float] | None = None,
    ) -> None:
        self._first: FirstKeys = parent._first if parent else FirstKeys(file)  # noqa: SLF001 - one class
        self._file = None if parent else file
        self._now = now or _at_the_beginning
        self._changed: tuple[OwnKey, ...] | None = None
        self._shown: tuple[tuple[OwnKey, ...], str] = ((), "")
        self._lock = threading.RLock()

    def all(self) -> tuple[OwnKey, ...]:
        """Return every key: current, upcoming, leaving and retired."""
        return self._first.all() if self._changed is None else self._changed

    def current(self, alg: str = ALGORITHM) -> OwnKey:
        """Return the key that signs (or decrypts) with an algorithm now.

        Raises:
            ValueError: for an algorithm that this provider does not speak.
        """
        if alg not in (*SIGNING, *ENCRYPTION):
            raise ValueError(f"no key for {alg}")
        now = self._now()
        known = self._of(alg)
        fit = [k for k in known if k.signs(now)]
        return newest(fit or known)

    def _of(self, alg: str) -> tuple[OwnKey, ...]:
        if self._changed is None:
            return self._first.of(alg)
        return tuple(own for own in self._changed if own.alg == alg)

    def _published(self) -> tuple[OwnKey, ...]:
        now = self._now()
        return tuple(own for own in self.all() if own.is_published(now))

    def jwks(self) -> dict[str, Any]:
        """Return the public key set (RFC 7517); the caller may change it."""
        return {"keys": [dict(own.public) for own in self._published()]}

    def jwks_text(self) -> str:
        """Return the public key set as JSON; it is written once for each change."""
        published = self._published()
        shown = self._shown
        if shown[0] != published:
            shown = (published, json.dumps(self.jwks(), separators=(",", ":")))
            self._shown = shown
        return shown[1]

    def header(self, alg: str = ALGORITHM, typ: str | None = None) -> dict[str, Any]:
        """Return the header that a JWT signed now carries."""
        header: dict[str, Any] = {"alg": alg, "kid": self.current(alg).kid}
        return header if typ is None else {**header, "typ": typ}

    def sign(
        self,
        claims: Mapping[str, Any],
        *,
        alg: str = ALGORITHM,
        typ: str | None = None,
        header: Mapping[str, Any] | None = None,
    ) -> str:
        """Return the claims as a signed JWT (RFC 7515 compact).

        Args:
            claims: what the token says.
            alg: the algorithm that really signs.
            typ: the type for the header, as ``at+jwt``.
            header: says this instead of the right header (a fault may lie); a header
                with ``alg`` ``none`` gets no signature.

        Raises:
            ValueError: for an algorithm that this provider does not speak.
        """
        from joserfc.jws import JWSRegistry  # noqa: PLC0415 - start-up budget

        if alg not in SIGNING:
            raise ValueError(f"no signing key for {alg}")
        said = self.header(alg, typ) if header is None else header
        content = f"{jose.encoded(said)}.{jose.encoded(claims)}"
        if said.get("alg") == "none":
            return f"{content}."
        signer = JWSRegistry.algorithms[alg]
        signature = signer.sign(content.encode("ascii"), self.current(alg).key)
        return f"{content}.{jose.base64(signature)}"

    def read(self, token: str) -> dict[str, Any] | None:
        """Return the claims of a JWT that any own key signed, however old, or nothing.

        Retired keys count: an ``id_token_hint`` may be older than a rotation.
        """
        try:
            header = jose.header_of(token)
        except jose.BadToken:
            return None
        alg, kid = header["alg"], header.get("kid")
        own = self._of(alg) if alg in SIGNING else ()
        named = (k for k in own if kid in (None, k.kid))
        said = (jose.claims_if_signed(token, k.key, alg) for k in named)
        return next((claims for claims in said if claims is not None), None)

    def rotate(
        self,
        alg: str | None = None,
        *,
        publish_first_seconds: float = 0,
        overlap_seconds: float = 3600,
    ) -> tuple[OwnKey, ...]:
        """Make new keys for one algorithm, or for all that sign, and return them.

        Args:
            alg: the algorithm; none: every signing algorithm.
            publish_first_seconds: how long the new key is published before it signs.
            overlap_seconds: how long the old key stays published after that.

        Raises:
            ValueError: for an algorithm that this provider does not speak.
        """
        with self._lock:
            starts = self._now() + publish_first_seconds
            made: dict[str, OwnKey] = {}
            for name in SIGNING if alg is None else (alg,):
                self.current(name)
                made[name] = make(name, starts, made.get(SHARES_WITH.get(name, "")))
            kept = (
                own.leaving(starts + overlap_seconds) if own.alg in made else own
                for own in self.all()
            )
            self._change((*kept, *made.values()))
        return tuple(made.values())

    def retire(self, kid: str) -> bool:
        """Withdraw a key at once; say whether it was there.

        A new key takes over when nothing else signs with its algorithm.
        """
        with self._lock:
            now = self._now()
            found = next((own for own in self.all() if own.kid == kid), None)
            if found is None or not found.is_published(now):
                return False
            kept = tuple(
                own.leaving(now) if own is found else own for own in self.all()
            )
            signing = any(
                own.alg == found.alg and own.signs_from <= now and own.is_published(now)
                for own in kept
            )
            self._change(kept if signing else (*kept, make(found.alg, now)))
        return True

    def reset(self) -> None:
        """Return to the keys the ring started with."""
        with self._lock:
            if self._changed is not None:
                self._change(self._first.all())
                self._changed = None

    def _change(self, keys: tuple[OwnKey, ...]) -> None:
        now = self._now()
        gone = [own for own in keys if not own.is_published(now)]
        forgotten = gone[: max(0, len(keys) - MOST_KEYS)]
        self._changed = tuple(own for own in keys if own not in forgotten)
        if self._file is not None:
            write_file(self._file, self._changed, replacing=True)


def _at_the_beginning() -> float:
    return 0.0
