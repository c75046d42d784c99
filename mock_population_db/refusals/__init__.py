"""Events that the register refuses, each by its own name; nothing is written then.

A message says where - why - what to do. ``code`` is stable and part of the contract.
"""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors import PopulationError


class EventRefused(PopulationError):
    """The event cannot have happened, or the law does not allow it."""

    code = "event_refused"
    message = _("Không ghi được sự kiện này. Kiểm tra lại dữ liệu gửi lên.")


class EventInFuture(EventRefused):
    """The event, or its registration, lies after today."""

    code = "event_in_future"
    message = _(
        "Ngày %(day)s ở sau ngày hôm nay (%(today)s) nên chưa ghi được. Kiểm tra lại "
        "ngày."
    )


class RegisteredBeforeEvent(EventRefused):
    """The event was registered before it happened."""

    code = "registered_before_event"
    message = _(
        "Ngày đăng ký %(registered_on)s ở trước ngày xảy ra %(day)s. Kiểm tra lại hai "
        "ngày."
    )


class EventBeforeBirth(EventRefused):
    """The event happened before the person was born."""

    code = "event_before_birth"
    message = _(
        "Ngày %(day)s ở trước ngày sinh %(born)s của người này. Kiểm tra lại ngày và "
        "số định danh."
    )


class CertificateUsed(EventRefused):
    """The office has given this number to another event of the same kind."""

    code = "certificate_used"
    message = _(
        "Số %(number)s, quyển %(book)s đã dùng cho một sự kiện khác cùng loại tại nơi "
        "đăng ký này. Kiểm tra lại số và quyển."
    )


class VersionNotFound(PopulationError):
    """The person's record never had this version."""

    code = "version_not_found"
    message = _(
        "Bản ghi của người này không có phiên bản %(version)s. Các phiên bản có: từ "
        "%(first)s đến %(last)s."
    )
