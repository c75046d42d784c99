"""Refusals of the control API as problem details (RFC 9457), Vietnamese and English."""

from flask import Response, current_app, jsonify

from forms.i18n import Text, language, use_language
from mock_idp.control.contract.orders import Problem

PROBLEM = "application/problem+json"
TITLES = {
    400: Text("Yêu cầu không đọc được"),
    401: Text("Thiếu khóa điều khiển, hoặc khóa sai"),
    403: Text("Không được ra lệnh từ đây"),
    404: Text("Không có tài nguyên này"),
    405: Text("Địa chỉ này không nhận cách gọi đó"),
    409: Text("Không làm được vào lúc này"),
    412: Text("Tài nguyên đã đổi từ lần đọc trước"),
    413: Text("Dữ liệu gửi lên quá lớn"),
    415: Text("Kiểu dữ liệu không đọc được"),
    422: Text("Yêu cầu không làm theo được"),
    429: Text("Quá nhiều yêu cầu"),
}
SERVER_ERROR = Text("Máy chủ định danh giả lập gặp lỗi")


def problem_answer(problem: Problem) -> Response:
    """Return a problem as an answer in both languages."""
    facts = {**problem.facts, "where": problem.where or "/"}
    title = TITLES.get(problem.status, SERVER_ERROR)
    said: dict[str, object] = {
        "type": "about:blank",
        "status": problem.status,
        "title": str(title),
        "detail": problem.text % facts,
        "lang": language(),
    }
    for code in ("vi", "en"):
        with use_language(code):
            said[f"title_{code}"] = str(title)
            said[f"detail_{code}"] = problem.text % facts
    if problem.where:
        said["where"] = problem.where
    response = jsonify(said)
    response.status_code = problem.status
    response.mimetype = PROBLEM
    return response


def plain_problem(status: int) -> Response:
    """Return a problem that its title says all about."""
    title = TITLES.get(status, SERVER_ERROR)
    return problem_answer(Problem(title, status))


def dumped(value: object) -> str:
    """Return JSON as this app writes it."""
    return current_app.json.dumps(value)
