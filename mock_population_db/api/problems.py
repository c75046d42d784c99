"""Errors as ``application/problem+json``; the only place that knows HTTP statuses."""

import json
import logging
import traceback
from http import HTTPStatus
from typing import Any

from flask import Flask, Response
from flask_smorest import Api
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from forms.i18n import Text, _
from mock_population_db import errors, refusals
from mock_population_db.refusals.homes import NoSuchHousehold

PROBLEM_TYPE = "application/problem+json"

log = logging.getLogger("mock_population_db")

STATUSES: dict[type[errors.PopulationError], HTTPStatus] = {
    errors.KeyRefused: HTTPStatus.UNAUTHORIZED,
    errors.PurposeMissing: HTTPStatus.FORBIDDEN,
    errors.RequesterMissing: HTTPStatus.FORBIDDEN,
    errors.PurposeUnknown: HTTPStatus.FORBIDDEN,
    errors.PurposeNotAllowed: HTTPStatus.FORBIDDEN,
    errors.GroupNotNeeded: HTTPStatus.FORBIDDEN,
    errors.BatchNotAllowed: HTTPStatus.FORBIDDEN,
    errors.SearchNotAllowed: HTTPStatus.FORBIDDEN,
    errors.OfficialMissing: HTTPStatus.FORBIDDEN,
    errors.OfficialUnknown: HTTPStatus.FORBIDDEN,
    errors.NotThePersonThemself: HTTPStatus.FORBIDDEN,
    errors.ConsentMissing: HTTPStatus.FORBIDDEN,
    errors.ConsentNotFitting: HTTPStatus.FORBIDDEN,
    errors.ConsentRevoked: HTTPStatus.FORBIDDEN,
    errors.ConsentExpired: HTTPStatus.FORBIDDEN,
    errors.ConsentNotFound: HTTPStatus.NOT_FOUND,
    errors.ConsentNotNeeded: HTTPStatus.CONFLICT,
    errors.OverQuota: HTTPStatus.TOO_MANY_REQUESTS,
    errors.NotSigned: HTTPStatus.UNAUTHORIZED,
    errors.RequestRepeated: HTTPStatus.CONFLICT,
    errors.HeaderMalformed: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.RealNumber: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Malformed: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.PersonNotFound: HTTPStatus.NOT_FOUND,
    errors.HouseholdNotFound: HTTPStatus.NOT_FOUND,
    errors.NoticeNotFound: HTTPStatus.NOT_FOUND,
    errors.ReservationNotFound: HTTPStatus.NOT_FOUND,
    errors.NobodyFound: HTTPStatus.CONFLICT,
    errors.DayAhead: HTTPStatus.CONFLICT,
    errors.IdempotencyKeyMissing: HTTPStatus.BAD_REQUEST,
    errors.IdempotencyConflict: HTTPStatus.CONFLICT,
    errors.DuplicateBirth: HTTPStatus.CONFLICT,
    errors.NoticeUsed: HTTPStatus.CONFLICT,
    errors.NoticeMismatch: HTTPStatus.CONFLICT,
    errors.ImplausibleBirth: HTTPStatus.CONFLICT,
    errors.PersonDeceased: HTTPStatus.CONFLICT,
    errors.NotHouseholdHead: HTTPStatus.CONFLICT,
    errors.HeadLeavesHousehold: HTTPStatus.CONFLICT,
    errors.AddressNotOfHousehold: HTTPStatus.CONFLICT,
    errors.AlreadyInsured: HTTPStatus.CONFLICT,
    errors.NumbersExhausted: HTTPStatus.CONFLICT,
    refusals.EventRefused: HTTPStatus.CONFLICT,
    refusals.VersionNotFound: HTTPStatus.NOT_FOUND,
    NoSuchHousehold: HTTPStatus.NOT_FOUND,
    errors.FaultNotKnown: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.RegisterDown: HTTPStatus.SERVICE_UNAVAILABLE,
}

DETAILS: dict[int, tuple[str, Text]] = {
    400: (
        "bad_request",
        _("Không đọc được nội dung gửi lên. Gửi JSON đúng cú pháp, mã hóa UTF-8."),
    ),
    404: ("not_found", _("Không có địa chỉ này. Xem danh sách ở /openapi.json.")),
    405: ("method_not_allowed", _("Địa chỉ này không nhận phương thức đã dùng.")),
    413: ("too_large", _("Nội dung gửi lên quá lớn. Giảm bớt rồi gửi lại.")),
    415: ("unsupported_media_type", _("Gửi nội dung dạng application/json.")),
    422: (
        "malformed",
        _("Nội dung gửi lên chưa đúng. Xem từng ô ở mục errors rồi sửa và gửi lại."),
    ),
}
UNEXPECTED = (
    "internal_error",
    _("Cơ sở dữ liệu dân cư giả lập gặp lỗi. Thử lại sau."),
)


def status_of(error: type[Exception]) -> HTTPStatus:
    """Return the status of an error: its own, or that of the nearest kind above."""
    known = (STATUSES[kind] for kind in error.__mro__ if kind in STATUSES)
    return next(known, HTTPStatus.INTERNAL_SERVER_ERROR)


class Problem(Schema):
    """What every error looks like (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "Vietnamese"})
    code = fields.String(required=True, metadata={"description": "stable"})
    errors = fields.Dict(metadata={"description": "field by field, when malformed"})


def problem(
    status: int, *, code: str, detail: str, errors: dict[str, Any] | None = None
) -> Response:
    """Answer with a problem."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = spoken(errors)
    text = json.dumps(body, ensure_ascii=False)
    # a lone surrogate from the caller becomes the JSON escape it came as
    return Response(
        text.encode("utf-8", "backslashreplace"),
        status=status,
        content_type=PROBLEM_TYPE,
    )


def spoken(messages: object) -> object:
    """Put messages, field by field, into the language of the moment."""
    if isinstance(messages, dict):
        return {str(key): spoken(value) for key, value in messages.items()}
    if isinstance(messages, list | tuple):
        return [spoken(value) for value in messages]
    return str(messages)


class ProblemApi(Api):  # type: ignore[misc]  # flask-smorest is untyped
    """The OpenAPI document, with problem+json for all errors."""

    ERROR_SCHEMA = Problem

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer any HTTP error as a problem, keeping headers such as Allow."""
        data = getattr(error, "data", None) or {}
        status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
        code, detail = DETAILS.get(status, UNEXPECTED)
        answer = problem(
            status, code=code, detail=str(detail), errors=data.get("messages")
        )
        for name, value in error.get_headers():
            if name.lower() != "content-type":
                answer.headers[name] = value
        return answer


def answer_errors(app: Flask) -> None:
    """Answer the register's own errors, and the unexpected ones, as problems."""

    @app.errorhandler(errors.PopulationError)
    def _refused(error: errors.PopulationError) -> Response:
        status = status_of(type(error))
        answer = problem(status, code=error.code, detail=error.detail)
        if status == HTTPStatus.UNAUTHORIZED:
            answer.headers["WWW-Authenticate"] = "Bearer"
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            answer.headers["Retry-After"] = "5"
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            answer.headers["Retry-After"] = str(error.facts["retry_after"])
        return answer

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> Response:
        if isinstance(error, HTTPException):  # pragma: no cover - smorest has them
            raise error
        # a message may hold personal data: only the kind and the place are logged
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "-"
        log.error("unexpected %s at %s", type(error).__name__, place)
        code, detail = UNEXPECTED
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, code=code, detail=str(detail))


def describe_problems(api: ProblemApi) -> None:
    """Say in the OpenAPI document that errors are problem+json."""
    found = api.spec.components
    for response in (*found.responses.values(), *found.responses_lazy.values()):
        if "application/json" in response.get("content", {}):
            content = response["content"]
            content[PROBLEM_TYPE] = content.pop("application/json")
