"""What can go wrong in the register.

The class docstring is the English meaning; ``message`` is what a caller reads, in
the order where - why - what to do. ``code`` is stable and part of the contract.
"""

# ruff: noqa: N818 - named after what happened

from typing import ClassVar

from forms.i18n import Text, _


class PopulationError(Exception):
    """The register refuses or cannot answer."""

    code: ClassVar[str] = "population_error"
    message: ClassVar[Text] = _("Cơ sở dữ liệu dân cư giả lập không làm được việc này.")

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    @property
    def detail(self) -> str:
        """The message in the language of the moment, with its facts filled in."""
        return str(self.message) % self.facts if self.facts else str(self.message)


# --- who is calling -------------------------------------------------------------


class KeyRefused(PopulationError):
    """The bearer key is missing or wrong."""

    code = "key_refused"
    message = _(
        "Khóa kết nối thiếu hoặc không đúng. Gửi tiêu đề Authorization: Bearer <khóa>."
    )


class PurposeMissing(PopulationError):
    """The caller did not say why it asks."""

    code = "purpose_missing"
    message = _(
        "Thiếu mục đích khai thác. Mọi lần tra cứu phải nêu lý do ở tiêu đề "
        "X-Purpose, ví dụ birth_declaration."
    )


class RequesterMissing(PopulationError):
    """The caller did not say on whose behalf it asks."""

    code = "requester_missing"
    message = _(
        "Thiếu người khai thác. Gửi số định danh cá nhân hoặc tên hệ thống ở tiêu đề "
        "X-Requester."
    )


class HeaderMalformed(PopulationError):
    """A header holds something other than a short printable code."""

    code = "header_malformed"
    message = _(
        "Tiêu đề %(header)s không hợp lệ. Dùng chuỗi ngắn không có ký tự điều khiển."
    )


# --- what is asked --------------------------------------------------------------


class RealNumber(PopulationError):
    """The number lies in the range of real personal numbers."""

    code = "real_number"
    message = _(
        "Số này thuộc dải số thật nên bị từ chối. Hệ thống này chỉ nhận số giả lập "
        "bắt đầu bằng 9, ví dụ 901196004217."
    )


class Malformed(PopulationError):
    """The value does not have the required form."""

    code = "malformed"
    message = _("Dữ liệu gửi lên chưa đúng dạng. %(reason)s")


class PersonNotFound(PopulationError):
    """No person has this number."""

    code = "person_not_found"
    message = _("Không có người nào mang số định danh cá nhân này. Kiểm tra lại số.")


class HouseholdNotFound(PopulationError):
    """The person belongs to no household."""

    code = "household_not_found"
    message = _("Người này chưa có hồ sơ cư trú theo hộ trong cơ sở dữ liệu giả lập.")


class NoticeNotFound(PopulationError):
    """No birth notice has this code."""

    code = "notice_not_found"
    message = _("Không có giấy chứng sinh mang số này. Kiểm tra lại số.")


# --- what is written ------------------------------------------------------------


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


# --- the register itself --------------------------------------------------------


class FaultNotKnown(PopulationError):
    """No fault has this kind."""

    code = "fault_unknown"
    message = _("Không có loại sự cố này. Các loại có: down, slow, rubbish.")


class RegisterDown(PopulationError):
    """A trainer has switched the register off for this world."""

    code = "register_down"
    message = _(
        "Cơ sở dữ liệu dân cư giả lập đang tạm ngừng theo kịch bản. Thử lại sau."
    )


class OtherPopulation(PopulationError):
    """The database holds a population of another seed, size or version."""

    code = "other_population"
    message = _(
        "Cơ sở dữ liệu chứa dân số khác với cài đặt (%(found)s, cần %(wanted)s). Xóa "
        "tệp dữ liệu hoặc đổi POPULATION_SEED, POPULATION_SIZE về như cũ."
    )
