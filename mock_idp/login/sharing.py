"""What each scope shares, and why, as the consent page and the phone say it."""

from collections.abc import Iterable
from dataclasses import dataclass

from forms.i18n import Text, _
from mock_idp.oidc.claims.scopes import REPRESENTATION, REQUIRED_SCOPES
from mock_idp.oidc.claims.verified import MEMBER as VERIFIED_CLAIMS
from mock_idp.people.account import Account
from mock_idp.people.identity_card import VIETNAMESE, WITH_CARD


@dataclass(frozen=True)
class Attribute:
    """One thing to share: its name, what for, and its value when it is known here."""

    title: Text
    purpose: Text
    value: str = ""


@dataclass(frozen=True)
class Share:
    """A scope as people see it."""

    scope: str
    title: Text
    icon: str
    attributes: tuple[Attribute, ...]

    @property
    def is_required(self) -> bool:
        """Say whether the person shares this or nothing."""
        return self.scope in REQUIRED_SCOPES


SEX = {"1": _("Nam"), "2": _("Nữ")}
LEVELS = {0: _("Chưa có"), 1: _("Mức 1"), 2: _("Mức 2")}


def shares(
    scopes: Iterable[str], account: Account, represents: Account | None = None
) -> list[Share]:
    """Return what these scopes share about a person, and whom the person acts for."""
    asked = tuple(scopes)
    found = [_SHARES[scope](account) for scope in asked if scope in _SHARES]
    if REPRESENTATION in asked and represents is not None:
        found.append(_representation(represents))
    return found


def _openid(account: Account) -> Share:
    level = Attribute(
        _("Mức tài khoản định danh"),
        _("Kiểm tra bạn được dùng dịch vụ nào"),
        str(LEVELS[account.account_level]),
    )
    return Share("openid", _("Tài khoản định danh"), "badge-check", (level,))


def _profile(account: Account) -> Share:
    attributes = (
        Attribute(
            _("Họ, chữ đệm và tên"),
            _("Ghi tên bạn vào tờ khai và thông báo"),
            account.full_name,
        ),
        Attribute(
            _("Ngày sinh"), _("Điền vào tờ khai"), shown_date(account.date_of_birth)
        ),
        Attribute(_("Giới tính"), _("Điền vào tờ khai"), str(SEX[account.sex])),
    )
    return Share("profile", _("Thông tin nhân thân của bạn"), "user", attributes)


def _personal_id(account: Account) -> Share:
    number = Attribute(
        _("Số định danh cá nhân"),
        _("Tìm đúng bạn trong cơ sở dữ liệu dân cư"),
        grouped(account.personal_id),
    )
    return Share("dinh_danh", _("Số định danh"), "id-card", (number,))


def _phone(account: Account) -> Share:
    phone = Attribute(
        _("Số điện thoại"),
        _("Nhắn tin khi hồ sơ có tin mới"),
        account.phone or str(_("Chưa có")),
    )
    return Share("phone", _("Số điện thoại"), "phone", (phone,))


def _email(account: Account) -> Share:
    email = Attribute(
        _("Thư điện tử"),
        _("Gửi thông báo và kết quả"),
        account.email or str(_("Chưa có")),
    )
    return Share("email", _("Thư điện tử"), "send", (email,))


def _residence(_account: Account) -> Share:
    why = _("Điền địa chỉ, xác định cơ quan giải quyết")
    attributes = (
        Attribute(_("Nơi thường trú"), why),
        Attribute(_("Nơi tạm trú, nơi ở hiện tại"), why),
    )
    return Share("cu_tru", _("Nơi cư trú, đọc từ CSDL dân cư"), "map-pin", attributes)


def _family(_account: Account) -> Share:
    attributes = (
        Attribute(
            _("Vợ hoặc chồng, cha, mẹ, con"), _("Điền thông tin cha, mẹ của trẻ")
        ),
        Attribute(_("Chủ hộ và quan hệ với chủ hộ"), _("Đăng ký thường trú cho trẻ")),
    )
    return Share(
        "nhan_than", _("Quan hệ gia đình, đọc từ CSDL dân cư"), "users", attributes
    )


def _address(_account: Account) -> Share:
    address = Attribute(_("Nơi thường trú"), _("Gửi giấy tờ đến đúng địa chỉ"))
    return Share("address", _("Địa chỉ"), "map-pin", (address,))


def _papers(account: Account) -> Share:
    has_card = account.account_level >= WITH_CARD
    is_citizen = account.traits.nationality == VIETNAMESE
    papers = Attribute(
        _("Thẻ căn cước: số thẻ, ngày hết hạn")
        if is_citizen
        else _("Thẻ thường trú: số thẻ, ngày hết hạn"),
        _("Khỏi nộp lại bản sao giấy tờ"),
        grouped(account.personal_id) if has_card else str(_("Chưa có")),
    )
    return Share("giay_to", _("Giấy tờ trong tài khoản"), "id-card", (papers,))


def _offline(_account: Account) -> Share:
    offline = Attribute(
        _("Đọc tiếp những thông tin trên"), _("Cập nhật hồ sơ khi bạn không có mặt")
    )
    return Share(
        "offline_access", _("Dùng tiếp khi bạn đã rời đi"), "refresh-cw", (offline,)
    )


def _verification(_account: Account) -> Share:
    attributes = (
        Attribute(
            _("Mức bảo đảm và thời điểm xác minh"),
            _("Biết các thông tin trên đã được xác minh đến đâu"),
        ),
        Attribute(
            _("Đối chiếu với CSDL dân cư, với chip của thẻ căn cước"),
            _("Chứng minh các thông tin trên là thật mà không cần giấy tờ"),
        ),
    )
    return Share(
        VERIFIED_CLAIMS,
        _("Cách thông tin của bạn đã được xác minh"),
        "badge-check",
        attributes,
    )


def _representation(child: Account) -> Share:
    attributes = (
        Attribute(
            _("Trẻ được đại diện"), _("Làm thủ tục thay cho trẻ"), child.full_name
        ),
        Attribute(
            _("Số định danh cá nhân"),
            _("Tìm đúng trẻ trong cơ sở dữ liệu dân cư"),
            grouped(child.personal_id),
        ),
    )
    return Share(REPRESENTATION, _("Người bạn đại diện"), "users", attributes)


_SHARES = {
    "openid": _openid,
    "profile": _profile,
    "dinh_danh": _personal_id,
    "phone": _phone,
    "email": _email,
    "cu_tru": _residence,
    "nhan_than": _family,
    "address": _address,
    "giay_to": _papers,
    "offline_access": _offline,
    VERIFIED_CLAIMS: _verification,
}


def grouped(personal_id: str) -> str:
    """Return a number in groups of three, as people read it."""
    return " ".join(personal_id[i : i + 3] for i in range(0, len(personal_id), 3))


def shown_date(born: str) -> str:
    """Return a date of birth as people write it: day, month, year, as far as known."""
    return "/".join(reversed(born.split("-")))
