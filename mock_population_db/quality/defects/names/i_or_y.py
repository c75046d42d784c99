"""i and y change places: Lý becomes Lí, Mỹ becomes Mĩ."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling.variants import with_other_i


def make(case: Case) -> Made:
    """Write the other letter where both spellings are in use."""
    name = case.get("full_name")
    other = with_other_i(name)
    return ("full_name", other) if other != name else None


DEFECT = Defect("i_or_y", _("Lẫn i với y (Lý, Lí)"), make)
