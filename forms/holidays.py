"""Working days, public holidays and swapped days, 2024 to 2027.

Holidays follow Bộ luật Lao động 2019 Điều 112; the days of Tết, the second day of
Quốc khánh and swapped days are announced each year. Days not yet announced are
assumptions and say so. Ngày Văn hóa Việt Nam (24 November) is not listed: its legal
form could not be verified.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from forms.codelists.lists import Named
from forms.codelists.tables import read
from forms.i18n import Text
from forms.law import Confidence, LegalBasis

_SATURDAY = 5
_CONFIDENCE: dict[str, Confidence] = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "assumption": "assumption",
}


@dataclass(frozen=True)
class Holiday:
    """A day that is not what its weekday says.

    Attributes:
        day: the date.
        name: what it is called.
        is_working: a Saturday or Sunday worked in exchange for a day off.
        basis: the rule or notice, and how sure we are.
    """

    day: date
    name: Text
    is_working: bool
    basis: LegalBasis


@cache
def _table() -> dict[date, Holiday]:
    found = {}
    for row in read("holidays"):
        day = date.fromisoformat(row["date"])
        found[day] = Holiday(
            day,
            Named(row["name"], row["english"]),
            row["kind"] == "swap-working",
            LegalBasis(row["source"], _CONFIDENCE[row["confidence"]]),
        )
    return found


def holiday(day: date) -> Holiday | None:
    """Return the holiday or swapped working day on a date, or ``None``."""
    return _table().get(day)


def is_working_day(day: date) -> bool:
    """Tell whether agencies work on a date.

    Outside the listed years only weekends count as days off.
    """
    if found := holiday(day):
        return found.is_working
    return day.weekday() < _SATURDAY
