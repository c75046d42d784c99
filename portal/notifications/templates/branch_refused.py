"""«… không giải quyết»: the reason, what it ends, and what one can do."""

from collections.abc import Mapping
from typing import Any

from forms.agencies import office_title
from forms.i18n import gettext
from portal.notifications.templates.words import (
    Words,
    branch_titles,
    paragraphs,
    procedure_of,
)


def words(facts: Mapping[str, Any]) -> Words:
    """Tell why, what ends with it, what goes on, and the next step."""
    procedure = procedure_of(facts)
    named = {
        "office": office_title(facts["office"]),
        "title": branch_titles(procedure, [facts["branch"]]),
        "code": facts["code"],
        "subject_name": facts["subject_name"],
        "reason": facts["reason"],
        "cancelled": branch_titles(procedure, facts["cancelled"]),
        "still_open": branch_titles(procedure, facts["still_open"]),
    }
    ended = gettext("Vì vậy các phần sau cũng dừng lại: %(cancelled)s.") % named
    goes_on = gettext("Các phần khác vẫn được giải quyết: %(still_open)s.") % named
    return Words(
        gettext("%(office)s không giải quyết: %(title)s") % named,
        paragraphs(
            gettext("Hồ sơ %(code)s của %(subject_name)s. Lý do: %(reason)s") % named,
            ended if facts["cancelled"] else "",
            goes_on if facts["still_open"] else "",
            gettext(
                "Khi đã khắc phục lý do, bạn gửi hồ sơ mới bất cứ lúc nào; nếu không "
                "đồng ý, bạn liên hệ %(office)s để được giải thích."
            )
            % named,
        ),
    )
