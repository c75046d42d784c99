"""Tokens signed wrongly on purpose."""

import base64
import hashlib
import hmac
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from mock_idp.control.faults.fault import Change, Scene

if TYPE_CHECKING:
    from joserfc.jwk import ECKey, RSAKey

PARTS = 3


def encoded(value: object) -> str:
    """Return JSON as a part of a compact token."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64url(text.encode("utf-8", "replace"))


def base64url(value: bytes) -> str:
    """Return bytes in base64url without padding."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return header and claims of a signed token; nothing when it is encrypted."""
    parts = token.split(".")
    if len(parts) != PARTS:
        return None
    header, claims = (
        json.loads(base64.urlsafe_b64decode(part + "==")) for part in parts[:2]
    )
    return header, claims


@cache
def foreign_key() -> "RSAKey":
    """Return a key that belongs to nobody; it is made once."""
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - start-up budget

    return RSAKey.generate_key(2048)


@cache
def foreign_curve_key() -> "ECKey":
    """Return a curve key that belongs to nobody; it is made once."""
    from joserfc.jwk import ECKey  # noqa: PLC0415 - start-up budget

    return ECKey.generate_key("P-256")


def foreign_jwk(kid: str, alg: str = "RS256") -> dict[str, Any]:
    """Return the foreign public key under a key id of our own."""
    public = foreign_key().as_dict(private=False)
    return {**public, "kid": kid, "use": "sig", "alg": alg}


def foreign_curve_jwk(kid: str) -> dict[str, Any]:
    """Return the foreign curve key under a key id of our own."""
    return {**foreign_curve_key().as_dict(private=False), "kid": kid, "use": "sig"}


def signed_by_another(header: dict[str, Any], claims: dict[str, Any]) -> str:
    """Sign with a foreign key, whatever the header says."""
    from joserfc.jws import JWSRegistry  # noqa: PLC0415 - start-up budget

    alg = str(header.get("alg"))
    is_curve = alg.startswith("ES")
    signer = JWSRegistry.algorithms["ES256" if is_curve else "RS256"]
    content = f"{encoded(header)}.{encoded(claims)}"
    key = foreign_curve_key() if is_curve else foreign_key()
    return f"{content}.{base64url(signer.sign(content.encode(), key))}"


def other_key(token: str, _scene: Scene) -> str:
    """Sign with a foreign key under the right key id."""
    parts = parts_of(token)
    return token if parts is None else signed_by_another(*parts)


def unsigned(token: str, _scene: Scene) -> str:
    """Say ``alg`` ``none`` and sign nothing."""
    parts = parts_of(token)
    if parts is None:
        return token
    header = {k: v for k, v in parts[0].items() if k != "kid"}
    return f"{encoded({**header, 'alg': 'none'})}.{encoded(parts[1])}."


def public_key_as_secret(token: str, scene: Scene) -> str:
    """Sign with HS256 and the text of the public key as the secret."""
    parts = parts_of(token)
    if parts is None:
        return token
    alg = str(parts[0].get("alg"))
    key: Any = scene.provider.keys.current(alg).key
    secret = key.as_pem(private=False)
    content = f"{encoded({**parts[0], 'alg': 'HS256'})}.{encoded(parts[1])}"
    digest = hmac.new(secret, content.encode(), hashlib.sha256).digest()
    return f"{content}.{base64url(digest)}"


def other_algorithm(token: str, scene: Scene) -> str:
    """Sign with a published key of another algorithm than the client registered."""
    parts = parts_of(token)
    if parts is None:
        return token
    alg = "ES256" if parts[0].get("alg") != "ES256" else "RS256"
    header = {**parts[0], "alg": alg, "kid": scene.provider.keys.current(alg).kid}
    return scene.provider.keys.sign(parts[1], alg=alg, header=header)


def header_says(**members: object) -> Change:
    """Return a change of the header, signed by the right key; ``None`` leaves out."""

    def change(token: str, scene: Scene) -> str:
        parts = parts_of(token)
        if parts is None:
            return token
        header = {k: v for k, v in {**parts[0], **members}.items() if v is not None}
        alg = str(parts[0].get("alg"))
        return scene.provider.keys.sign(parts[1], alg=alg, header=header)

    return change


def duplicate_kid(token: str, scene: Scene) -> str:
    """Sign with a second key of the same id, and publish that key too."""
    parts = parts_of(token)
    if parts is None or not str(parts[0].get("alg")).startswith("RS"):
        return token
    jwk = foreign_jwk(str(parts[0].get("kid")))
    if jwk not in scene.memory.published:
        scene.memory.published.append(jwk)
    return signed_by_another(*parts)
