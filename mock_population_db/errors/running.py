"""What goes wrong with the register itself."""

# ruff: noqa: N818 - named after what happened

from forms.i18n import _
from mock_population_db.errors.root import PopulationError


class FaultNotKnown(PopulationError):
    """No fault has this kind."""

    code = "fault_unknown"
    message = _("Không có loại sự cố này. Các loại có: %(kinds)s.")


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
