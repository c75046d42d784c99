"""One line of the timeline for each event (chặng)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms.agencies import office_title
from forms.i18n import gettext, ngettext
from portal.dossiers.events import (
    BranchAccepted,
    BranchCancelled,
    BranchCompleted,
    BranchDecided,
    BranchEvent,
    BranchReceived,
    BranchRefused,
    BranchReturned,
    BranchSent,
    BranchSupplemented,
    DeliveryFailed,
    DeliveryResumed,
    EffectApplied,
    ResultIssued,
    kind_of,
)

FIRST_ATTEMPT = 1


@dataclass(frozen=True)
class Hop:
    """A step on the way: when, what kind of event, in words."""

    at: datetime
    kind: str
    """Name of the event, for example ``BranchReceived``."""
    branch: str
    text: str
    who: str = ""
    """The officer's name, where one acted."""


def hop_of(event: BranchEvent) -> Hop:
    """Return the line of the timeline that tells of an event."""
    # Nobody acted on a branch that merely ended with another one.
    who = "" if isinstance(event, BranchCancelled) else event.actor_name
    return Hop(event.at, kind_of(event), event.branch, _WORDS[type(event)](event), who)


def _sent(event: BranchSent) -> str:
    office = office_title(event.office)
    if event.attempt == FIRST_ATTEMPT:
        return gettext("Đã gửi đến %(office)s") % {"office": office}
    return gettext("Đã gửi lại đến %(office)s sau khi bổ sung") % {"office": office}


def _received(event: BranchReceived) -> str:
    return gettext("Cơ quan đã nhận được, biên nhận %(receipt)s") % {
        "receipt": event.receipt
    }


def _returned(event: BranchReturned) -> str:
    count = len(event.reasons)
    words = ngettext(
        "Cán bộ yêu cầu bổ sung %(count)d điểm",
        "Cán bộ yêu cầu bổ sung %(count)d điểm",
        count,
    )
    return words % {"count": count}


def _decided(event: BranchDecided) -> str:
    return gettext("Đã đồng ý giải quyết, vào sổ số %(number)s") % {
        "number": event.number
    }


def _failed(event: DeliveryFailed) -> str:
    if event.part == "office":
        return gettext("Cơ quan chưa xác nhận nhận được; cổng tự gửi lại")
    if event.fault == "refused":
        return gettext("CSDL dân cư chưa ghi nhận được; cán bộ đang kiểm tra")
    return gettext("CSDL dân cư chưa trả lời; cổng tự gửi lại")


def _resumed(event: DeliveryResumed) -> str:
    if event.part == "office":
        return gettext("Cơ quan đã trả lời trở lại")
    return gettext("CSDL dân cư đã trả lời trở lại")


_WORDS: dict[type[BranchEvent], Callable[[Any], str]] = {
    BranchSent: _sent,
    BranchReceived: _received,
    BranchAccepted: lambda _event: gettext("Cán bộ đã tiếp nhận và đang xử lý"),
    BranchReturned: _returned,
    BranchSupplemented: lambda _event: gettext("Bạn đã gửi bổ sung"),
    BranchRefused: lambda _event: gettext("Không giải quyết, có nêu lý do"),
    BranchCancelled: lambda _event: gettext(
        "Dừng lại, vì phần phải làm trước không được giải quyết"
    ),
    BranchDecided: _decided,
    EffectApplied: lambda _event: gettext("CSDL dân cư đã ghi nhận"),
    ResultIssued: lambda _event: gettext("Đã ký số và cấp kết quả"),
    BranchCompleted: lambda _event: gettext("Đã có kết quả"),
    DeliveryFailed: _failed,
    DeliveryResumed: _resumed,
}
