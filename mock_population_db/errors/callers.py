"""Refusals about who is calling, and why."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.root import PopulationError


class KeyRefused(PopulationError):
    """The bearer key is missing or wrong."""

    code = "key_refused"
    message = _(
        "Khóa kết nối thiếu hoặc không đúng. Gửi tiêu đề Authorization: Bearer <khóa>."
    )


class PurposeMissing(PopulationError):
    """The caller did not say why it asks."""

    code = "purpose_missing"
    message = _(
        "Thiếu mục đích khai thác. Mọi lần tra cứu phải nêu lý do ở tiêu đề "
        "X-Purpose, ví dụ birth_declaration."
    )


class RequesterMissing(PopulationError):
    """The caller did not say on whose behalf it asks."""

    code = "requester_missing"
    message = _(
        "Thiếu người khai thác. Gửi số định danh cá nhân hoặc tên hệ thống ở tiêu đề "
        "X-Requester."
    )


class HeaderMalformed(PopulationError):
    """A header holds something other than a short printable code."""

    code = "header_malformed"
    message = _(
        "Tiêu đề %(header)s không hợp lệ. Dùng chuỗi ngắn không có ký tự điều khiển."
    )
