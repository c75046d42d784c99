"""Refusals about what is written."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.root import PopulationError


class IdempotencyKeyMissing(PopulationError):
    """A write came without an Idempotency-Key."""

    code = "idempotency_key_missing"
    message = _(
        "Thiếu tiêu đề Idempotency-Key. Gửi một mã riêng cho mỗi lần ghi để lần gửi "
        "lại không tạo bản ghi thứ hai."
    )


class IdempotencyConflict(PopulationError):
    """The same key came with another payload."""

    code = "idempotency_conflict"
    message = _(
        "Mã Idempotency-Key này đã dùng cho một nội dung khác. Dùng mã mới cho nội "
        "dung mới."
    )


class DuplicateBirth(PopulationError):
    """This child is already registered."""

    code = "duplicate_birth"
    message = _(
        "Đã có người con cùng mẹ, cùng ngày sinh và cùng tên trong cơ sở dữ liệu. "
        "Tra cứu con của người mẹ trước khi đăng ký."
    )


class NoticeUsed(PopulationError):
    """The birth notice already led to a registration."""

    code = "notice_used"
    message = _("Giấy chứng sinh này đã được dùng để đăng ký khai sinh.")


class NoticeMismatch(PopulationError):
    """The birth notice says something else than the registration."""

    code = "notice_mismatch"
    message = _(
        "Nội dung khai sinh khác giấy chứng sinh ở: %(fields)s. Đối chiếu lại giấy "
        "chứng sinh."
    )


class ImplausibleBirth(PopulationError):
    """The parents cannot have this child."""

    code = "implausible_birth"
    message = _("Không ghi được khai sinh vì %(reason)s. Kiểm tra lại dữ liệu cha, mẹ.")


class PersonDeceased(PopulationError):
    """The person has died; nothing new is registered for them."""

    code = "person_deceased"
    message = _("Người này đã được ghi là đã chết nên không đăng ký thêm được.")


class NotHouseholdHead(PopulationError):
    """The person named as head is only a member of a household."""

    code = "not_household_head"
    message = _(
        "Người được ghi là chủ hộ không phải chủ hộ trong cơ sở dữ liệu. Tra cứu hộ "
        "để lấy đúng chủ hộ."
    )


class HeadLeavesHousehold(PopulationError):
    """A head with other members cannot join another household."""

    code = "head_leaves_household"
    message = _(
        "Người này đang là chủ hộ của hộ có thành viên khác. Đổi chủ hộ trước khi "
        "chuyển nơi thường trú."
    )


class AddressNotOfHousehold(PopulationError):
    """The address lies in another commune than the household."""

    code = "address_not_of_household"
    message = _(
        "Địa chỉ đăng ký không cùng xã, phường với hộ của chủ hộ. Kiểm tra địa chỉ "
        "hoặc chủ hộ."
    )


class AlreadyInsured(PopulationError):
    """The person already has an insurance number, which is for life."""

    code = "already_insured"
    message = _("Người này đã có mã số bảo hiểm. Mỗi người chỉ có một mã số.")


class NumbersExhausted(PopulationError):
    """No serial is left for this province, sex and year."""

    code = "numbers_exhausted"
    message = _("Đã hết số cho tỉnh, giới tính và năm sinh này.")
