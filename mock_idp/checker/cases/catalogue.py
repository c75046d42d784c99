"""Every case, in the order of a run."""

from fnmatch import fnmatchcase

from forms.i18n import Text, _
from mock_idp.checker.case import Case
from mock_idp.checker.cases import (
    authenticating,
    callbacks,
    fapi2,
    front_tokens,
    id_tokens,
    keys,
    leaving,
    refreshing,
    registering,
    requests,
    responses,
    starting,
    tokens,
    userinfo,
    vneid,
)
from mock_idp.errors import MockIdpError

GROUPS: dict[str, Text] = {
    "request": _("Điều ứng dụng gửi đi"),
    "registration": _("Ứng dụng tự đăng ký"),
    "response": _("Câu trả lời qua trình duyệt"),
    "callback": _("Câu trả lời bị đụng tới"),
    "start": _("Đăng nhập bắt đầu từ e-ID"),
    "token": _("Điểm cấp mã"),
    "id-token": _("Mã định danh (ID token)"),
    "userinfo": _("Thông tin người dùng (userinfo)"),
    "userinfo-plain": _("Thông tin người dùng không ký"),
    "refresh": _("Làm mới mã"),
    "vneid": _("Riêng của định danh Việt Nam"),
    "logout": _("Đăng xuất"),
    "fapi2": _("Hồ sơ fapi2"),
    "discovery": _("Cấu hình (discovery)"),
    "keys": _("Bộ khóa công khai (JWKS)"),
    "keys-doubled": _("Hai khóa chung một kid"),
}

CATALOGUE: dict[str, Case] = {
    case.id: case
    for room in (
        *(requests, registering, responses, callbacks, starting),
        *(authenticating, tokens, id_tokens, front_tokens, userinfo),
        *(refreshing, vneid, leaving, fapi2, keys),
    )
    for case in room.CASES
}


class NoSuchCase(MockIdpError):  # noqa: N818 - named after what is wrong
    """No case has this name."""


def chosen(names: list[str] | None) -> list[Case]:
    """Return the cases to run; a name may be a group, or have stars.

    Raises:
        NoSuchCase: a name fits no case.
    """
    if not names:
        return list(CATALOGUE.values())
    for name in names:
        if not any(_fits(case, name) for case in CATALOGUE.values()):
            raise NoSuchCase(f"no case {name[:60]}; see --list")
    return [c for c in CATALOGUE.values() if any(_fits(c, name) for name in names)]


def _fits(case: Case, name: str) -> bool:
    return name == case.group or fnmatchcase(case.id, name)
