"""Day and month change places: 03/11/1987 becomes 11/03/1987."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made

_MONTHS = 12
_LENGTH = len("03/11/1987")


def make(case: Case) -> Made:
    """Swap, only where the result is another possible date."""
    written = case.get("date_of_birth")
    day, month, year = written[:2], written[3:5], written[6:]
    if len(written) != _LENGTH or day == month or int(day) > _MONTHS:
        return None
    return "date_of_birth", f"{month}/{day}/{year}"


DEFECT = Defect("day_month_swapped", _("Đảo ngày và tháng"), make)
