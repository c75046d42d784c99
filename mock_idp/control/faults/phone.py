"""What the simulated phone does wrong (group P)."""

from forms.i18n import Text, _
from mock_idp.control.faults.fault import Fault

TELL = _("Nói cho người dùng biết đăng nhập chưa xong và cho thử lại.")
WAIT = _("Giữ phiên tạm đủ lâu; nhận câu trả lời muộn bình thường.")
ONCE = _("Chỉ mở một phiên.")
CLAUSE = "OIDC Core 3.1.2.6"


def _fault(name: str, title: Text, must: Text = TELL) -> Fault:
    return Fault(f"P.{name}", title, must, "phone", phone=name, clause=CLAUSE)


FAULTS = (
    _fault("deny", _("Từ chối trên điện thoại")),
    _fault("ignore", _("Không trả lời trên điện thoại")),
    _fault("wrong_number", _("Chọn sai số trên điện thoại")),
    _fault("face_fails", _("Khuôn mặt không khớp ba lần")),
    _fault("lost_device", _("Mất điện thoại")),
    _fault("outdated_app", _("Ứng dụng trên điện thoại quá cũ")),
    _fault("late_push", _("Yêu cầu đến điện thoại muộn"), WAIT),
    _fault("double_approval", _("Đồng ý hai lần trên điện thoại"), ONCE),
)
