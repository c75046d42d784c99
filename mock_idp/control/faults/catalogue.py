"""Every named fault, found by its id."""

from forms.i18n import Text, _
from mock_idp.control.faults import (
    authorize,
    id_token,
    logout,
    metadata,
    par,
    phone,
    token,
    userinfo,
)
from mock_idp.control.faults.fault import Fault

GROUPS: dict[str, Text] = {
    "A": _("Câu trả lời của điểm cấp quyền"),
    "R": _("Câu trả lời cho yêu cầu gửi trước (PAR)"),
    "T": _("Câu trả lời của điểm cấp mã"),
    "I": _("Mã định danh (ID token)"),
    "U": _("Thông tin người dùng (userinfo)"),
    "K": _("Bộ khóa công khai (JWKS)"),
    "D": _("Cấu hình (discovery)"),
    "L": _("Mã đăng xuất (logout token)"),
    "P": _("Điện thoại"),
}

CATALOGUE: dict[str, Fault] = {
    fault.id: fault
    for room in (authorize, par, token, id_token, userinfo, metadata, logout, phone)
    for fault in room.FAULTS
}


class UnknownFault(ValueError):  # noqa: N818 - named after what is wrong
    """No fault has this name."""


def find(name: str) -> Fault:
    """Return a fault by its id, ``I.exp_past``, or by its own part, ``exp_past``.

    Raises:
        UnknownFault: no fault, or more than one, has this name.
    """
    known = CATALOGUE.get(name)
    if known is not None:
        return known
    fitting = [f for f in CATALOGUE.values() if f.id.partition(".")[2] == name]
    if len(fitting) != 1:
        names = ", ".join(f.id for f in fitting)
        reason = f"{name[:60]} names {names}" if names else f"no fault {name[:60]}"
        raise UnknownFault(reason)
    return fitting[0]
