"""Faults of the token endpoint's answers (group T)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from forms.i18n import Text, _
from mock_idp.control.faults.fault import (
    Change,
    Early,
    Fault,
    HttpAnswer,
    Late,
    Scene,
    drop,
    later,
    page,
    put,
    reply,
)
from mock_idp.oidc.emission import Kind

LARGE = 16 * 1024
HANG_SECONDS = 30.0
AGAIN = _("Báo lỗi tử tế và cho đăng nhập lại; không lặp vô hạn, không lỗi 500.")
WAIT = _("Chờ theo Retry-After rồi thử lại có giới hạn, hoặc báo tạm ngừng.")
REFUSE = _("Từ chối câu trả lời, không mở phiên.")
ACCEPT = _("Chấp nhận: câu trả lời vẫn dùng được.")
OAUTH = "RFC 6749 5.1"


def _error(error: str, status: int) -> Early:
    body = {"error": error, "error_description": "Fault switched on."}
    return reply(status, json.dumps(body).encode(), Cache_Control="no-store")


def _reused(scene: Scene) -> HttpAnswer | None:
    """Act as if the refresh token had been used before: the family is revoked."""
    exchange = scene.exchange
    text = exchange.parameter("refresh_token") if exchange else None
    found = scene.provider.store.refresh_tokens.find(text)
    if found is None:
        return None
    found.grant.lineage.is_revoked = True
    return _error("invalid_grant", 400)(scene)


def _large(value: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """Make the access token 16 KiB long; it still opens what it opened."""
    token = str(value.get("access_token", ""))
    long = token + "A" * max(0, LARGE - len(token))
    kept = scene.provider.store.tokens.find(token)
    if kept is not None:
        scene.provider.store.tokens.put(long, kept)
    return {**value, "access_token": long}


def _expires_as_text(value: Mapping[str, Any], _scene: Scene) -> dict[str, Any]:
    return {**value, "expires_in": str(value.get("expires_in", 3600))}


def _not_renewed(value: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    names = ("refresh_token",) if scene.about.grant == "refresh_token" else ()
    return {k: v for k, v in value.items() if k not in names}


def _half(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def _empty(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    return replace(answer, status=200, body=b"")


def _as_html(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    return answer.with_header("Content-Type", "text/html; charset=utf-8")


def _duplicate(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    """Send the access token twice; parsers disagree about which one counts."""
    body = answer.body.lstrip()
    if not body.startswith(b"{"):
        return answer
    return replace(answer, body=b'{"access_token":"other",' + body[1:])


def _cut_off(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    return replace(answer, body=b"", announced=max(1, len(answer.body)))


def _early(name: str, title: Text, must: Text, step: Early, clause: str) -> Fault:
    return Fault(f"T.{name}", title, must, "token", early=step, clause=clause)


def _late(name: str, title: Text, must: Text, step: Late) -> Fault:
    return Fault(f"T.{name}", title, must, "token", late=step, clause=OAUTH)


def _said(name: str, title: Text, must: Text, change: Change) -> Fault:
    said = {Kind.TOKEN_RESPONSE: change}
    return Fault(f"T.{name}", title, must, "token", said, clause=OAUTH)


FAULTS = (
    _early(
        "invalid_grant",
        _("Mã bị từ chối (invalid_grant)"),
        AGAIN,
        _error("invalid_grant", 400),
        "RFC 6749 5.2",
    ),
    _early(
        "invalid_client",
        _("Ứng dụng bị từ chối (invalid_client)"),
        AGAIN,
        _error("invalid_client", 401),
        "RFC 6749 5.2",
    ),
    _early(
        "http_500_html",
        _("Lỗi 500 bằng HTML"),
        AGAIN,
        page(500, "Internal Server Error"),
        "RFC 9110 15.6.1",
    ),
    _early(
        "http_503",
        _("Bảo trì: 503 và Retry-After"),
        WAIT,
        page(503, "Service Unavailable", Retry_After="5"),
        "RFC 9110 15.6.4",
    ),
    _early(
        "http_429",
        _("Quá nhiều yêu cầu: 429"),
        WAIT,
        page(429, "Too Many Requests", Retry_After="5"),
        "RFC 6585 4",
    ),
    _late("empty", _("200 mà thân rỗng"), REFUSE, _empty),
    _late("truncated", _("JSON bị cắt giữa chừng"), REFUSE, _half),
    _late("content_type", _("JSON mang kiểu text/html"), REFUSE, _as_html),
    _said("expires_in_text", _("expires_in là chữ"), ACCEPT, _expires_as_text),
    _said("token_type_missing", _("Thiếu token_type"), REFUSE, drop("token_type")),
    _said(
        "token_type_case",
        _("token_type viết lạ (bEARER)"),
        ACCEPT,
        put(token_type="bEARER"),  # noqa: S106 - a type
    ),
    _said("id_token_missing", _("Thiếu id_token"), REFUSE, drop("id_token")),
    _said(
        "refresh_token_missing",
        _("Làm mới mà không có refresh_token mới"),
        _("Giữ refresh_token cũ hoặc cho đăng nhập lại; không lỗi 500."),
        _not_renewed,
    ),
    _early(
        "refresh_reuse",
        _("refresh_token bị coi là dùng lại: thu hồi cả dòng"),
        AGAIN,
        _reused,
        "RFC 9700 4.14.2",
    ),
    _said("token_16k", _("Mã truy cập dài 16 KiB"), ACCEPT, _large),
    _late("duplicate_key", _("Khóa access_token lặp trong JSON"), REFUSE, _duplicate),
    _late("reset", _("Kết nối đứt trước khi trả lời"), AGAIN, _cut_off),
    _early("hang", _("Treo 30 giây"), AGAIN, later(HANG_SECONDS), "RFC 9110 15.5.9"),
)
