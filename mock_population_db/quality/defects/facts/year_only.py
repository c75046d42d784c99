"""Only the year of birth is known: 03/11/1987 becomes 1987."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made

_YEAR = 4


def make(case: Case) -> Made:
    """Keep the year."""
    written = case.get("date_of_birth")
    if len(written) <= _YEAR:
        return None
    return "date_of_birth", written[-_YEAR:]


DEFECT = Defect("year_only", _("Chỉ có năm sinh"), make)
