"""What happened to a person in a world, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forms.i18n import Text, _
from mock_population_db.page import wording
from mock_population_db.register.events.history import differences, events_of

KINDS: Mapping[str, Text] = {
    "birth": _("Khai sinh"),
    "death": _("Khai tử"),
    "death_cancellation": _("Hủy khai tử"),
    "paternity": _("Nhận cha, mẹ, con"),
    "residence": _("Đăng ký thường trú"),
    "stay": _("Đăng ký tạm trú"),
    "absence": _("Khai báo tạm vắng"),
    "move": _("Chuyển nơi thường trú"),
    "marriage": _("Kết hôn"),
    "divorce": _("Ly hôn"),
    "correction": _("Cải chính hộ tịch"),
    "insurance_number": _("Cấp mã số bảo hiểm"),
}


@dataclass(frozen=True)
class Shown:
    """One event: its kind, its day, its office, and the fields it changed."""

    kind: str
    day: str
    certificate: str | None
    fields: tuple[str, ...]
    is_cancelled: bool
    requester: str


def happenings(db: Session, number: str, world: str) -> list[Shown]:
    """Return what happened to a person, the latest first."""
    return [
        Shown(
            kind=str(KINDS.get(one.event.kind, one.event.kind)),
            day=wording.day(one.event.happened_on),
            certificate=one.event.certificate_number,
            fields=tuple(name for name, _before, _after in differences(one.change)),
            is_cancelled=one.cancelled_by is not None,
            requester=one.event.requester,
        )
        for one in events_of(db, number, world)
    ]
