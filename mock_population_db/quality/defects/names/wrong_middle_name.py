"""Another middle name: Văn for Thị, Ngọc for Văn, or none."""

from forms.i18n import _
from forms.names import fold, full_name, split_name
from mock_population_db.quality.defects.case import Case, Defect, Made

_OTHERS = ("Văn", "Thị", "Ngọc", "Minh", "Đức", "Thanh", "Hữu", "Kim", "")


def make(case: Case) -> Made:
    """Put another middle name, different also without marks."""
    name = case.get("full_name")
    surname, middle, given = split_name(name)
    if not surname:
        return None
    start = case.below(len(_OTHERS))
    for other in _OTHERS[start:] + _OTHERS[:start]:
        wrong = full_name(surname, other, given)
        if fold(other) != fold(middle) and fold(wrong) != fold(name):
            return "full_name", wrong
    return None


DEFECT = Defect("wrong_middle_name", _("Sai chữ đệm"), make)
