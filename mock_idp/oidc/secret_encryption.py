"""Encryption with a client's secret as the key (OIDC Core §10.2, RFC 7518 §4.4-4.7).

Both sides derive the key from the secret, so that nothing needs to be published. A
public client keeps no secret and cannot use it.
"""

import hashlib
from typing import TYPE_CHECKING

from mock_idp.oidc import jose

if TYPE_CHECKING:
    from joserfc.jwk import Key

DIRECT = "dir"
WRAPPING_BITS = {
    **{f"A{bits}KW": bits for bits in (128, 192, 256)},
    **{f"A{bits}GCMKW": bits for bits in (128, 192, 256)},
}
"""Bits of the key that wraps the content key."""
CONTENT_BITS = {
    "A128CBC-HS256": 256,
    "A192CBC-HS384": 384,
    "A256CBC-HS512": 512,
    "A128GCM": 128,
    "A192GCM": 192,
    "A256GCM": 256,
}
"""Bits of the content key, which ``dir`` takes from the secret itself."""
SECRET_ALGS = (*WRAPPING_BITS, DIRECT)
_HASHES = ((256, "sha256"), (384, "sha384"), (512, "sha512"))


def derived(secret: str, bits: int) -> bytes:
    """Return the left-most bits of the secret's hash, the shortest that suffices."""
    name = next(name for most, name in _HASHES if bits <= most)
    digest = hashlib.new(name, secret.encode("utf-8", "replace")).digest()
    return digest[: bits // 8]


def encrypt(text: str, secret: str, alg: str, enc: str, cty: str | None = "JWT") -> str:
    """Encrypt a text so that who knows the secret can read it (RFC 7516 compact).

    Raises:
        BadToken: an algorithm is not one of these.
    """
    header = {"alg": alg, "enc": enc} | ({"cty": cty} if cty else {})
    return jose.encrypt_by_key(header, text, _key(secret, alg, enc))


def decrypt(token: str, secret: str) -> str:
    """Return what somebody who knows the secret has encrypted.

    Raises:
        BadToken: with another secret, by an algorithm not allowed, or malformed.
    """
    header = jose.header_of(token)
    alg, enc = header["alg"], header.get("enc")
    if enc not in jose.CONTENT_ENCRYPTION:
        raise jose.BadToken("The encryption algorithm is not supported.")
    return jose.decrypt_by_key(token, _key(secret, alg, enc), alg, enc)


def _key(secret: str, alg: str, enc: str) -> "Key":
    from joserfc.jwk import OctKey  # noqa: PLC0415 - start-up budget

    bits = CONTENT_BITS.get(enc) if alg == DIRECT else WRAPPING_BITS.get(alg)
    if bits is None:
        raise jose.BadToken("The encryption algorithm is not supported.")
    return OctKey.import_key(derived(secret, bits))
