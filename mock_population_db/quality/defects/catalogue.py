"""All kinds of defects, in the order in which they are made."""

from mock_population_db.quality.defects.case import Defect
from mock_population_db.quality.defects.facts import (
    copied_from_household,
    day_month_swapped,
    double_registration,
    old_address,
    old_number,
    sex_contradicts,
    year_only,
)
from mock_population_db.quality.defects.names import (
    confused_letters,
    d_or_dd,
    i_or_y,
    legacy_font,
    missing_diacritics,
    tone_placement,
    untidy_text,
    wrong_middle_name,
)

KINDS: dict[str, Defect] = {
    defect.code: defect
    for defect in (
        # the rarer the rows in which a kind is possible, the earlier it chooses
        tone_placement.DEFECT,
        i_or_y.DEFECT,
        d_or_dd.DEFECT,
        missing_diacritics.DEFECT,
        legacy_font.DEFECT,
        confused_letters.DEFECT,
        wrong_middle_name.DEFECT,
        untidy_text.DEFECT,
        day_month_swapped.DEFECT,
        copied_from_household.DEFECT,
        year_only.DEFECT,
        old_number.DEFECT,
        old_address.DEFECT,
        sex_contradicts.DEFECT,
        double_registration.DEFECT,
    )
}
