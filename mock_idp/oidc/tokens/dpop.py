"""DPoP: proofs that the sender holds a key (RFC 9449).

A proof is made for one method at one address, is good for minutes and used once. The
thumbprint of its key (``jkt``, RFC 7638) is what codes and tokens are bound to.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mock_idp.oidc import jose
from mock_idp.oidc.called import called_addresses, normalised
from mock_idp.oidc.clients.keys import PRIVATE_MEMBERS, public_key
from mock_idp.oidc.clients.profiles import Profile
from mock_idp.oidc.message import Request, refused
from mock_idp.oidc.provider import Provider
from mock_idp.oidc.timestamps import (
    BadTimestamp,
    check_not_early,
    check_not_late,
    moment,
)

if TYPE_CHECKING:
    from joserfc.jwk import Key

TYPE = "dpop+jwt"
OLDEST_SECONDS = 300
"""Seconds after which a proof is too old."""
NONCE_SECONDS = 300
"""Seconds after which a new nonce is given; the one before is still taken."""
LONGEST_ID = 512
ANY_PROFILE = Profile("any")


class BadProof(Exception):  # noqa: N818 - named after what happened
    """A DPoP proof proves nothing; ``error`` is the code to answer with."""

    def __init__(self, why: str, error: str = "invalid_dpop_proof") -> None:
        super().__init__(why)
        self.error = error
        self.description = f"DPoP: {why}."


def thumbprint(
    provider: Provider,
    request: Request,
    *,
    access_token: str | None = None,
    rules: Profile = ANY_PROFILE,
) -> str | None:
    """Return the thumbprint of the key in the request's proof, or nothing without one.

    Args:
        provider: whose endpoint was called.
        request: the request with the header ``DPoP``.
        access_token: the token that is used with the proof, at a resource.
        rules: the client's profile: allowed algorithms, and whether a nonce is needed.

    Raises:
        Refused: ``invalid_dpop_proof`` or ``use_dpop_nonce``.
    """
    try:
        return checked(provider, request, access_token=access_token, rules=rules)
    except BadProof as bad:
        raise refused(
            bad.error, bad.description, headers=nonce_header(provider, bad.error)
        ) from None


def checked(
    provider: Provider,
    request: Request,
    *,
    access_token: str | None = None,
    rules: Profile = ANY_PROFILE,
) -> str | None:
    """Do as ``thumbprint`` does, for those who answer otherwise.

    Raises:
        BadProof: says what is wrong.
    """
    proof = request.headers.get("dpop")
    if proof is None:
        return None
    if "," in proof:
        raise BadProof("send one DPoP header")
    key, claims = _verified(proof, rules)
    _check_target(provider, request, claims)
    now = provider.now()
    _check_time(claims, now)
    if access_token is not None and claims.get("ath") != hash_of(access_token):
        raise BadProof("ath must be the hash of the access token")
    if rules.requires_dpop_nonce and not _is_nonce(provider, claims.get("nonce")):
        raise BadProof("use the nonce of the DPoP-Nonce header", "use_dpop_nonce")
    jkt = key.thumbprint()
    _use(provider, jkt, claims.get("jti"))
    return jkt


def _verified(proof: str, rules: Profile) -> "tuple[Key, Mapping[str, Any]]":
    try:
        header = jose.header_of(proof)
        alg, jwk = header["alg"], header.get("jwk")
        if not isinstance(header.get("typ"), str) or header["typ"].lower() != TYPE:
            raise BadProof(f"typ must be {TYPE}")
        if alg not in rules.assertion_algs or alg not in jose.ASYMMETRIC_ALGS:
            raise BadProof(f"alg must be one of {' '.join(rules.assertion_algs)}")
        if not isinstance(jwk, dict) or not PRIVATE_MEMBERS.isdisjoint(jwk):
            raise BadProof("jwk must be the public key alone")
        key = public_key(jwk)
        if key is None:
            raise BadProof("jwk is no key that can be used here")
        claims = jose.claims_if_signed(proof, key, alg)
    except jose.BadToken as bad:
        raise BadProof(str(bad).rstrip(".")) from None
    if claims is None:
        raise BadProof("the signature was not made by the key in jwk")
    return key, claims


def _check_target(
    provider: Provider, request: Request, claims: Mapping[str, Any]
) -> None:
    if claims.get("htm") != request.method:
        raise BadProof("htm must be the method of the request")
    htu = claims.get("htu")
    ours = {normalised(uri) for uri in called_addresses(provider, request)}
    if not isinstance(htu, str) or (normalised(htu) or "") not in ours:
        raise BadProof("htu must be the address of the request")


def _check_time(claims: Mapping[str, Any], now: float) -> None:
    try:
        made = moment(claims, "iat")
        check_not_early(claims, now)
        check_not_late(claims, now)
    except BadTimestamp as bad:
        raise BadProof(str(bad)) from None
    if made is None or made < now - OLDEST_SECONDS:
        raise BadProof(f"iat is missing or more than {OLDEST_SECONDS} s ago")


def _use(provider: Provider, jkt: str, jti: object) -> None:
    if not isinstance(jti, str) or not 0 < len(jti) <= LONGEST_ID:
        raise BadProof("jti must be a text")
    if not provider.store.use_once(f"dpop {jkt} {jti}"):
        raise BadProof("jti was used before: make a new proof for each request")


def hash_of(access_token: str) -> str:
    """Return ``ath``: the SHA-256 hash of an access token (RFC 9449 §4.2)."""
    digest = hashlib.sha256(access_token.encode("ascii", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def nonce_header(provider: Provider, error: str) -> dict[str, str]:
    """Return the header that gives the nonce, when the error asks for one."""
    return {"DPoP-Nonce": nonce(provider)} if error == "use_dpop_nonce" else {}


def nonce(provider: Provider, windows_ago: int = 0) -> str:
    """Return the nonce of now: nobody remembers it, everybody can check it."""
    window = int(provider.now() // NONCE_SECONDS) - windows_ago
    said = f"dpop nonce {provider.issuer} {window}".encode()
    digest = hmac.new(provider.subject_salt.encode(), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def _is_nonce(provider: Provider, sent: object) -> bool:
    return isinstance(sent, str) and sent in (nonce(provider), nonce(provider, 1))
