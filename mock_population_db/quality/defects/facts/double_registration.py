"""The same person stands in a second row, under a second number."""

from forms import personal_id
from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made

_SERIALS = 1_000_000
_TRIES = 50


def make(case: Case) -> Made:
    """Make a second number that nobody has, of the same place, sex and year."""
    number = case.get("personal_id")
    if len(number) != personal_id.LENGTH:
        return None
    for _try in range(_TRIES):
        second = f"{number[:6]}{case.below(_SERIALS):06}"
        if second != number and not case.page.registry.is_taken(second):
            return "personal_id", second
    return None


DEFECT = Defect(
    "double_registration",
    _("Một người đăng ký hai lần với hai số"),
    make,
    adds_row=True,
)
