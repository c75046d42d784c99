"""Đ is written D: Đỗ Thị Đào becomes Dỗ Thị Dào."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling.variants import plain_d


def make(case: Case) -> Made:
    """Write d for every đ."""
    name = case.get("full_name")
    plain = plain_d(name)
    return ("full_name", plain) if plain != name else None


DEFECT = Defect("d_or_dd", _("Lẫn d với đ"), make)
