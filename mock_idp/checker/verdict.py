"""Judge what a relying party did."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from forms.i18n import Text, _
from mock_idp.checker.case import Case, Expect, Severity
from mock_idp.checker.deed import Deed

CLIENT_ERRORS = range(400, 500)
GOOD = (200, 204)


class Verdict(Enum):
    """The five verdicts; the value stands in JSON."""

    PASS = "pass"  # noqa: S105 - a verdict
    FAIL = "fail"
    WARN = "warn"
    NOTE = "note"
    SKIP = "skip"

    @property
    def word(self) -> Text:
        """Return the verdict as people read it."""
        return _WORDS[self]


_WORDS = {
    Verdict.PASS: _("ĐẠT"),
    Verdict.FAIL: _("KHÔNG ĐẠT"),
    Verdict.WARN: _("CẢNH BÁO"),
    Verdict.NOTE: _("GHI CHÚ"),
    Verdict.SKIP: _("BỎ QUA"),
}
_OF = {severity: Verdict(severity.value) for severity in Severity}

NOT_MET = _("chỗ sai này không tới được ứng dụng trong lần thử (ví dụ đã giữ sẵn)")
NOT_TOLD = _("e-ID không gửi mã đăng xuất cho ứng dụng")
WENT_IN = _("ứng dụng đã mở phiên dù phải từ chối")
STAYED_OUT = _("ứng dụng không mở phiên dù mọi thứ hợp lệ")
CRASHED = _("ứng dụng sập thay vì báo lỗi")
STUCK = _("lần đăng nhập sau vẫn không được")
SIGNED_OUT = _("ứng dụng đã đóng phiên vì một mã đăng xuất không hợp lệ")
SAID_YES = _("ứng dụng trả lời nhận mã đăng xuất không hợp lệ (phải 400)")
STILL_IN = _("phiên vẫn còn sau khi đăng xuất")
SAID_NO = _("ứng dụng không trả lời 200 cho mã đăng xuất hợp lệ")


@dataclass(frozen=True)
class Finding:
    """The verdict on one case.

    Attributes:
        reason: why it is not a pass; empty for a pass.
    """

    case: Case
    verdict: Verdict
    reason: Text | None = None
    deed: Deed | None = None
    seconds: float = 0.0

    def excerpt(self) -> list[dict[str, Any]]:
        """Return what the journal saw."""
        return [] if self.deed is None else self.deed.evidence.excerpt()


def skipped(case: Case, reason: Text) -> Finding:
    """Return that a case does not apply."""
    return Finding(case, Verdict.SKIP, reason)


def judge(case: Case, deed: Deed) -> Finding:
    """Compare what a relying party did with what it should do."""
    if not case.faults() <= deed.evidence.faults:
        return Finding(case, Verdict.SKIP, NOT_MET, deed)
    if case.expect in (Expect.STAY, Expect.LEAVE) and not deed.was_told:
        return Finding(case, Verdict.SKIP, NOT_TOLD, deed)
    wrong = _JUDGES[case.expect](deed)
    if wrong is None and case.look is not None:
        wrong = case.look(deed)
    if wrong is not None:
        severity = Severity.WARN if wrong is SAID_YES else case.severity
        return Finding(case, _OF[severity], wrong, deed)
    if deed.crashed is not None:
        return Finding(case, _OF[case.crash], CRASHED, deed)
    return Finding(case, Verdict.PASS, None, deed)


def _reject(deed: Deed) -> Text | None:
    return WENT_IN if deed.is_in else None


def _accept(deed: Deed) -> Text | None:
    return None if deed.is_in else STAYED_OUT


def _recover(deed: Deed) -> Text | None:
    if deed.is_in:
        return WENT_IN
    return None if deed.works_after else STUCK


def _nothing(deed: Deed) -> Text | None:
    del deed
    return None


def _stay(deed: Deed) -> Text | None:
    if not deed.is_in:
        return SIGNED_OUT
    return None if deed.told in CLIENT_ERRORS else SAID_YES


def _leave(deed: Deed) -> Text | None:
    if deed.is_in:
        return STILL_IN
    return None if deed.told in GOOD else SAID_NO


_JUDGES: dict[Expect, Callable[[Deed], Text | None]] = {
    Expect.REJECT: _reject,
    Expect.ACCEPT: _accept,
    Expect.REPROMPT: _reject,
    Expect.RECOVER: _recover,
    Expect.SURVIVE: _nothing,
    Expect.DO: _nothing,
    Expect.STAY: _stay,
    Expect.LEAVE: _leave,
}
