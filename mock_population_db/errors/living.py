"""Refusals of the living world."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.asking import Malformed
from mock_population_db.errors.root import PopulationError


class DayAhead(PopulationError):
    """The day lies after the world's day."""

    code = "day_ahead"
    message = _(
        "Ngày %(day)s ở sau ngày hôm nay (%(today)s) của đồng hồ giả lập. Chọn ngày "
        "không muộn hơn hôm nay, hoặc đợi đồng hồ chạy tới ngày đó."
    )


class NoSuchCommune(Malformed):
    """The nation has no such commune."""

    code = "no_such_commune"
    message = _("Không có xã, phường mang mã «%(commune)s». Kiểm tra lại mã 5 chữ số.")
