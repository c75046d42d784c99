"""Personal numbers as lists write them."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

from forms.codelists.units import former_province_codes

Numbers = NDArray[np.int64]
NOTHING = 0
_SIGNS = re.compile(r"[\s.\-']")
_REAL = re.compile(r"(?<![0-9])[0-9]{3}([ .\-]?)[0-9]{3}\1[0-9]{3}\1[0-9]{3}(?![0-9])")
_OLD, _NEW = 9, 12
_SYNTHETIC, _PROVINCE, _LAST_DIGIT = 900, 10**9, 3
_REAL_OLD_NUMBERS = 39 * 10**7
"""Real nine-digit numbers began with the code of a province, up to 38."""
HIDDEN = "•"


class Kind(IntEnum):
    """What a written number is."""

    FULL = 0
    OLD = 1
    MISSING = 2
    MALFORMED = 3
    REAL = 4


def read_number(text: str) -> tuple[Kind, int]:
    """Return what is written and its value; 0 unless it is a synthetic number."""
    digits = text if text.isdigit() else _SIGNS.sub("", text)
    if not digits:
        return Kind.MISSING, NOTHING
    if not (digits.isascii() and digits.isdigit()):
        return Kind.MALFORMED, NOTHING
    value = int(digits) if len(digits) <= _NEW else NOTHING
    if len(digits) == _OLD:
        is_real = value < _REAL_OLD_NUMBERS
        return (Kind.REAL, NOTHING) if is_real else (Kind.OLD, value)
    if len(digits) != _NEW:
        return Kind.MALFORMED, NOTHING
    if value < _SYNTHETIC * _PROVINCE:
        return Kind.REAL, NOTHING
    province, rest = divmod(value, _PROVINCE)
    known = province in _provinces() and rest // 10**8 <= _LAST_DIGIT
    return (Kind.FULL, value) if known else (Kind.MALFORMED, NOTHING)


def read_numbers(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Read many numbers: what each is, and its value."""
    plain = (len(text) == _NEW and text.isascii() and text.isdigit() for text in texts)
    pairs = zip(texts, plain, strict=True)
    values = np.fromiter(
        (int(text) if is_plain else NOTHING for text, is_plain in pairs),
        np.int64,
        len(texts),
    )
    province, rest = np.divmod(values, _PROVINCE)
    good = np.isin(province, list(_provinces())) & (rest // 10**8 <= _LAST_DIGIT)
    kinds = np.full(len(texts), int(Kind.FULL), np.int64)
    for row in np.flatnonzero(~good).tolist():
        kinds[row], values[row] = read_number(texts[row])
    return kinds, values


@cache
def _provinces() -> frozenset[int]:
    return frozenset(_SYNTHETIC + int(code) for code in former_province_codes())


def hide_real(text: str) -> str:
    """Make numbers that may be real people's unreadable, digit by digit."""
    return _REAL.sub(_hidden, text)


def hide_all(text: str) -> str:
    """Hide all digits but the first three, of old numbers too."""
    return text[:3] + re.sub("[0-9]", HIDDEN, text[3:])


def _hidden(found: re.Match[str]) -> str:
    written = found.group()
    if int(written[:3]) >= _SYNTHETIC:
        return written
    return written[:3] + re.sub("[0-9]", HIDDEN, written[3:])
