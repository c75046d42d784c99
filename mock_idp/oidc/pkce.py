"""Proof Key for Code Exchange (RFC 7636), method S256 only."""

import base64
import hashlib
import hmac
import re

METHODS = ("S256",)
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


def is_challenge(text: str) -> bool:
    """Say whether a text can be the S256 challenge of some verifier."""
    return _CHALLENGE.fullmatch(text) is not None


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def matches(verifier: str | None, challenge: str | None) -> bool:
    """Say whether the verifier fits; without a challenge there must be none.

    The second half is the downgrade check of RFC 9700 §2.1.1.
    """
    if challenge is None or verifier is None:
        return challenge is None and verifier is None
    if not _VERIFIER.fullmatch(verifier):
        return False
    return hmac.compare_digest(challenge_of(verifier), challenge)
