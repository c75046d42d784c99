"""Who is told of an event, and why.

The duties are those of the law: births within 60 days and deaths within 15 days are
registered (Luật Hộ tịch Điều 15, 33), police keep residence and households (Luật Cư
trú Điều 10, 20, 24), insurance issues the child's card (Luật Bảo hiểm y tế Điều 17).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from forms.i18n import Text, _

PERSON, CIVIL, POLICE = "person", "civil_status_office", "commune_police"
INSURANCE, IDENTITY = "insurance_office", "e_id"
EVERYWHERE = "VN"

REASONS: dict[str, Text] = {
    "may_register_birth": _("cha, mẹ cần đăng ký khai sinh trong 60 ngày"),
    "expects_birth_registration": _("nơi cha, mẹ cư trú chờ đăng ký khai sinh"),
    "child_has_number": _("con đã có số định danh"),
    "child_needs_residence": _("trẻ mới sinh cần đăng ký thường trú"),
    "child_needs_insurance": _("trẻ dưới 6 tuổi được cấp thẻ bảo hiểm y tế"),
    "joined_household": _("hộ có thêm thành viên"),
    "may_register_death": _("người thân cần đăng ký khai tử trong 15 ngày"),
    "expects_death_registration": _("nơi cư trú cuối cùng chờ đăng ký khai tử"),
    "close_kin_died": _("người thân trong gia đình đã mất"),
    "heads_household_now": _("trở thành chủ hộ"),
    "residence_ends": _("xóa đăng ký thường trú của người chết"),
    "insurance_ends": _("dừng thẻ bảo hiểm của người chết, xét trợ cấp mai táng"),
    "account_locks": _("khóa tài khoản định danh của người chết"),
    "is_married": _("tình trạng hôn nhân đã đổi"),
    "marital_status_changed": _("cập nhật tình trạng hôn nhân của người cư trú"),
    "has_moved": _("nơi thường trú đã đổi"),
    "resident_left": _("xóa đăng ký thường trú của người chuyển đi"),
    "resident_came": _("đăng ký thường trú cho người chuyển đến"),
}
"""Every reason with what a message says."""


@dataclass(frozen=True)
class Message:
    """One message: to whom, and why.

    Attributes:
        recipient_kind: ``person``, ``civil_status_office``, ``commune_police``,
            ``insurance_office`` or ``e_id``.
        recipient: a personal number, the code of a commune or province, or ``VN``.
        reason: one of :data:`REASONS`.
    """

    recipient_kind: str
    recipient: str
    reason: str


def to_people(reason: str, numbers: Iterable[str | None]) -> list[Message]:
    """Return a message for each of these people, once."""
    known = dict.fromkeys(number for number in numbers if number)
    return [Message(PERSON, number, reason) for number in known]


def of_birth_notice(parents: Iterable[str | None], home: str) -> list[Message]:
    """Return who hears that a child was born: its parents and their commune."""
    return [
        *to_people("may_register_birth", parents),
        Message(CIVIL, home, "expects_birth_registration"),
    ]


def of_birth(parents: Iterable[str | None], home: str, province: str) -> list[Message]:
    """Return who hears that a birth was registered."""
    return [
        *to_people("child_has_number", parents),
        Message(POLICE, home, "child_needs_residence"),
        Message(INSURANCE, province, "child_needs_insurance"),
    ]


def of_residence(head: str) -> list[Message]:
    """Return who hears that a child lives in a household now."""
    return to_people("joined_household", (head,))


def of_death_notice(kin: Iterable[str | None], home: str) -> list[Message]:
    """Return who hears of a death in a hospital: the next of kin, the commune."""
    return [
        *to_people("may_register_death", kin),
        Message(CIVIL, home, "expects_death_registration"),
    ]


def of_death(
    kin: Iterable[str | None], next_head: str | None, home: str, province: str
) -> list[Message]:
    """Return who hears that a death was registered."""
    return [
        *to_people("close_kin_died", kin),
        *to_people("heads_household_now", (next_head,)),
        Message(POLICE, home, "residence_ends"),
        Message(INSURANCE, province, "insurance_ends"),
        Message(IDENTITY, EVERYWHERE, "account_locks"),
    ]


def of_marriage(couple: Iterable[str], homes: Iterable[str]) -> list[Message]:
    """Return who hears of a marriage: the two, and where each of them lives."""
    offices = [
        Message(CIVIL, home, "marital_status_changed") for home in dict.fromkeys(homes)
    ]
    return [*to_people("is_married", couple), *offices]


def of_move(mover: str, head: str | None, old: str, new: str) -> list[Message]:
    """Return who hears of a move: the mover, the head there, police here and there."""
    told = to_people("has_moved", (mover,))
    if head and head != mover:
        told += to_people("joined_household", (head,))
    return [
        *told,
        Message(POLICE, old, "resident_left"),
        Message(POLICE, new, "resident_came"),
    ]
