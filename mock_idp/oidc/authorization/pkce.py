"""Proof Key for Code Exchange (RFC 7636): S256, and ``plain`` for old portals."""

import base64
import hashlib
import hmac
import re

from mock_idp.oidc.authorization.invalid import invalid_request
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.message import Parameters

METHODS = ("S256",)
"""The methods to advertise; ``plain`` is taken from clients of profile ``legacy``."""
PLAIN = "plain"
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


def is_challenge(text: str) -> bool:
    """Say whether a text can be the S256 challenge of some verifier."""
    return _CHALLENGE.fullmatch(text) is not None


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def method_of(sent: Parameters) -> str:
    """Return the challenge method; not sent means ``plain`` (RFC 7636 §4.3)."""
    return sent.get("code_challenge_method") or PLAIN


def check_challenge(client: Client, sent: Parameters) -> None:
    """See that a request for a code brings the challenge it needs.

    Raises:
        Invalid: with ``invalid_request``.
    """
    challenge = sent.get("code_challenge")
    if challenge is None:
        if sent.get("code_challenge_method") is not None:
            raise invalid_request("code_challenge is missing.")
        if client.is_public or client.rules.requires_pkce:
            raise invalid_request("This client must send a code_challenge.")
        return
    method = method_of(sent)
    if method == PLAIN and client.rules.plain_pkce:
        if not _VERIFIER.fullmatch(challenge):
            raise invalid_request("code_challenge must be 43 to 128 characters.")
        return
    if method not in METHODS:
        raise invalid_request("code_challenge_method must be S256.")
    if not is_challenge(challenge):
        raise invalid_request("code_challenge must be an S256 challenge.")


def matches(verifier: str | None, challenge: str | None, method: str = "S256") -> bool:
    """Say whether the verifier fits; without a challenge there must be none.

    The second half is the downgrade check of RFC 9700 §2.1.1.
    """
    if challenge is None or verifier is None:
        return challenge is None and verifier is None
    if not _VERIFIER.fullmatch(verifier):
        return False
    proof = verifier if method == PLAIN else challenge_of(verifier)
    return hmac.compare_digest(proof, challenge)
