"""Dates as people write and read them.

A canonical date is ``2026-03-07``; a partial one, allowed for parents whose papers
do not say more, is ``1960-05`` or ``1960``.
"""

import re
from datetime import date
from typing import Final

from forms.i18n import gettext

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2199

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_TEN, _FOUR, _FIVE = 10, 4, 5
_APRIL = 4
_CENTURY = 100
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PASTED = re.compile(
    r"(?:ngày\s*)?(\d{1,2})(?:\s*tháng\s*|\s*[/.\-\s]\s*)(\d{1,2})"
    r"(?:\s*năm\s*|\s*[/.\-\s]\s*)(\d{4}|\d{2})",
    re.IGNORECASE | re.ASCII,
)
_CANONICAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def in_words(day: date) -> str:
    """Return a date as civil-status papers write it out.

    ``date(2026, 3, 7)`` becomes «Ngày bảy tháng ba năm hai nghìn không trăm hai mươi
    sáu». The words are Vietnamese in every language: they go on the certificate.
    """
    month = "tư" if day.month == _APRIL else _below_hundred(day.month)
    return f"Ngày {_below_hundred(day.day)} tháng {month} năm {_year(day.year)}"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, _TEN)
    if tens == 0:
        return _DIGITS[ones]
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == _FIVE:
        words.append("lăm")
    elif ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == _FOUR and tens > 1:
        words.append("tư")
    elif ones:
        words.append(_DIGITS[ones])
    return " ".join(words)


def _year(year: int) -> str:
    thousands, rest = divmod(year, 1000)
    hundreds, rest_of_hundred = divmod(rest, _CENTURY)
    words = [_DIGITS[thousands], "nghìn"]
    if rest:
        words += [_DIGITS[hundreds], "trăm"]
    if 0 < rest_of_hundred < _TEN:
        words += ["linh", _DIGITS[rest_of_hundred]]
    elif rest_of_hundred:
        words.append(_below_hundred(rest_of_hundred))
    return " ".join(words)


def pasted(text: str, today: date | None = None) -> tuple[str, str, str] | None:
    """Split a pasted date into day, month and year, or return ``None``.

    Understood: ``2/7/1990``, ``02-07-90``, ``2.7.1990``, ``2 tháng 7 1990``,
    ``ngày 2 tháng 7 năm 1990``, ``1990-07-02``. A year of two digits is the latest
    one that is not after ``today``.
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
        return day, month, year
    if not (found := _PASTED.fullmatch(text)):
        return None
    day, month, year = found.groups()
    return day, month, _full_year(year, today)


def _full_year(year: str, today: date | None) -> str:
    if len(year) > len("90") or today is None:
        return year
    century = today.year // _CENTURY * _CENTURY
    full = century + int(year)
    return str(full if full <= today.year else full - _CENTURY)


def parse(text: str, today: date | None = None) -> date | None:
    """Return the full date that a text means, or ``None`` when it means none."""
    parts = pasted(text, today)
    if parts is None:
        return None
    day, month, year = (int(part) for part in parts)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_canonical(value: str) -> bool:
    """Tell whether a text is a canonical date, full or partial."""
    if not _CANONICAL.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return EARLIEST_YEAR <= int(value[:4]) <= LATEST_YEAR


def full_date(value: object) -> date | None:
    """Return a canonical full date as a date; anything else is ``None``."""
    if isinstance(value, str) and len(value) == len("2026-03-07"):
        return date.fromisoformat(value) if is_canonical(value) else None
    return None


def earliest(value: str) -> date:
    """Return the first day that a canonical full or partial date may mean."""
    return date.fromisoformat(value + "0000-01-01"[len(value) :])


def show(value: str) -> str:
    """Return a canonical date as people read it: 07/03/2026, 05/1960, 1960."""
    return "/".join(reversed(value.split("-")))


def show_day(day: date) -> str:
    """Return a date as people read it: 07/03/2026."""
    return f"{day:%d/%m/%Y}"


def show_weekday(day: date) -> str:
    """Return a date with its day of the week: «thứ Ba, 10/03/2026»."""
    names = (
        gettext("thứ Hai"),
        gettext("thứ Ba"),
        gettext("thứ Tư"),
        gettext("thứ Năm"),
        gettext("thứ Sáu"),
        gettext("thứ Bảy"),
        gettext("Chủ nhật"),
    )
    return f"{names[day.weekday()]}, {show_day(day)}"


def birthday(born: date, age: int) -> date:
    """Return the day somebody becomes ``age``; born on 29 February, 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
