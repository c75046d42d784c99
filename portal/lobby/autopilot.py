"""The autopilot switch: officers who answer by rule, for demos."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from forms.i18n import Text, _
from portal.clock import World


@dataclass(frozen=True)
class Mode:
    """One position of the switch."""

    code: str
    title: Text
    meaning: Text


MODES = (
    Mode(
        "off",
        _("Tắt"),
        _("Bạn tự đăng nhập làm cán bộ và giải quyết hồ sơ."),
    ),
    Mode(
        "fast",
        _("Bật, nhanh"),
        _("Cán bộ tự động tiếp nhận và giải quyết ngay, để xem trọn một hồ sơ."),
    ),
    Mode(
        "human",
        _("Bật, như người thật"),
        _("Mỗi bước cách nhau một lúc, để kịp xem hồ sơ đang ở đâu."),
    ),
)


def current_mode(db: Session, world: str) -> Mode:
    """Return the position of the switch in a world; off while it has none."""
    found = db.get(World, world)
    code = found.autopilot if found else MODES[0].code
    return next((mode for mode in MODES if mode.code == code), MODES[0])


def set_mode(db: Session, world: str, code: str) -> None:
    """Turn the switch; unknown worlds stay as they are."""
    found = db.get(World, world)
    if found:
        found.autopilot = code
