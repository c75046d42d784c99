"""The standard claims of OpenID Connect (Core §5.1) that the Vietnamese ones lack."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.oidc.claims.papers import CLAIMS as PAPER_CLAIMS
from mock_idp.oidc.claims.papers import PAPERS
from mock_idp.people.account import Account
from mock_idp.people.residence import Residences

ZONE, LOCALE = "Asia/Ho_Chi_Minh", "vi-VN"
UPDATED_AT = 1_773_050_400
"""When the cast was last changed: 17:00 on 9 March 2026 in Vietnam."""
STANDARD = {
    "profile": (
        *("nickname", "preferred_username", "profile", "picture", "website"),
        *("zoneinfo", "locale", "updated_at"),
    ),
    "email": ("email_verified",),
    "phone": ("phone_number_verified",),
    "address": ("address",),
}
"""What each scope adds to the claims named in the dialect (Core §5.4)."""
NAMES = (
    *("name", "family_name", "middle_name", "given_name"),
    *("birthdate", "gender"),
)
"""Standard claims that the dialect tells with the scope ``profile``."""
RESIDENCE = ("permanent_residence", "temporary_residence")
"""What the scope ``cu_tru`` tells, by the names in the dialect."""
LIVES = ("address", "cu_tru")
"""Scopes for which somebody must ask where a person lives."""
TOLD_BY = {
    "personal_id": "dinh_danh",
    **dict.fromkeys(("full_name", "date_of_birth", "sex"), "profile"),
}
"""Which scope tells the claims that the dialect names."""


def scope_of(name: str) -> str | None:
    """Return the scope that tells a claim, or nothing when no scope does.

    A claim may be asked for in a language, as ``name#vi``.
    """
    return _scopes().get(name.partition("#")[0])


@cache
def _scopes() -> dict[str, str]:
    found = {
        **dict.fromkeys(NAMES, "profile"),
        "email": "email",
        "phone_number": "phone",
        **dict.fromkeys(PAPER_CLAIMS, PAPERS),
    }
    found |= {name: scope for scope, names in STANDARD.items() for name in names}
    for names in dialect().claims.values():
        found |= {names[what]: scope for what, scope in TOLD_BY.items()}
    return found | {dialect().common_claims[what]: "cu_tru" for what in RESIDENCE}


def standard_claims(
    issuer: str, account: Account, scopes: Iterable[str], sub: str
) -> dict[str, Any]:
    """Return the standard claims these scopes allow; what nobody knows is left out."""
    granted = set(scopes)
    claims: dict[str, Any] = {}
    if "profile" in granted:
        claims |= _profile(issuer, account, sub)
    if "email" in granted and account.email:
        claims["email_verified"] = True
    if "phone" in granted and account.phone:
        claims["phone_number_verified"] = True
    return claims


def residence_claims(scopes: Iterable[str], homes: Residences) -> dict[str, Any]:
    """Return where a person lives: ``address``, and ours of the same shape."""
    granted, names = set(scopes), dialect().common_claims
    claims: dict[str, Any] = {}
    if "address" in granted and homes.main is not None:
        claims["address"] = homes.main.claim()
    if "cu_tru" in granted:
        kinds = zip(RESIDENCE, (homes.permanent, homes.temporary), strict=True)
        claims |= {names[what]: home.claim() for what, home in kinds if home}
    return claims


def _profile(issuer: str, account: Account, sub: str) -> dict[str, Any]:
    claims: dict[str, Any] = {
        "nickname": account.full_name.split()[-1],
        "preferred_username": account.cast or f"nguoi-{sub[:8]}",
        "picture": f"{issuer}/portrait/{_initials(account)}.svg",
        "zoneinfo": ZONE,
        "locale": LOCALE,
        "updated_at": UPDATED_AT,
    }
    if account.cast:  # reserved names (RFC 2606), as the e-mail addresses are
        home = f"https://{account.cast.replace('_', '-')}.example"
        claims |= {"website": f"{home}/", "profile": f"{home}/ho-so"}
    return claims


def _initials(account: Account) -> str:
    """Return the code points of the initials: an address keeps to ASCII."""
    words = account.full_name.split()
    letters = (words[0][0], words[-1][0]) if len(words) > 1 else (words[0][0],)
    return "-".join(f"{ord(letter):x}" for letter in letters)
