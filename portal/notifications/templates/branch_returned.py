"""«… cần bạn bổ sung»: an officer's reasons, what to do, and that the clock stands."""

from collections.abc import Mapping
from typing import Any

from forms.agencies import office_title
from forms.i18n import gettext, ngettext
from forms.procedure import Procedure
from portal.notifications.templates.words import Words, paragraphs, procedure_of


def words(facts: Mapping[str, Any]) -> Words:
    """Tell each reason at its field or paper, then the next step and the time."""
    procedure = procedure_of(facts)
    reasons = facts["reasons"]
    subject = ngettext(
        "%(office)s cần bạn bổ sung %(count)d điểm",
        "%(office)s cần bạn bổ sung %(count)d điểm",
        len(reasons),
    )
    return Words(
        subject % {"office": office_title(facts["office"]), "count": len(reasons)},
        paragraphs(
            gettext("Hồ sơ %(code)s của %(subject_name)s chưa giải quyết được:")
            % facts,
            *(f"– {_place(procedure, reason)}: {reason['text']}" for reason in reasons),
            gettext(
                "Bạn mở hồ sơ trên cổng, sửa đúng các chỗ này rồi gửi lại một lần. "
                "Thời hạn giải quyết tạm dừng cho đến khi cơ quan nhận được bổ sung."
            ),
        ),
    )


def _place(procedure: Procedure, reason: Mapping[str, Any]) -> str:
    if reason["field"]:
        return procedure.eform.called(reason["field"])
    titles = {paper.code: paper.title for paper in procedure.papers}
    return str(titles[reason["paper"]])
