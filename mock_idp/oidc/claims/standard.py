"""The standard claims of OpenID Connect (Core §5.1) that the Vietnamese ones lack."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from mock_idp.oidc.claims.dialect import dialect
from mock_idp.people.account import Account
from mock_idp.people.residence import residence_of

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
    }
    found |= {name: scope for scope, names in STANDARD.items() for name in names}
    for names in dialect().claims.values():
        found |= {names[what]: scope for what, scope in TOLD_BY.items()}
    return found


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
    residence = residence_of(account) if "address" in granted else None
    if residence is not None:
        claims["address"] = residence.claim()
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
