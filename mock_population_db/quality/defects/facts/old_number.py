"""The old nine-digit number (CMND) stands for the personal number."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made


def make(case: Case) -> Made:
    """Put the old number, for those who ever had one."""
    (old,) = case.page.registry.old_numbers([case.get("personal_id")])
    return ("personal_id", old) if old else None


DEFECT = Defect("old_number", _("Số CMND 9 số cũ"), make)
