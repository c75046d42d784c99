"""The sex contradicts the fourth digit of the personal number."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made

_OTHER = {"Nam": "Nữ", "Nữ": "Nam", "1": "2", "2": "1"}


def make(case: Case) -> Made:
    """Write the other sex."""
    other = _OTHER.get(case.get("sex"))
    return ("sex", other) if other else None


DEFECT = Defect("sex_contradicts", _("Giới tính trái với số định danh"), make)
