"""DPoP proofs of relying parties under test."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from joserfc.jwk import ECKey, Key

from mock_idp.oidc.message import Request
from tests.mock_idp.conftest import ISSUER, NOON
from tests.mock_idp.oidc.clients.signing import EC, TOKEN_URL, signed

USERINFO = f"{ISSUER}/userinfo"
OTHER = ECKey.generate_key("P-256")


def proof(
    method: str = "POST",
    url: str = TOKEN_URL,
    key: Key = EC,
    alg: str = "ES256",
    *,
    header: Mapping[str, Any] | None = None,
    **changes: Any,
) -> str:
    """A good proof, with changes; None leaves a member out."""
    good = {
        "jti": secrets.token_hex(8),
        "htm": method,
        "htu": url,
        "iat": int(NOON),
    }
    said = {k: v for k, v in (good | changes).items() if v is not None}
    public = {k: v for k, v in key.as_dict(private=False).items() if k != "kid"}
    head = {"typ": "dpop+jwt", "kid": None, "jwk": public} | dict(header or {})
    return signed(said, key, alg, header=head, typ=head["typ"])


def proven(
    dpop: str | None, *, method: str = "POST", url: str = TOKEN_URL, **headers: str
) -> Request:
    """A request with a proof in its header."""
    sent = dict(headers) | ({} if dpop is None else {"dpop": dpop})
    return Request(method, headers=sent, address=url)
