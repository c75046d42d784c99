"""«Đã gửi hồ sơ …»: the dossier is on its way."""

from collections.abc import Mapping
from typing import Any

from forms.i18n import gettext
from portal.notifications.templates.words import (
    Words,
    offices,
    paragraphs,
    procedure_of,
)


def words(facts: Mapping[str, Any]) -> Words:
    """Tell where the dossier went and what happens next."""
    procedure = procedure_of(facts)
    return Words(
        gettext("Đã gửi hồ sơ %(code)s") % facts,
        paragraphs(
            gettext("Hồ sơ «%(title)s» của %(subject_name)s đã gửi đến %(offices)s.")
            % {
                "title": procedure.life_event,
                "subject_name": facts["subject_name"],
                "offices": offices(facts["offices"]),
            },
            gettext(
                "Khi cơ quan xác nhận đã nhận, hạn trả lời hiện ở trang theo dõi hồ "
                "sơ. Bạn không cần làm gì."
            ),
        ),
    )
