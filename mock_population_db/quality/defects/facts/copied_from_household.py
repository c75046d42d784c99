"""A value of another member of the household: number, day of birth or phone."""

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made

_FIELDS = ("personal_id", "date_of_birth", "phone")


def make(case: Case) -> Made:
    """Copy one value that differs from a member who stands near."""
    columns = case.page.block.columns
    mates = case.page.mates(case.place)
    choices = [
        (name, columns[name][mate])
        for name in _FIELDS
        if name in columns
        for mate in mates
        if columns[name][mate] not in {"", columns[name][case.place]}
    ]
    return choices[case.below(len(choices))] if choices else None


DEFECT = Defect("copied_from_household", _("Chép nhầm của người khác trong hộ"), make)
