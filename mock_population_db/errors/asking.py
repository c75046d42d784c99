"""Refusals about what is asked."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.root import PopulationError


class RealNumber(PopulationError):
    """The number lies in the range of real personal numbers."""

    code = "real_number"
    message = _(
        "Số này thuộc dải số thật nên bị từ chối. Hệ thống này chỉ nhận số giả lập "
        "bắt đầu bằng 9, ví dụ 901196004217."
    )


class Malformed(PopulationError):
    """The value does not have the required form."""

    code = "malformed"
    message = _("Dữ liệu gửi lên chưa đúng dạng. %(reason)s")


class PersonNotFound(PopulationError):
    """No person has this number."""

    code = "person_not_found"
    message = _("Không có người nào mang số định danh cá nhân này. Kiểm tra lại số.")


class HouseholdNotFound(PopulationError):
    """The person belongs to no household."""

    code = "household_not_found"
    message = _("Người này chưa có hồ sơ cư trú theo hộ trong cơ sở dữ liệu giả lập.")


class NoticeNotFound(PopulationError):
    """No birth notice has this code."""

    code = "notice_not_found"
    message = _("Không có giấy chứng sinh mang số này. Kiểm tra lại số.")
