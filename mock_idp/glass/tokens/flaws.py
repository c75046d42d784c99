"""What is wrong with a token: what a careful receiver would refuse, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.i18n import Text, _
from mock_idp.glass.tokens.signatures import BAD, NONE, Signature

ID, ACCESS, LOGOUT, PROOF = "id_token", "access_token", "logout_token", "dpop"
ASSERTION, REQUEST, ANSWER, OTHER = "assertion", "request", "answer", "other"
HINT = "id_token_hint"
KINDS: dict[str, Text] = {
    ID: _("ID token"),
    HINT: _("ID token cũ, dùng làm gợi ý"),
    ACCESS: _("Access token dạng JWT"),
    LOGOUT: _("Mã báo đăng xuất (logout token)"),
    PROOF: _("Bằng chứng DPoP"),
    ASSERTION: _("JWT chứng minh dịch vụ là ai"),
    REQUEST: _("Yêu cầu đăng nhập có chữ ký (JAR)"),
    ANSWER: _("Câu trả lời có chữ ký"),
    OTHER: _("JWT"),
}
TYPES = {
    "at+jwt": ACCESS,
    "application/at+jwt": ACCESS,
    "logout+jwt": LOGOUT,
    "dpop+jwt": PROOF,
    "oauth-authz-req+jwt": REQUEST,
    "token-introspection+jwt": ANSWER,
}
NAMES = {
    "id_token": ID,
    "id_token_hint": HINT,
    "access_token": ACCESS,
    "logout_token": LOGOUT,
    "client_assertion": ASSERTION,
    "assertion": ASSERTION,
    "request": REQUEST,
}
NEEDED = {
    ID: ("iss", "sub", "aud", "exp", "iat"),
    HINT: ("iss", "sub"),
    ACCESS: ("iss", "sub", "aud", "exp", "iat", "jti", "client_id"),
    LOGOUT: ("iss", "aud", "iat", "jti", "events"),
    PROOF: ("htm", "htu", "iat", "jti"),
    ASSERTION: ("iss", "sub", "aud", "exp"),
}
"""OIDC Core §2, RFC 9068 §2.2, Back-Channel Logout §2.4, RFC 9449 §4.2, RFC 7523 §3."""
OF_US = (ID, HINT, ACCESS, LOGOUT)
EVENT = "http://schemas.openid.net/event/backchannel-logout"
TOLERANCE_SECONDS = 60

UNSIGNED = _("Không có chữ ký: ai cũng viết được token này. Phải từ chối.")
FORGED = _("Chữ ký sai: nội dung bị sửa, hoặc ký bằng khóa lạ. Phải từ chối.")
WRONG_TYPE = _("typ nói đây là loại token khác.")
WRONG_KID = _("kid không trỏ tới khóa đã ký; dịch vụ sẽ không tìm thấy khóa.")
MISSING = _("Thiếu %(name)s.")
STRANGER = _("iss không phải địa chỉ của nhà cung cấp này.")
EXPIRED = _("Đã hết hạn (exp) trước khi tin này được gửi.")
EARLY = _("%(name)s ở tương lai so với đồng hồ của nhà cung cấp.")
NO_TIME = _("%(name)s phải là một số giây.")
NOBODY = _("Tin báo đăng xuất phải có sub hoặc sid.")
NOT_AN_EVENT = _("events thiếu tên sự kiện đăng xuất.")
WITH_NONCE = _("Tin báo đăng xuất không được có nonce.")


@dataclass(frozen=True)
class Told:
    """What a token says, who signed it, and when it was met."""

    kind: str
    header: Mapping[str, Any]
    claims: Mapping[str, Any]
    signed: Signature
    at: float
    issuer: str


def kind_of(header: Mapping[str, Any], claims: Mapping[str, Any], name: str) -> str:
    """Return what a token is for: by its type, its name, or what it says."""
    typ = str(header.get("typ", "")).lower()
    if typ in TYPES or name in NAMES:
        return NAMES.get(name) or TYPES[typ]
    if "events" in claims:
        return LOGOUT
    if "token_introspection" in claims:
        return ANSWER
    return ID if {"iss", "sub", "aud", "exp", "iat"} <= claims.keys() else OTHER


def flaws(told: Told) -> Iterator[str | Text]:
    """Say everything that is wrong."""
    yield from _of_signature(told)
    by_type = TYPES.get(str(told.header.get("typ", "")).lower(), told.kind)
    if told.kind not in (by_type, OTHER):
        yield WRONG_TYPE
    needed = NEEDED.get(told.kind, ())
    for name in needed:
        if told.claims.get(name) in (None, "", [], {}):
            yield MISSING % {"name": name}
    if told.kind in OF_US and told.claims.get("iss", told.issuer) != told.issuer:
        yield STRANGER
    yield from _of_times(told)
    if told.kind == LOGOUT:
        yield from _of_logout(told.claims)


def _of_signature(told: Told) -> Iterator[Text]:
    if told.signed.state == NONE:
        yield UNSIGNED
    elif told.signed.state == BAD:
        yield FORGED
    elif told.signed.kid is not None and told.header.get("kid") != told.signed.kid:
        yield WRONG_KID


def _of_times(told: Told) -> Iterator[str | Text]:
    late = told.at + TOLERANCE_SECONDS
    for name in ("exp", "iat", "nbf", "auth_time"):
        value = told.claims.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield NO_TIME % {"name": name}
        elif name == "exp":
            if value <= told.at and told.kind != HINT:
                yield EXPIRED
        elif value > late:
            yield EARLY % {"name": name}


def _of_logout(claims: Mapping[str, Any]) -> Iterator[Text]:
    if "sub" not in claims and "sid" not in claims:
        yield NOBODY
    events = claims.get("events")
    if events and not (isinstance(events, dict) and EVENT in events):
        yield NOT_AN_EVENT
    if "nonce" in claims:
        yield WITH_NONCE
