"""Signed and encrypted tokens of relying parties (RFC 7515, 7516), over joserfc.

Everything that arrives is hostile: each function refuses with ``BadToken`` and never
lets another exception out.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joserfc.jwk import Key, KeySet

    from mock_idp.oidc.keys import KeyRing

ENCRYPTION_ALGS = (
    *("RSA-OAEP", "RSA-OAEP-256"),
    *("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW"),
)
"""How a content key is wrapped (RFC 7518 §4)."""
CONTENT_ENCRYPTION = (
    *("A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"),
    *("A128GCM", "A192GCM", "A256GCM"),
)
"""How content is encrypted (RFC 7518 §5); the first is the default of OIDC."""
HMAC_ALGS = ("HS256", "HS384", "HS512")
ASYMMETRIC_ALGS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
"""What we can verify of others (RFC 7518 §3, RFC 8037, RFC 9864)."""
LONGEST_HEADER = 16_384
"""Bytes of a header: a DPoP proof or a certificate chain needs more than joserfc's."""
NO_AGREEMENT = ("Ed25519", "Ed448", "secp256k1")
"""Curves that sign only."""
SIGNED_PARTS, ENCRYPTED_PARTS = 3, 5


class BadToken(Exception):  # noqa: N818 - named after what happened
    """A token cannot be trusted or read; the text says why, in ASCII."""


@dataclass(frozen=True)
class Verified:
    """A token whose signature is good."""

    header: Mapping[str, Any]
    claims: dict[str, Any]


@contextmanager
def _guarded(what: str) -> Iterator[None]:
    """Turn everything a hostile token can cause into ``BadToken``."""
    from joserfc.errors import JoseError  # noqa: PLC0415 - start-up budget

    try:
        yield
    except BadToken:
        raise
    except JoseError as error:
        raise BadToken(f"{what}: {_ascii(error.error)}") from None
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError) as error:
        raise BadToken(f"{what}: {type(error).__name__}") from None
    except (RecursionError, OverflowError, NotImplementedError):
        raise BadToken(f"{what}: malformed") from None


def _ascii(text: object) -> str:
    return str(text).encode("ascii", "replace").decode()


def is_encrypted(token: str) -> bool:
    """Say whether a compact token is encrypted."""
    return token.count(".") == ENCRYPTED_PARTS - 1


def header_of(token: str) -> dict[str, Any]:
    """Return the header of a compact token; nothing is verified.

    Raises:
        BadToken: when it is not a compact JWS or JWE.
    """
    from joserfc.util import json_b64decode  # noqa: PLC0415 - start-up budget

    with _guarded("The token's header is malformed"):
        parts = token.split(".")
        if len(parts) not in (SIGNED_PARTS, ENCRYPTED_PARTS):
            raise BadToken("The token is not a JWT.")
        if len(parts[0]) > LONGEST_HEADER:
            raise BadToken("The token's header is too long.")
        header = json_b64decode(parts[0].encode("ascii"))
        if not isinstance(header, dict) or not isinstance(header.get("alg"), str):
            raise BadToken("The token's header has no alg.")
        return header


def claims_of(token: str) -> dict[str, Any]:
    """Return the claims of a signed or unsigned token; nothing is verified.

    Raises:
        BadToken: when it is not a JWT with a JSON object in it.
    """
    from joserfc.util import json_b64decode  # noqa: PLC0415 - start-up budget

    with _guarded("The token's payload is malformed"):
        parts = token.split(".")
        if len(parts) != SIGNED_PARTS:
            raise BadToken("The token is not a signed JWT.")
        claims = json_b64decode(parts[1].encode("ascii"))
        if not isinstance(claims, dict):
            raise BadToken("The token's payload is not a JSON object.")
        return claims


def verify(token: str, keys: "KeySet | Key", algorithms: Collection[str]) -> Verified:
    """Return what a signed token says when one of these keys signed it.

    A ``kid`` in the header chooses among keys that have one; without it every key that
    fits the algorithm is tried.

    Raises:
        BadToken: wrong signature, algorithm not allowed, or malformed.
    """
    header = header_of(token)
    alg = header["alg"]
    if alg not in algorithms or alg == "none":
        raise BadToken(f"The algorithm {_ascii(alg)[:20]} is not allowed here.")
    for key in _candidates(keys, header):
        claims = claims_if_signed(token, key, alg)
        if claims is not None:
            return Verified(header, claims)
    raise BadToken("The signature is not one of the known keys.")


def _candidates(
    keys: "KeySet | Key", header: Mapping[str, Any], use: str = "sig"
) -> "list[Key]":
    known: list[Key] = list(getattr(keys, "keys", [])) if _is_set(keys) else [keys]  # type: ignore[list-item]
    kid = header.get("kid")
    named = [key for key in known if kid is not None and key.kid == kid]
    fit = named or [key for key in known if kid is None or not _is_set(keys)]
    return [key for key in fit if key.get("use") in (None, use)]


def _is_set(keys: object) -> bool:
    from joserfc.jwk import KeySet  # noqa: PLC0415 - start-up budget

    return isinstance(keys, KeySet)


def claims_if_signed(token: str, key: "Key", alg: str) -> dict[str, Any] | None:
    """Return the claims when this key signed the token with this algorithm."""
    from joserfc.jws import JWSRegistry  # noqa: PLC0415 - start-up budget
    from joserfc.util import urlsafe_b64decode  # noqa: PLC0415 - start-up budget

    try:
        with _guarded("signature"):
            if "crit" in header_of(token):
                return None  # RFC 7515 §4.1.11: we understand no extension
            content, _, signature = token.encode("ascii").rpartition(b".")
            algorithm = JWSRegistry.algorithms[alg]
            algorithm.check_key(key)
            good = algorithm.verify(content, urlsafe_b64decode(signature), key)
            return claims_of(token) if good else None
    except BadToken:
        return None


def secret_key(secret: str) -> "Key":
    """Return a client secret as the key of ``HS256`` and its like (OIDC Core §10.1)."""
    from joserfc.jwk import OctKey  # noqa: PLC0415 - start-up budget

    with _guarded("The client secret is no key"):
        return OctKey.import_key(secret.encode("utf-8", "replace"))


def sign_with_secret(
    claims: Mapping[str, Any],
    secret: str,
    alg: str,
    header: Mapping[str, Any] | None = None,
) -> str:
    """Return the claims signed with a client secret; ``header`` may say otherwise.

    Raises:
        BadToken: when the secret cannot be used.
    """
    from joserfc.jws import JWSRegistry  # noqa: PLC0415 - start-up budget

    with _guarded("The token cannot be signed"):
        said = header or {"alg": alg, "typ": "JWT"}
        content = f"{encoded(said)}.{encoded(claims)}"
        if said.get("alg") == "none":
            return f"{content}."
        signer = JWSRegistry.algorithms[alg]
        return f"{content}.{base64(signer.sign(content.encode(), secret_key(secret)))}"


def encrypt(
    text: str,
    keys: "KeySet",
    alg: str,
    enc: str = CONTENT_ENCRYPTION[0],
    cty: str | None = "JWT",
) -> str:
    """Encrypt a text for a client (RFC 7516 compact); ``cty`` is ``JWT`` for tokens.

    Raises:
        BadToken: when the client has no key that fits the algorithm.
    """
    with _guarded("The answer cannot be encrypted"):
        fit = [key for key in keys if _encrypts(key, alg)]
        key = max(fit, key=lambda key: key.get("use") == "enc", default=None)
        if key is None:
            raise BadToken(f"The client has no encryption key for {alg}.")
        header = {"alg": alg, "enc": enc}
        header |= {"kid": key.kid} if key.kid else {}
        header |= {"cty": cty} if cty else {}
        return encrypt_by_key(header, text, key)


def encrypt_by_key(header: Mapping[str, Any], text: str, key: "Key") -> str:
    """Encrypt a text with one key, as the header says.

    Raises:
        BadToken: when the key does not fit the algorithm.
    """
    from joserfc import jwe  # noqa: PLC0415 - start-up budget

    with _guarded("The answer cannot be encrypted"):
        algs = [str(header["alg"]), str(header["enc"])]
        return jwe.encrypt_compact(dict(header), text, key, algorithms=algs)


def _encrypts(key: "Key", alg: str) -> bool:
    kinds = ("RSA",) if alg.startswith("RSA") else ("EC", "OKP")
    return (
        key.key_type in kinds
        and key.get("use") in (None, "enc")
        and key.get("alg") in (None, alg)
        and key.get("crv") not in NO_AGREEMENT
    )


def decrypt(ring: "KeyRing", token: str) -> str:
    """Return what a client encrypted for us with one of our published keys.

    Raises:
        BadToken: not for us, not allowed, or malformed.
    """
    header = header_of(token)
    alg, enc = header["alg"], header.get("enc")
    if alg not in ENCRYPTION_ALGS or enc not in CONTENT_ENCRYPTION:
        raise BadToken("The encryption algorithm is not supported.")
    kind = "RSA" if alg.startswith("RSA") else "EC"
    own = [k for k in ring.all() if k.use == "enc" and k.key.key_type == kind]
    for candidate in [k for k in own if header.get("kid") in (None, k.kid)]:
        try:
            return decrypt_by_key(token, candidate.key, alg, enc)
        except BadToken:
            continue
    raise BadToken("The token is not encrypted with a key of this provider.")


def decrypt_by_key(token: str, key: "Key", alg: str, enc: str) -> str:
    """Return what was encrypted with one key by these two algorithms.

    Raises:
        BadToken: it was not, or the token is malformed.
    """
    from joserfc import jwe  # noqa: PLC0415 - start-up budget

    with _guarded("The token cannot be decrypted"):
        registry = _open_registry(alg, enc)
        opened = jwe.decrypt_compact(token, key, registry=registry)
        return (opened.plaintext or b"").decode("utf-8")


def _open_registry(alg: str, enc: str) -> Any:  # noqa: ANN401 - joserfc is not imported
    from joserfc.jwe import JWERegistry  # noqa: PLC0415 - start-up budget

    registry = JWERegistry(algorithms=[alg, enc], strict_check_header=False)
    registry.max_protected_header_length = LONGEST_HEADER
    registry.max_ciphertext_length = 256 * 1024
    return registry


def encoded(value: Mapping[str, Any]) -> str:
    """Return a header or claims as a part of a compact token."""
    return base64(compact_json(value).encode("utf-8", "replace"))


def base64(value: bytes) -> str:
    """Return bytes in base64url without padding (RFC 7515 §2)."""
    return urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def compact_json(value: object) -> str:
    """Return JSON as it is signed or encrypted: UTF-8, no spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
