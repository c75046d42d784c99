"""The tone stands on the other vowel: Hòa becomes Hoà, or the reverse."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling.variants import with_other_tones


def make(case: Case) -> Made:
    """Move the tones of open oa, oe and uy."""
    name = case.get("full_name")
    moved = with_other_tones(name)
    return ("full_name", moved) if moved != name else None


DEFECT = Defect("tone_placement", _("Dấu thanh đặt ở chữ khác (Hòa, Hoà)"), make)
