"""The words an officer reads for where a branch stands, and what is theirs to do."""

from dataclasses import dataclass

from forms.i18n import Text, _
from portal.dossiers.state import BranchStatus


@dataclass(frozen=True)
class DeskLook:
    """How a state is shown at the desk: word, colour role, icon, and the next step."""

    word: Text
    tone: str
    icon: str
    todo: Text
    is_ours: bool = False
    """The next step is the officer's own."""


S = BranchStatus
LOOKS: dict[BranchStatus, DeskLook] = {
    S.WAITING: DeskLook(_("Chờ gửi lại"), "mute", "circle", _("Xem")),
    S.SENT: DeskLook(_("Đang gửi đến"), "mute", "send", _("Xem")),
    S.RECEIVED: DeskLook(
        _("Chờ tiếp nhận"), "info", "inbox", _("Tiếp nhận"), is_ours=True
    ),
    S.ACCEPTED: DeskLook(
        _("Đang xử lý"), "info", "hourglass", _("Giải quyết"), is_ours=True
    ),
    S.RETURNED: DeskLook(_("Chờ bổ sung"), "warn", "file-pen", _("Xem")),
    S.REFUSED: DeskLook(_("Đã từ chối"), "bad", "ban", _("Xem")),
    S.DECIDED: DeskLook(_("Đang cấp kết quả"), "info", "hourglass", _("Xem")),
    S.COMPLETED: DeskLook(_("Đã xong"), "ok", "circle-check", _("Xem")),
    S.CANCELLED: DeskLook(_("Đã dừng"), "mute", "ban", _("Xem")),
}

NOTHING_TO_DO: dict[BranchStatus, Text] = {
    S.WAITING: _("Hồ sơ đang chờ phần việc của cơ quan khác."),
    S.SENT: _("Hồ sơ đang trên đường đến cơ quan bạn."),
    S.RETURNED: _("Đang chờ người dân bổ sung. Thời hạn giải quyết tạm dừng."),
    S.REFUSED: _("Cơ quan đã từ chối giải quyết và nêu lý do cho người dân."),
    S.DECIDED: _("Đã đồng ý giải quyết. Cổng đang ghi vào CSDL và cấp kết quả."),
    S.COMPLETED: _("Kết quả đã cấp cho người dân."),
    S.CANCELLED: _("Thủ tục đã dừng vì phần việc phải làm trước bị từ chối."),
}
