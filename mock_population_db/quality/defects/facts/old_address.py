"""The address names units of before 1 July 2025: commune, district, province."""

from forms.i18n import _
from mock_population_db.citizen.homes.addresses import HOME, former_address
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling.addresses import (
    LEVELS_NOW,
    communes_named,
    split_address,
)


def make(case: Case) -> Made:
    """Name the former commune of which the home's street was part."""
    detail, units = split_address(case.get("address"), LEVELS_NOW)
    codes = communes_named(units)
    if len(codes) != 1:
        return None
    old = former_address({"country": HOME, "commune": codes[0], "detail": detail})
    return ("address", old) if old else None


DEFECT = Defect("old_address", _("Địa chỉ theo đơn vị trước 7/2025"), make)
