"""Days of birth as lists write them."""

import re
from datetime import date
from functools import lru_cache

NO_DAY = 0
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[/.\-]([0-9]{1,2})[/.\-]([0-9]{1,2})(?:[ T].*)?")
_PLAIN = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_YEAR = re.compile(r"(?:(?:00?|--|xx)[/.\-](?:00?|--|xx)[/.\-])?((?:19|20)[0-9]{2})")
_FIRST, _LAST = 1900, 2100
SAME = ""
DIFFERENT = "date_differs"
MISSING = "date_missing"


@lru_cache(1 << 17)
def read_day(text: str) -> int:
    """Return a day as an ordinal, minus the year if only that is given, 0 for none."""
    written = text.strip()
    year = _YEAR.fullmatch(written)
    if year:
        return -int(year[1])
    for pattern, order in (
        (_DAY_FIRST, (3, 2, 1)),
        (_YEAR_FIRST, (1, 2, 3)),
        (_PLAIN, (1, 2, 3)),
    ):
        found = pattern.fullmatch(written)
        if found:
            return _ordinal(*(int(found[group]) for group in order))
    return NO_DAY


def _ordinal(year: int, month: int, day: int) -> int:
    if month == day == 0 and _FIRST <= year < _LAST:
        return -year
    try:
        return date(year, month, day).toordinal() if _FIRST <= year < _LAST else NO_DAY
    except ValueError:
        return NO_DAY


def compare_days(given: int, known: int) -> str:
    """Return the code of the difference between two days, empty for none."""
    if given == known:
        return SAME
    if given == NO_DAY:
        return MISSING
    day = date.fromordinal(known)
    if given < NO_DAY:
        return "year_only" if -given == day.year else DIFFERENT
    other = date.fromordinal(given)
    swapped = (other.year, other.day, other.month)
    return (
        "day_month_swapped" if swapped == (day.year, day.month, day.day) else DIFFERENT
    )
