"""All marks are lost: Nguyễn Văn Đức becomes Nguyen Van Duc."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling.variants import has_marks, without_marks


def make(case: Case) -> Made:
    """Take all marks from the name."""
    name = case.get("full_name")
    # a name whose only mark is đ belongs to the kind d_or_dd
    return ("full_name", without_marks(name)) if has_marks(name) else None


DEFECT = Defect("missing_diacritics", _("Tên mất dấu"), make)
