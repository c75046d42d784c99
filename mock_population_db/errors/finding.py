"""Refusals about finding and reserving people."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.asking import Malformed
from mock_population_db.errors.root import PopulationError


class SearchNotAllowed(PopulationError):
    """The purpose is for people whose number is known."""

    code = "search_not_allowed"
    message = _(
        "Mục đích %(purpose)s chỉ cho tra cứu khi đã biết số định danh. Dùng mục đích "
        "có quyền tìm người, xem GET /v1/purposes."
    )


class FindingScopeUnknown(Malformed):
    """There is no such commune or province to look in."""

    code = "scope_unknown"
    message = _(
        "Không có phạm vi tìm «%(scope)s». Ghi commune (mã xã, phường 5 chữ số) hoặc "
        "province (mã tỉnh 2 chữ số)."
    )


class CursorUnknown(Malformed):
    """The place to go on from was made up."""

    code = "cursor_unknown"
    message = _("Vị trí đọc tiếp không đúng. Dùng nguyên giá trị next của trang trước.")


class NobodyFound(PopulationError):
    """Nobody fits, or all who do are reserved."""

    code = "nobody_found"
    message = _(
        "Không còn người nào đúng tiêu chí và chưa có ai giữ chỗ trong phạm vi đã "
        "xem. Nới tiêu chí, mở rộng phạm vi hoặc trả lại người đã giữ."
    )


class ReservationNotFound(PopulationError):
    """No reservation of this world has this reference."""

    code = "reservation_not_found"
    message = _("Không có lượt giữ chỗ mang mã này, hoặc lượt đó đã hết hạn.")
