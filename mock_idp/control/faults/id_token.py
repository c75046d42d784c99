"""Faults of ID tokens (group I)."""

from collections.abc import Mapping
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.faults import forging
from mock_idp.control.faults.fault import Change, Fault, Scene, drop, put
from mock_idp.oidc.claims.scopes import ACR
from mock_idp.oidc.emission import Kind

REFUSE = _("Từ chối mã định danh, không mở phiên.")
ACCEPT = _("Chấp nhận: thử mọi khóa hợp với kid và alg.")
LOWER = _("Không cho vào phần cần mức cao; xin nâng mức hoặc từ chối.")
CORE = "OIDC Core 3.1.3.7"
WRONG_HASH = "AAAAAAAAAAAAAAAAAAAAAA"
HOUR, DAY = 3600, 86400
OTHER = "other-client"

Claims = dict[str, Any]


def _issuer(value: Mapping[str, Any], _scene: Scene) -> Claims:
    return {**value, "iss": "https://other.example"}


def _slash(value: Mapping[str, Any], _scene: Scene) -> Claims:
    return {**value, "iss": f"{value.get('iss')}/"}


def _two_audiences(value: Mapping[str, Any], _scene: Scene) -> Claims:
    claims = {k: v for k, v in value.items() if k != "azp"}
    return {**claims, "aud": [value.get("aud"), OTHER]}


def _other_party(value: Mapping[str, Any], _scene: Scene) -> Claims:
    return {**value, "aud": [value.get("aud"), OTHER], "azp": OTHER}


def _at(name: str, seconds: int) -> Change:
    """Return a change that moves a time to some seconds from now."""

    def change(value: Mapping[str, Any], scene: Scene) -> Claims:
        return {**value, name: int(scene.provider.now()) + seconds}

    return change


def _expired(value: Mapping[str, Any], scene: Scene) -> Claims:
    now = int(scene.provider.now())
    return {**value, "iat": now - 2 * HOUR, "exp": now - HOUR}


def _lower(value: Mapping[str, Any], _scene: Scene) -> Claims:
    return {**value, "acr": ACR[min(ACR)], "account_level": min(ACR)}


def _said(
    name: str,
    title: Text,
    change: Change,
    must: Text = REFUSE,
    clause: str = CORE,
) -> Fault:
    said = {Kind.ID_TOKEN_CLAIMS: change}
    return Fault(f"I.{name}", title, must, "", said, clause=clause)


def _signed(
    name: str,
    title: Text,
    change: Change,
    must: Text = REFUSE,
    clause: str = "RFC 7515 5.2",
) -> Fault:
    said = {Kind.ID_TOKEN: change}
    return Fault(f"I.{name}", title, must, "", said, clause=clause)


FAULTS = (
    _said("iss_wrong", _("iss của nơi khác"), _issuer),
    _said("iss_slash", _("iss thừa dấu gạch chéo cuối"), _slash),
    _said("aud_other", _("aud của ứng dụng khác"), put(aud=OTHER)),
    _said("aud_array", _("aud là danh sách, không có azp"), _two_audiences),
    _said("azp_wrong", _("azp của ứng dụng khác"), _other_party),
    _said("exp_past", _("Đã hết hạn (exp)"), _expired),
    _said("iat_future", _("Cấp ở tương lai (iat)"), _at("iat", HOUR)),
    _said("nbf_future", _("Chưa có hiệu lực (nbf)"), _at("nbf", HOUR)),
    _said("nonce_missing", _("Thiếu nonce"), drop("nonce")),
    _said("nonce_wrong", _("nonce sai"), put(nonce="wrong-by-fault")),
    _said("sub_missing", _("Thiếu sub"), drop("sub")),
    _said("sub_empty", _("sub rỗng"), put(sub="")),
    _said("at_hash_wrong", _("at_hash sai"), put(at_hash=WRONG_HASH)),
    _said(
        "c_hash_wrong",
        _("c_hash sai"),
        put(c_hash=WRONG_HASH),
        clause="OIDC Core 3.3.2.10",
    ),
    _signed(
        "alg_none", _("Không ký (alg none)"), forging.unsigned, clause="RFC 8725 3.2"
    ),
    _signed(
        "alg_hs256",
        _("Ký HS256 bằng khóa công khai"),
        forging.public_key_as_secret,
        clause="RFC 8725 3.1",
    ),
    _signed("other_key", _("Ký bằng khóa lạ"), forging.other_key),
    _signed("kid_unknown", _("kid lạ"), forging.header_says(kid="unknown-by-fault")),
    _signed(
        "kid_missing",
        _("Thiếu kid"),
        forging.header_says(kid=None),
        ACCEPT,
        "OIDC Core 10.1",
    ),
    _signed(
        "kid_duplicate", _("Hai khóa chung một kid"), forging.duplicate_kid, ACCEPT
    ),
    _signed(
        "alg_unexpected",
        _("Thuật toán khác với đăng ký"),
        forging.other_algorithm,
        clause="RFC 8725 3.1",
    ),
    _signed(
        "typ_wrong",
        _("typ của loại mã khác (at+jwt)"),
        forging.header_says(typ="at+jwt"),
        clause="RFC 8725 3.11",
    ),
    _said("acr_lower", _("acr thấp hơn mức đã xin"), _lower, LOWER, "RFC 9470 4"),
    _said("acr_missing", _("Thiếu acr"), drop("acr"), LOWER, "OIDC Core 2"),
    _said(
        "auth_time_stale",
        _("auth_time đã cũ một ngày"),
        _at("auth_time", -DAY),
        _("Khi đã gửi max_age: từ chối và xin đăng nhập lại."),
        "OIDC Core 3.1.2.1",
    ),
)
