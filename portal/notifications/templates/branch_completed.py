"""«Đã có …»: a result is there."""

from collections.abc import Mapping
from typing import Any

from forms.agencies import office_title
from forms.i18n import gettext
from portal.notifications.templates.words import (
    Words,
    branch_titles,
    paragraphs,
    procedure_of,
    result_title,
)


def words(facts: Mapping[str, Any]) -> Words:
    """Tell which result is there, where to get it, and what is still to come."""
    procedure = procedure_of(facts)
    named = {
        "result": result_title(procedure, facts["branch"]),
        "office": office_title(facts["office"]),
        "number": facts["number"],
        "code": facts["code"],
        "subject_name": facts["subject_name"],
        "still_open": branch_titles(procedure, facts["still_open"]),
    }
    if facts["still_open"]:
        rest = gettext("Còn đang làm: %(still_open)s. Bạn không cần làm gì.") % named
    else:
        rest = gettext("Hồ sơ %(code)s đã xong, không còn việc nào chờ bạn.") % named
    return Words(
        gettext("Đã có %(result)s") % named,
        paragraphs(
            gettext(
                "%(office)s đã cấp %(result)s của %(subject_name)s, số %(number)s. "
                "Xem và tải ở trang theo dõi hồ sơ trên cổng."
            )
            % named,
            rest,
        ),
    )
