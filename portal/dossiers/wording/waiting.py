"""Why a dossier is still waiting.

Who does what and why, what comes next and when, and whether the citizen must act:
one answer, no codes.

Every answer ends with what the citizen has to do; mostly that is nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from forms import holidays
from forms.agencies import office_title
from forms.i18n import gettext, ngettext
from forms.procedure import Procedure
from portal.clock import in_vietnam
from portal.dossiers.deadlines import day_zero
from portal.dossiers.state import BranchState, BranchStatus, DossierState

S = BranchStatus


@dataclass(frozen=True)
class _Case:
    procedure: Procedure
    state: DossierState
    branch: BranchState
    now: datetime

    @property
    def office(self) -> str:
        return office_title(self.branch.office)

    def due(self) -> str:
        """Return «trước 17:00 ngày 12/03/2026», or «hôm nay» when it is today."""
        if self.branch.due_at is None:
            return ""
        return gettext("trước %(moment)s") % {"moment": self.moment(self.branch.due_at)}

    def moment(self, moment: datetime | None) -> str:
        """Return «08:31» today, «08:31 ngày 10/03/2026» on another day."""
        local = in_vietnam(moment or self.now)
        if local.date() == in_vietnam(self.now).date():
            return gettext("%(time)s hôm nay") % {"time": f"{local:%H:%M}"}
        return gettext("%(time)s ngày %(day)s") % {
            "time": f"{local:%H:%M}",
            "day": f"{local:%d/%m/%Y}",
        }


def why_still_waiting(procedure: Procedure, state: DossierState, now: datetime) -> str:
    """Return why a dossier is still waiting; empty when every branch has ended.

    Of several open branches the one speaks for which the citizen must act, then the
    one that is in trouble, then the one that was sent first.
    """
    open_branches = [b for b in state.branches.values() if not b.is_final]
    if not open_branches:
        return ""
    telling = min(open_branches, key=lambda branch: _urgency(branch, now))
    return why_branch_waits(procedure, state, telling.code, now)


def why_branch_waits(
    procedure: Procedure, state: DossierState, branch: str, now: datetime
) -> str:
    """Return why one branch is still waiting; empty when it has ended."""
    found = state.branches[branch]
    if found.is_final:
        return ""
    case = _Case(procedure, state, found, now)
    words = _SENTENCES[found.status](case)
    return f"{words} {_your_part(case)}"


def _urgency(branch: BranchState, now: datetime) -> int:
    if branch.status is S.RETURNED:
        return 0
    if branch.failure is not None:
        return 1
    if branch.is_overdue(now):
        return 2
    return 4 if branch.status is S.WAITING else 3


def _your_part(case: _Case) -> str:
    if case.branch.status is not S.RETURNED:
        return gettext("Bạn không cần làm gì.")
    return gettext("Bạn cần sửa đúng các chỗ được nêu rồi gửi lại một lần.")


def _waits(case: _Case) -> str:
    needs = case.procedure.branch(case.branch.code).needs
    first = next(
        (n for n in needs if case.state.branches[n].status is not S.COMPLETED), None
    )
    if first is None:
        return gettext("Hồ sơ sắp được gửi đến %(office)s.") % {"office": case.office}
    return gettext(
        "%(office)s chưa nhận phần này vì phải có %(result)s trước. "
        "Cổng tự gửi sang ngay khi %(first_office)s cấp xong."
    ) % {
        "office": case.office,
        "result": str(case.procedure.branch(first).result.title).lower(),
        "first_office": office_title(case.state.branches[first].office),
    }


def _on_its_way(case: _Case) -> str:
    sent = {"office": case.office, "sent": case.moment(case.branch.sent_at)}
    if case.branch.failure is None:
        return (
            gettext(
                "Hồ sơ đã rời cổng lúc %(sent)s, đang chờ %(office)s xác nhận đã nhận, "
                "thường trong vài phút."
            )
            % sent
        )
    return gettext(
        "Hồ sơ đã rời cổng lúc %(sent)s nhưng %(office)s chưa xác nhận nhận được "
        "(từ %(since)s). Cổng tự gửi lại cho đến khi cơ quan trả lời; thời hạn giải "
        "quyết tính từ lúc cơ quan nhận được."
    ) % {**sent, "since": case.moment(case.branch.failure.since)}


def _received(case: _Case) -> str:
    if case.branch.is_overdue(case.now):
        return _overdue(case)
    facts = {
        "office": case.office,
        "received": case.moment(case.branch.received_at),
        "due": case.due(),
    }
    received_at = case.branch.received_at or case.now
    counted = day_zero(received_at, holidays.is_working_day)
    if counted != in_vietnam(received_at).date():
        return gettext(
            "%(office)s nhận được hồ sơ lúc %(received)s, ngoài giờ tiếp nhận, nên "
            "tính là nhận ngày %(day)s. Cán bộ sẽ xem và trả lời %(due)s."
        ) % {**facts, "day": f"{counted:%d/%m/%Y}"}
    return (
        gettext(
            "%(office)s đã nhận được hồ sơ lúc %(received)s, chưa có cán bộ tiếp nhận. "
            "Cơ quan sẽ trả lời %(due)s."
        )
        % facts
    )


def _accepted(case: _Case) -> str:
    if case.branch.is_overdue(case.now):
        return _overdue(case)
    return gettext(
        "%(office)s đã tiếp nhận lúc %(accepted)s và đang xem xét. "
        "Cơ quan sẽ trả lời %(due)s."
    ) % {
        "office": case.office,
        "accepted": case.moment(case.branch.accepted_at),
        "due": case.due(),
    }


def _overdue(case: _Case) -> str:
    return gettext(
        "%(office)s đã quá hạn trả lời (hạn là %(due)s). Chậm là do cơ quan, hồ sơ của "
        "bạn vẫn được giữ và sẽ được trả lời."
    ) % {"office": case.office, "due": case.moment(case.branch.due_at)}


def _returned(case: _Case) -> str:
    count = len(case.branch.reasons)
    words = ngettext(
        "%(office)s chưa giải quyết được vì cần bổ sung %(count)d điểm. Thời hạn tạm "
        "dừng từ %(since)s và chạy tiếp khi cơ quan nhận được bổ sung.",
        "%(office)s chưa giải quyết được vì cần bổ sung %(count)d điểm. Thời hạn tạm "
        "dừng từ %(since)s và chạy tiếp khi cơ quan nhận được bổ sung.",
        count,
    )
    return words % {
        "office": case.office,
        "count": count,
        "since": case.moment(case.branch.returned_at),
    }


def _decided(case: _Case) -> str:
    facts = {
        "office": case.office,
        "decided": case.moment(case.branch.decided_at),
        "result": str(case.procedure.branch(case.branch.code).result.title).lower(),
    }
    failure = case.branch.failure
    if failure is None and not case.procedure.branch(case.branch.code).effects:
        return (
            gettext(
                "%(office)s đã duyệt lúc %(decided)s. Cổng đang ký %(result)s, thường "
                "trong vài phút."
            )
            % facts
        )
    if failure is None:
        return (
            gettext(
                "%(office)s đã duyệt lúc %(decided)s. Cổng đang ghi vào CSDL dân cư "
                "và ký %(result)s, thường trong vài phút."
            )
            % facts
        )
    facts["since"] = case.moment(failure.since)
    if failure.is_refusal:
        return (
            gettext(
                "%(office)s đã duyệt nhưng CSDL dân cư không ghi nhận được (từ "
                "%(since)s). Cán bộ đang kiểm tra và sẽ báo cho bạn."
            )
            % facts
        )
    return (
        gettext(
            "%(office)s đã duyệt lúc %(decided)s nhưng CSDL dân cư chưa trả lời được "
            "(từ %(since)s). Cổng tự thử lại và cấp %(result)s ngay khi có trả lời."
        )
        % facts
    )


_SENTENCES: dict[BranchStatus, Callable[[_Case], str]] = {
    S.WAITING: _waits,
    S.SENT: _on_its_way,
    S.RECEIVED: _received,
    S.ACCEPTED: _accepted,
    S.RETURNED: _returned,
    S.DECIDED: _decided,
}
