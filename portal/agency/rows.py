"""A row of the queue as the page shows it, with its deadline in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from forms.i18n import Text, gettext, ngettext
from portal.agency.looks import LOOKS, DeskLook
from portal.dossiers.queries import QueueRow
from portal.dossiers.state import BranchStatus
from portal.web.filters import local

HOUR = timedelta(hours=1)


_RUNNING = {BranchStatus.RECEIVED, BranchStatus.ACCEPTED, BranchStatus.DECIDED}


@dataclass(frozen=True)
class ShownRow:
    """One branch of one dossier in the queue."""

    code: str
    address: str
    subject: str
    applicant: str
    branch_title: Text
    look: DeskLook
    urgency: str
    """``late``, ``today`` or empty."""
    due_at: datetime | None
    left: str
    changed_at: datetime
    todo: Text
    is_ours: bool


def shown(row: QueueRow, now: datetime) -> ShownRow:
    """Turn a row of the dossier room into words."""
    look = LOOKS[BranchStatus(row.status)]
    due_at = running_deadline(row.status, row.due_at)
    return ShownRow(
        code=row.code,
        address=url_for("agency.review", code=row.code, branch=row.branch),
        subject=row.subject_name,
        applicant=row.applicant_name,
        branch_title=row.branch_title,
        look=look,
        urgency=urgency(due_at, now),
        due_at=due_at,
        left=deadline_words(row.status, row.due_at, now),
        changed_at=row.changed_at,
        todo=look.todo,
        is_ours=look.is_ours,
    )


def running_deadline(status: str, due_at: datetime | None) -> datetime | None:
    """Return the deadline while the clock runs at this office."""
    return due_at if BranchStatus(status) in _RUNNING else None


def urgency(due_at: datetime | None, now: datetime) -> str:
    """Return ``late``, ``today`` or an empty text."""
    if due_at is None:
        return ""
    if now > due_at:
        return "late"
    return "today" if local(due_at).date() == local(now).date() else ""


def deadline_words(status: str, due_at: datetime | None, now: datetime) -> str:
    """Say how much time is left, or why none runs."""
    where = BranchStatus(status)
    if where is BranchStatus.RETURNED:
        return gettext("tạm dừng, chờ bổ sung")
    if where.is_final:
        return gettext("đã xong")
    if due_at is None or where not in _RUNNING:
        return gettext("chưa tính, chờ nhận hồ sơ")
    return time_left(due_at, now)


def time_left(due_at: datetime, now: datetime) -> str:
    """Say how far a deadline is away.

    Within the same day in hours, otherwise in calendar days, so that «còn 1 ngày»
    on Friday means Saturday and never «about a day».
    """
    if now > due_at:
        return _late(now - due_at)
    days = (local(due_at).date() - local(now).date()).days
    if days:
        return _counted(ngettext("còn %(num)d ngày", "còn %(num)d ngày", days), days)
    hours = (due_at - now) // HOUR
    if hours:
        return _counted(ngettext("còn %(num)d giờ", "còn %(num)d giờ", hours), hours)
    return gettext("còn dưới 1 giờ")


def _late(by: timedelta) -> str:
    hours, days = by // HOUR, by.days
    if days:
        words = ngettext("quá hạn %(num)d ngày", "quá hạn %(num)d ngày", days)
        return _counted(words, days)
    if hours:
        words = ngettext("quá hạn %(num)d giờ", "quá hạn %(num)d giờ", hours)
        return _counted(words, hours)
    return gettext("quá hạn dưới 1 giờ")


def _counted(words: str, number: int) -> str:
    return words % {"num": number}
