"""Errors as pages in the reader's language, or as problem+json for machines.

The only place that knows which HTTP status a back room's error means. RFC 9457.
"""

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from forms.errors import NotInForce, UnknownProcedure
from forms.i18n import Text, _
from portal.documents.errors import DocumentNotFound
from portal.dossiers.errors import (
    ActionNotAllowed,
    DossierNotFound,
    DraftNotFound,
    StaleDossier,
)
from portal.web.csrf import CsrfFailed
from portal.web.pages import render

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    """What is told to the reader."""

    status: int
    code: str
    title: Text
    advice: Text


NOT_FOUND = Problem(
    404,
    "not_found",
    _("Không có trang này"),
    _(
        "Địa chỉ có thể đã gõ nhầm, hoặc hồ sơ này không thuộc về bạn. "
        "Kiểm tra lại mã hồ sơ, hoặc mở danh sách hồ sơ của bạn."
    ),
)
STALE = Problem(
    409,
    "stale",
    _("Hồ sơ vừa thay đổi"),
    _("Trong lúc bạn xem, hồ sơ đã sang bước khác. Mở lại hồ sơ để xem thay đổi."),
)
SERVER_ERROR = Problem(
    500,
    "server_error",
    _("Cổng gặp lỗi"),
    _("Những gì bạn đã lưu vẫn còn. Thử lại; nếu vẫn lỗi, báo mã dưới đây."),
)
BUSY = Problem(
    503,
    "busy",
    _("Cổng đang bận"),
    _("Những gì bạn đã lưu vẫn còn. Thử lại sau ít giây."),
)
PAGE_EXPIRED = Problem(
    400,
    "page_expired",
    _("Trang này đã cũ"),
    _("Trang mở quá lâu hoặc bạn đã đăng nhập lại. Quay lại, tải lại trang rồi gửi."),
)
NOT_IN_FORCE = Problem(
    404,
    "not_in_force",
    _("Thủ tục này không áp dụng hôm nay"),
    _("Không có phiên bản nào của thủ tục có hiệu lực vào ngày này của thế giới."),
)
BY_ERROR: dict[type[Exception], Problem] = {
    DossierNotFound: NOT_FOUND,
    DraftNotFound: NOT_FOUND,
    DocumentNotFound: NOT_FOUND,
    UnknownProcedure: NOT_FOUND,
    NotInForce: NOT_IN_FORCE,
    StaleDossier: STALE,
    ActionNotAllowed: STALE,
    CsrfFailed: PAGE_EXPIRED,
    OperationalError: BUSY,
}
BY_STATUS = {
    404: NOT_FOUND,
    405: Problem(
        405,
        "method_not_allowed",
        _("Trang này không nhận cách gửi đó"),
        _("Mở trang bằng đường dẫn trên cổng thay vì gửi lại biểu mẫu cũ."),
    ),
    413: Problem(
        413,
        "too_large",
        _("Nội dung gửi lên quá lớn"),
        _("Mỗi lần gửi tối đa 12 MB. Chọn tệp nhỏ hơn, hoặc gửi từng tệp một."),
    ),
}
UNREADABLE = (
    _("Không đọc được yêu cầu"),
    _("Quay lại trang trước, kiểm tra những gì đã nhập rồi gửi lại."),
)


def install(app: Flask) -> None:
    """Answer every error with a page or a problem document."""
    for error in BY_ERROR:
        app.register_error_handler(error, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _known(error: Exception) -> ResponseReturnValue:
    problem = next(
        problem for kind, problem in BY_ERROR.items() if isinstance(error, kind)
    )
    if isinstance(error, OperationalError):
        log.warning("database busy: %s", type(error.orig).__name__)
    return _answer(problem)


def _http(error: HTTPException) -> ResponseReturnValue | HTTPException:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 - redirects are exceptions in werkzeug
        return error
    problem = BY_STATUS.get(status) or Problem(status, "bad_request", *UNREADABLE)
    answer = _answer(problem)
    for name in ("Allow", "Retry-After"):
        if value := error.get_response().headers.get(name):
            answer.headers[name] = value
    return answer


def _unexpected(error: Exception) -> ResponseReturnValue:
    reference = secrets.token_hex(4)
    # The type and the place, never the message: it may quote what a person typed.
    log.error(
        "unexpected %s in %s, reference %s",
        type(error).__name__,
        request.endpoint,
        reference,
        exc_info=current_app.debug,
    )
    if current_app.testing:
        raise error
    return _answer(SERVER_ERROR, reference)


def _answer(problem: Problem, reference: str | None = None) -> Response:
    if request.path.startswith(("/intake/", "/api/")):
        return _problem_json(problem, reference)
    page = render("error.html", problem=problem, reference=reference)
    return Response(page, problem.status, mimetype="text/html")


def _problem_json(problem: Problem, reference: str | None) -> Response:
    body = {
        "type": "about:blank",
        "title": str(problem.title),
        "status": problem.status,
        "detail": str(problem.advice),
        "code": problem.code,
    }
    if reference:
        body["reference"] = reference
    return Response(
        current_app.json.dumps(body),
        problem.status,
        mimetype="application/problem+json",
    )
