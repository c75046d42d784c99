"""ID tokens (OIDC Core §2), each marked as a mock's."""

import base64
import hashlib
from typing import Any

from mock_idp.oidc import jose
from mock_idp.oidc.claims.person import id_token_claims
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.emission import About, Kind
from mock_idp.oidc.message import refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.store import Grant
from mock_idp.oidc.tokens.sealing import sealed

UNSIGNED = "none"
SHA512_ALGS = ("EdDSA", "Ed25519")
"""Ed25519 hashes with SHA-512, the others here with SHA-256 (OIDC Core §3.1.3.6)."""


def id_token(
    provider: Provider,
    grant: Grant,
    about: About,
    *,
    access_token: str | None = None,
    code: str | None = None,
    state: str | None = None,
) -> str:
    """Make the ID token; hashes of what is issued beside it go into it.

    Raises:
        Refused: the client wants it encrypted and has no key for that.
    """
    if grant.account is None or grant.session is None:
        raise ValueError("an ID token is about a person who signed in")
    client = provider.clients.find(grant.client_id)
    alg = client.id_token_alg if client else "RS256"
    now = int(provider.now())
    alone = access_token is None and code is None
    claims: dict[str, Any] = {
        **id_token_claims(provider, grant, grant.account, alone=alone),
        "iss": provider.issuer,
        "aud": grant.client_id,
        "iat": now,
        "exp": now + provider.lifetimes.id_token,
        "sid": grant.session.sid,
    }
    beside = {"at_hash": access_token, "c_hash": code, "s_hash": state}
    claims |= {name: half_hash(v, alg) for name, v in beside.items() if v is not None}
    if grant.nonce is not None and about.grant != "refresh_token":  # OIDC Core §12.2
        claims["nonce"] = grant.nonce
    if grant.actor is not None:
        claims["act"] = dict(grant.actor)  # RFC 8693 §4.1
    said = provider.emit(Kind.ID_TOKEN_CLAIMS, claims, about)
    token = encrypted(provider, client, _signed(provider, client, alg, said, about))
    finished: str = provider.emit(Kind.ID_TOKEN, token, about)
    return finished


def _signed(
    provider: Provider,
    client: Client | None,
    alg: str,
    claims: dict[str, Any],
    about: About,
) -> str:
    """Sign with our key, with the client's secret, or not at all."""
    own = alg != UNSIGNED and alg not in jose.HMAC_ALGS
    right = provider.keys.header(alg, "JWT") if own else {"alg": alg}
    header = provider.emit(Kind.ID_TOKEN_HEADER, right, about)
    if alg in jose.HMAC_ALGS and client is not None and client.client_secret:
        return jose.sign_with_secret(claims, client.client_secret, alg, header)
    if not own:
        return provider.keys.sign(claims, header=header)
    return provider.keys.sign(claims, alg=alg, header=header)


def encrypted(provider: Provider, client: Client | None, token: str) -> str:
    """Encrypt a token when its client wants that (OIDC Core §10.2, nested JWT).

    Raises:
        Refused: the client has no key or secret that fits.
    """
    alg = client.id_token_encrypted_response_alg if client else None
    if client is None or alg is None:
        return token
    algs = (alg, client.id_token_encrypted_response_enc)
    try:
        return sealed(provider, client, token, algs)
    except jose.BadToken as bad:
        raise refused("invalid_request", str(bad)) from None


def half_hash(token: str, alg: str = "RS256") -> str:
    """Return the left half of a text's hash, as ``at_hash`` wants it for a signature.

    An unsigned token hashes as RS256 does.
    """
    made = hashlib.sha512 if alg in SHA512_ALGS else hashlib.sha256
    digest = made(token.encode("ascii", "replace")).digest()
    half = digest[: len(digest) // 2]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
