"""What each call is about, in words, and who makes it."""

import re

from forms.i18n import Text, _
from mock_idp.control.exchanges import Exchange
from mock_idp.glass.shown import LONGEST_NAME, shown

OF_CLIENTS = frozenset(
    {
        *(".well-known", "discovery", "jwks", "token", "userinfo", "registration"),
        *("introspection", "revocation", "par", "resource", "confirmations"),
    }
)
"""Endpoints that relying parties call themselves; browsers open the others."""
TITLES: dict[str, Text] = {
    "authorize": _("Dịch vụ xin đăng nhập cho người dùng"),
    "par": _("Dịch vụ gửi trước yêu cầu đăng nhập"),
    "sign-in": _("Màn hình đăng nhập"),
    "phone": _("Màn hình điện thoại"),
    "token": _("Dịch vụ xin token"),
    "userinfo": _("Dịch vụ hỏi thông tin người dùng"),
    "introspection": _("Hỏi thăm một token"),
    "revocation": _("Thu hồi một token"),
    "logout": _("Đăng xuất"),
    "device": _("Đăng nhập cho một thiết bị"),
    "discovery": _("Đọc cấu hình của nhà cung cấp"),
    "jwks": _("Đọc khóa công khai của nhà cung cấp"),
    "registration": _("Đăng ký dịch vụ"),
    "confirmations": _("Dịch vụ hỏi ý một người"),
    "resource": _("Gọi một API thử"),
}
MOMENTS: dict[str, Text] = {
    "account": _("Người dùng chọn tài khoản"),
    "cancel": _("Người dùng hủy"),
    "qr": _("Hiện mã QR thay cho số"),
    "again": _("Gửi lại yêu cầu tới điện thoại"),
    "other": _("Người dùng chọn người khác"),
    "device": _("Người dùng so mã với thiết bị"),
    "level": _("Người dùng trả lời về mức 2"),
    "represent": _("Người dùng chọn người được đại diện"),
    "consent": _("Người dùng trả lời về việc chia sẻ"),
    "continue": _("Trình duyệt đi tiếp sau khi điện thoại trả lời"),
    "factor": _("Người dùng nhập mã hoặc khuôn mặt trên điện thoại"),
    "scan": _("Điện thoại quét mã"),
    "confirm": _("Người dùng xác nhận đăng xuất"),
}
"""What the last word means of an address below ``/sign-in`` and its like."""
ANSWERED = _("Người dùng trả lời trên điện thoại")
CALL = _("Lời gọi")
_CODE = re.compile(r"(?=[a-z_-]*[A-Z0-9])[\w-]{16,}")
_OF_PEOPLE = ("sign-in", "phone", "logout")


def title_of(exchange: Exchange) -> Text:
    """Return what a call is about."""
    last = exchange.path.rpartition("/")[2]
    if exchange.endpoint in _OF_PEOPLE and last in MOMENTS:
        return MOMENTS[last]
    if exchange.endpoint == "phone" and exchange.method == "POST":
        return ANSWERED
    return TITLES.get(exchange.endpoint, CALL)


def brief(path: str) -> str:
    """Return a path fit for one line; long random parts are cut."""
    return _CODE.sub(lambda found: f"{found[0][:4]}…", shown(path, LONGEST_NAME))
