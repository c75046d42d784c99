"""The word, colour and icon for states and sources, the same on every page.

At most nine state words in the whole product; colour never stands alone.
"""

from dataclasses import dataclass

from jinja2 import Environment

from forms.i18n import Text, _


@dataclass(frozen=True)
class StateLook:
    """How a state is shown: ``tone`` is a colour role of the style sheet."""

    word: Text
    tone: str
    icon: str


@dataclass(frozen=True)
class SourceLook:
    """How the origin of a value is shown."""

    short: Text
    long: Text
    icon: str


BRANCH_LOOKS = {
    "waiting": StateLook(_("Chờ cơ quan khác"), "mute", "circle"),
    "sent": StateLook(_("Đã gửi"), "info", "send"),
    "received": StateLook(_("Đã gửi"), "info", "inbox"),
    "accepted": StateLook(_("Đang xử lý"), "info", "hourglass"),
    "returned": StateLook(_("Cần bổ sung"), "warn", "file-pen"),
    "refused": StateLook(_("Không giải quyết"), "bad", "ban"),
    "decided": StateLook(_("Đang xử lý"), "info", "hourglass"),
    "completed": StateLook(_("Có kết quả"), "ok", "circle-check"),
    "cancelled": StateLook(_("Đã dừng"), "mute", "ban"),
}
TASK_LOOKS = {
    "todo": StateLook(_("Chưa làm"), "info", "circle"),
    "doing": StateLook(_("Đang làm"), "warn", "circle-dot"),
    "done": StateLook(_("Xong"), "ok", "circle-check"),
}
STEPS = (_("Đăng nhập"), _("Kê khai"), _("Kiểm tra"), _("Theo dõi"))
SOURCES = {
    "identity": SourceLook(
        _("Từ tài khoản định danh"),
        _("Tài khoản định danh điện tử của người yêu cầu"),
        "badge-check",
    ),
    "population": SourceLook(
        _("Từ CSDL dân cư"),
        _("Cơ sở dữ liệu quốc gia về dân cư (bản giả lập)"),
        "database",
    ),
    "birth_notice": SourceLook(
        _("Từ giấy chứng sinh"),
        _("Giấy chứng sinh điện tử do cơ sở y tế gửi"),
        "hospital",
    ),
    "computed": SourceLook(
        _("Tự tính"),
        _("Suy ra từ các thông tin đã có trong tờ khai"),
        "list-checks",
    ),
}
OUTAGE_WORDS = {
    "down": _("chưa trả lời, nên chưa điền giúp được."),
    "slow": _("đang chậm, nên chưa điền giúp được."),
    "rubbish": _("trả lời sai dạng, nên chưa điền giúp được."),
    "refused": _("không nhận yêu cầu của cổng, nên chưa điền giúp được."),
}
REGISTER_WORDS = {
    "down": _("không trả lời."),
    "slow": _("đang chậm."),
    "rubbish": _("trả lời sai dạng."),
}


def install(env: Environment) -> None:
    """Offer the tables to templates."""
    env.globals.update(
        BRANCH_LOOKS=BRANCH_LOOKS,
        TASK_LOOKS=TASK_LOOKS,
        SOURCES=SOURCES,
        STEPS=STEPS,
        OUTAGE_WORDS=OUTAGE_WORDS,
        REGISTER_WORDS=REGISTER_WORDS,
    )
