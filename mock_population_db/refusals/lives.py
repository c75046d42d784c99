"""Births and deaths that cannot be."""

from forms.i18n import _
from mock_population_db.errors import ImplausibleBirth, PersonDeceased
from mock_population_db.refusals import EventRefused


class BirthAfterMothersDeath(ImplausibleBirth):
    """The mother had died before the child was born."""

    code = "birth_after_mothers_death"
    message = _(
        "Người mẹ đã chết ngày %(died)s, trước ngày sinh %(born)s của con. Kiểm tra "
        "lại ngày sinh và số định danh của người mẹ."
    )


class FatherDeadTooLong(ImplausibleBirth):
    """The father died more than 300 days before the birth (Luật HNGĐ Điều 88)."""

    code = "father_dead_too_long"
    message = _(
        "Người cha đã chết ngày %(died)s, quá 300 ngày trước ngày sinh %(born)s. Kiểm "
        "tra lại ngày sinh và số định danh của người cha."
    )


class BirthsTooClose(ImplausibleBirth):
    """The mother had another child less than 270 days before or after."""

    code = "births_too_close"
    message = _(
        "Người mẹ có con khác sinh ngày %(other)s, cách ngày sinh %(born)s chưa đủ 270 "
        "ngày và không phải sinh đôi. Kiểm tra lại ngày sinh và số định danh của mẹ."
    )


class DeathRecorded(PersonDeceased):
    """The death is in the register already."""

    code = "death_recorded"
    message = _(
        "Người này đã được ghi là chết ngày %(died)s. Nếu ngày đó sai, hủy bản ghi cũ "
        "rồi đăng ký lại."
    )


class DeathBeforeBirth(EventRefused):
    """The person would have died before being born."""

    code = "death_before_birth"
    message = _(
        "Ngày chết %(died)s ở trước ngày sinh %(born)s. Kiểm tra lại ngày chết và số "
        "định danh."
    )


class DeathInFuture(EventRefused):
    """The death lies after today."""

    code = "death_in_future"
    message = _(
        "Ngày chết %(died)s ở sau ngày hôm nay (%(today)s). Kiểm tra lại ngày chết."
    )


class DiedBeforeChild(EventRefused):
    """The person would have died before a child of theirs could be born."""

    code = "died_before_child"
    message = _(
        "Người này có con sinh ngày %(born)s nên không thể chết ngày %(died)s. Kiểm "
        "tra lại ngày chết."
    )


class ActedAfterDeath(EventRefused):
    """The register holds an act of the person after the day of death."""

    code = "acted_after_death"
    message = _(
        "Người này còn có sự kiện «%(kind)s» ngày %(day)s, sau ngày chết %(died)s. "
        "Kiểm tra lại ngày chết hoặc sự kiện đó."
    )


class DeclarantUnfit(EventRefused):
    """The declarant is the deceased, or has died."""

    code = "declarant_unfit"
    message = _(
        "Người đi khai là người đã chết. Ghi số định danh của người còn sống đi khai."
    )


class DeathNotRecorded(EventRefused):
    """There is no death to cancel."""

    code = "death_not_recorded"
    message = _(
        "Người này không được ghi là đã chết trong dữ liệu đang dùng nên không có gì "
        "để hủy. Kiểm tra lại số định danh."
    )
