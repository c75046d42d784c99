"""«Đã gửi bổ sung»: the citizen's corrections are on their way."""

from collections.abc import Mapping
from typing import Any

from forms.agencies import office_title
from forms.i18n import gettext
from portal.notifications.templates.words import Words, paragraphs


def words(facts: Mapping[str, Any]) -> Words:
    """Tell where the corrections went and that the clock runs on."""
    office = office_title(facts["office"])
    return Words(
        gettext("Đã gửi bổ sung hồ sơ %(code)s") % facts,
        paragraphs(
            gettext("Bổ sung cho hồ sơ của %(subject_name)s đã gửi đến %(office)s.")
            % {"subject_name": facts["subject_name"], "office": office},
            gettext(
                "Thời hạn chạy tiếp khi cơ quan nhận được; hạn mới hiện ở trang theo "
                "dõi hồ sơ. Bạn không cần làm gì."
            ),
        ),
    )
