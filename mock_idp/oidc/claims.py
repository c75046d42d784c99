"""What a scope tells about a person, and the names of levels and subjects."""

import hashlib
import hmac
from collections.abc import Iterable

from mock_idp.people.account import Account

SCOPES = ("openid", "profile", "dinh_danh", "phone", "email", "cu_tru", "nhan_than")
REQUIRED_SCOPES = frozenset({"openid", "profile", "dinh_danh"})
"""A person shares these or nothing; each other scope can be left out."""

ACR = {1: "urn:example:vneid:muc-1", 2: "urn:example:vneid:muc-2"}
AMR_PHONE = ("swk", "mca")
"""A key in the phone's software, confirmed over a second channel (RFC 8176)."""

CITIZEN_ACCOUNT = "1"
_GENDER = {"1": ("male", "Nam"), "2": ("female", "Nữ")}

CLAIMS = (
    *("sub", "name", "family_name", "middle_name", "given_name", "birthdate"),
    *("gender", "phone_number", "email", "SoDinhDanh", "HoVaTen"),
    *("NgayThangNamSinh", "GioiTinh", "LoaiTaiKhoan", "account_level"),
    *("acr", "amr", "auth_time", "nonce", "sid", "mock"),
)


def level_of(acr: str) -> int | None:
    """Return the level an ``acr`` value names, or nothing when it is unknown."""
    return next((level for level, name in ACR.items() if name == acr), None)


def subject(account: Account, salt: str) -> str:
    """Return the stable, opaque name of a person; it does not reveal the number."""
    digest = hmac.new(salt.encode(), account.personal_id.encode(), hashlib.sha256)
    return digest.hexdigest()[:32]


def claims_about(account: Account, scopes: Iterable[str], salt: str) -> dict[str, str]:
    """Return the claims about a person that these scopes allow."""
    granted = set(scopes)
    claims: dict[str, str] = {"sub": subject(account, salt)}
    claims["LoaiTaiKhoan"] = CITIZEN_ACCOUNT
    if "profile" in granted:
        claims |= _profile(account)
    if "dinh_danh" in granted:
        claims["SoDinhDanh"] = account.personal_id
    if "phone" in granted and account.phone:
        claims["phone_number"] = account.phone
    if "email" in granted and account.email:
        claims["email"] = account.email
    return claims


def _profile(account: Account) -> dict[str, str]:
    gender, sex = _GENDER[account.sex]
    born = account.date_of_birth
    full_date = len(born) == len("YYYY-MM-DD")
    return {
        "name": account.full_name,
        **_name_parts(account.full_name),
        "birthdate": born if full_date else born[:4],
        "gender": gender,
        "HoVaTen": account.full_name,
        "NgayThangNamSinh": born.replace("-", ""),
        "GioiTinh": sex,
    }


def _name_parts(full_name: str) -> dict[str, str]:
    """Split as most Vietnamese names are: surname, middle names, given name."""
    words = full_name.split()
    parts = {
        "family_name": words[0] if len(words) > 1 else "",
        "middle_name": " ".join(words[1:-1]),
        "given_name": words[-1],
    }
    return {claim: part for claim, part in parts.items() if part}
