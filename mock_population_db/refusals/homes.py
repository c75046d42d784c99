"""Moves, households and stays that cannot be."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors import PopulationError
from mock_population_db.refusals import EventRefused


class NoSuchHousehold(PopulationError):
    """No household has this file number."""

    code = "no_such_household"
    message = _("Không có hộ nào mang số hồ sơ cư trú này. Kiểm tra lại số.")


class HouseholdGone(EventRefused):
    """All members of the household have died or left."""

    code = "household_gone"
    message = _(
        "Hộ %(file_no)s không còn ai: mọi thành viên đã chết hoặc chuyển đi. Đăng ký "
        "hộ mới tại địa chỉ đó."
    )


class AlreadyMember(EventRefused):
    """The person lives in this household already."""

    code = "already_member"
    message = _("Người mang số %(person)s đã là thành viên của hộ này. Bỏ người đó ra.")


class NamedTwice(EventRefused):
    """One person is named twice among those who move."""

    code = "named_twice"
    message = _("Số %(person)s được ghi hai lần. Ghi mỗi người một lần.")


class HeadTooYoung(EventRefused):
    """Only an adult heads a new household or others (Luật Cư trú Điều 10)."""

    code = "head_too_young"
    message = _(
        "Người chưa đủ 18 tuổi không làm chủ hộ được (Luật Cư trú Điều 10). Ghi một "
        "người đã đủ 18 tuổi."
    )


class NotAMember(EventRefused):
    """The person named as the next head does not belong to the household."""

    code = "not_a_member"
    message = _(
        "Người được ghi làm chủ hộ không phải thành viên còn sống của hộ này. Tra cứu "
        "hộ để chọn đúng người."
    )


class RelationUntrue(EventRefused):
    """The kin links say otherwise than the relation that was written."""

    code = "relation_untrue"
    message = _(
        "Quan hệ với chủ hộ của số %(person)s khác với quan hệ gia đình trong cơ sở dữ "
        "liệu. Bỏ trống ô này để hệ thống tự ghi."
    )


class TermTooLong(EventRefused):
    """A temporary residence is registered for two years at most."""

    code = "term_too_long"
    message = _(
        "Thời hạn tạm trú quá 2 năm (Luật Cư trú Điều 27). Chọn ngày hết hạn không "
        "muộn hơn %(latest)s."
    )


class TermReversed(EventRefused):
    """The term ends before it begins, or has ended already."""

    code = "term_reversed"
    message = _(
        "Ngày kết thúc %(until)s không ở sau ngày bắt đầu hoặc đã qua. Kiểm tra lại "
        "thời hạn."
    )


class StayInHomeCommune(EventRefused):
    """Within the commune of permanent residence nobody registers a stay."""

    code = "stay_in_home_commune"
    message = _(
        "Nơi tạm trú nằm trong xã, phường đang thường trú nên không phải đăng ký tạm "
        "trú (Luật Cư trú Điều 27). Kiểm tra lại địa chỉ."
    )


class NoTemporaryResidence(EventRefused):
    """There is no temporary residence to end."""

    code = "no_temporary_residence"
    message = _("Người này không có đăng ký tạm trú đang có hiệu lực. Kiểm tra lại số.")


class AlreadyAbsent(EventRefused):
    """An absence is declared and not yet ended."""

    code = "already_absent"
    message = _(
        "Người này đang khai báo tạm vắng từ ngày %(since)s. Kết thúc lần đó trước khi "
        "khai lần mới."
    )


class NotAbsent(EventRefused):
    """There is no absence to end."""

    code = "not_absent"
    message = _(
        "Người này không có khai báo tạm vắng đang có hiệu lực. Kiểm tra lại số."
    )
