"""Faults of the answers to pushed authorization requests (group R)."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from forms.i18n import _
from mock_idp.control.faults.fault import Fault, HttpAnswer, Scene, drop
from mock_idp.oidc.emission import Kind

AGAIN = _("Báo lỗi tử tế và cho bắt đầu lại bằng một request_uri mới.")
USE = _("Dùng request_uri ngay, hoặc báo lỗi tử tế; không lỗi 500.")
PAR = "RFC 9126 2.2"


def _expired(value: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """Forget the request as soon as it has a name."""
    scene.provider.store.pushed.drop(str(value.get("request_uri")))
    return {**value, "expires_in": 1}


def _as_ok(answer: HttpAnswer, _scene: Scene) -> HttpAnswer:
    """Answer what was created with 200; refusals stay refusals."""
    is_kept = answer.status == HTTPStatus.CREATED
    return replace(answer, status=HTTPStatus.OK) if is_kept else answer


FAULTS = (
    Fault(
        "R.expired_at_once",
        _("request_uri hết hạn ngay khi vừa cấp"),
        AGAIN,
        "par",
        {Kind.PAR_RESPONSE: _expired},
        clause=PAR,
    ),
    Fault(
        "R.expires_in_missing",
        _("Yêu cầu gửi trước: thiếu expires_in"),
        USE,
        "par",
        {Kind.PAR_RESPONSE: drop("expires_in")},
        clause=PAR,
    ),
    Fault(
        "R.http_200",
        _("Yêu cầu gửi trước: trả lời 200 thay vì 201"),
        USE,
        "par",
        late=_as_ok,
        clause=PAR,
    ),
)
