"""Faults of the published keys and metadata (groups K and D)."""

from collections.abc import Mapping
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.faults import forging
from mock_idp.control.faults.fault import (
    Change,
    Early,
    Fault,
    Scene,
    drop,
    later,
    page,
)
from mock_idp.oidc.emission import Kind

KEEP = _("Dùng bộ khóa đã giữ, báo lỗi tử tế; không coi chữ ký là đúng.")
REFETCH = _("Tải lại bộ khóa một lần khi gặp kid lạ, rồi chấp nhận.")
TRY_ALL = _("Thử khóa hợp với alg và kty; chấp nhận khi một khóa đúng.")
REFUSE = _("Từ chối cấu hình này.")
KEYS, METADATA = "RFC 7517 5", "OIDC Discovery 4.3"
SLOW_SECONDS = 10.0


def _empty(_value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    return {"keys": []}


def _stale(_value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    return {"keys": [forging.foreign_jwk("stale-by-fault")]}


def _doubled(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    """Put a foreign key with the same id before each signing key."""
    keys: list[Mapping[str, Any]] = []
    for key in value.get("keys", ()):
        if key.get("use") == "sig" and key.get("kty") == "RSA":
            keys.append(forging.foreign_jwk(key["kid"], key.get("alg", "RS256")))
        keys.append(key)
    return {"keys": keys}


def _other_type(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    """Publish keys of another type under the right ids."""
    return {
        "keys": [
            forging.foreign_curve_jwk(key["kid"]) if key.get("kty") == "RSA" else key
            for key in value.get("keys", ())
        ]
    }


def _rotate(scene: Scene) -> None:
    """Change the signing keys just before the token is signed."""
    scene.provider.keys.rotate()


def _other_issuer(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    return {**value, "issuer": "https://other.example"}


def _plain_http(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    return {
        k: f"http://insecure.example/{k}" if k.endswith("_endpoint") else v
        for k, v in value.items()
    }


def _keys(name: str, title: Text, must: Text, change: Change) -> Fault:
    return Fault(f"K.{name}", title, must, "jwks", {Kind.JWKS: change}, clause=KEYS)


def _metadata(name: str, title: Text, change: Change) -> Fault:
    said = {Kind.DISCOVERY: change}
    return Fault(f"D.{name}", title, REFUSE, "discovery", said, clause=METADATA)


def _early(name: str, title: Text, must: Text, endpoint: str, step: Early) -> Fault:
    clause = KEYS if name.startswith("K") else METADATA
    return Fault(name, title, must, endpoint, early=step, clause=clause)


FAULTS = (
    _early(
        "K.http_404", _("Bộ khóa không có (404)"), KEEP, "jwks", page(404, "Not Found")
    ),
    _keys("empty", _("Bộ khóa rỗng"), KEEP, _empty),
    _keys("stale", _("Bộ khóa cũ, thiếu khóa đang ký"), KEEP, _stale),
    _early("K.rotated", _("Đổi khóa ngay trước khi ký"), REFETCH, "token", _rotate),
    _keys("kid_duplicate", _("Bộ khóa có hai khóa chung kid"), TRY_ALL, _doubled),
    _keys("kty_wrong", _("Bộ khóa sai loại khóa (kty)"), KEEP, _other_type),
    _metadata("issuer_mismatch", _("issuer khác địa chỉ đã hỏi"), _other_issuer),
    _metadata("jwks_uri_missing", _("Cấu hình thiếu jwks_uri"), drop("jwks_uri")),
    _metadata("http_endpoints", _("Địa chỉ http của máy chủ khác"), _plain_http),
    _early(
        "D.http_500",
        _("Cấu hình lỗi 500"),
        KEEP,
        "discovery",
        page(500, "Internal Server Error"),
    ),
    _early(
        "D.slow", _("Cấu hình chậm 10 giây"), KEEP, "discovery", later(SLOW_SECONDS)
    ),
)
