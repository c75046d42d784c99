"""The same name written in two ways: tone placement, d/đ, i/y, forms of Unicode."""

import re
import unicodedata
from functools import lru_cache

from forms import names

_NEW_STYLE = {
    "oa": "òóỏõọ",
    "oe": "òóỏõọ",
    "uy": "ùúủũụ",
}
_SECOND = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}
_I_OR_Y = re.compile(r"(?<![^\W\d_])([hklmstHKLMST])([iyíìỉĩịýỳỷỹỵ])(?![^\W\d_])")
_I, _Y = "iíìỉĩị", "yýỳỷỹỵ"
_MARKS_BUT_DD = re.compile("[\u0300-\u036f]")


def _cases(first: str, second: str) -> tuple[str, str, str]:
    return (
        first + second,
        first.upper() + second,
        first.upper() + second.upper(),
    )


def _pairs() -> dict[str, str]:
    return {
        old: new
        for pair, firsts in _NEW_STYLE.items()
        for first, second in zip(firsts, _SECOND[pair[1]], strict=True)
        for old, new in zip(
            _cases(first, pair[1]), _cases(pair[0], second), strict=True
        )
    }


OLD_TO_NEW = _pairs()
NEW_TO_OLD = {new: old for old, new in OLD_TO_NEW.items()}
"""``òa`` and ``oà``; the same for oe and uy."""
_AT_END = r"(?![^\W\d_])"
_NOT_QU = r"(?<![qQ])"
_OLD = re.compile(_NOT_QU + "(" + "|".join(OLD_TO_NEW) + ")" + _AT_END)
_NEW = re.compile(_NOT_QU + "(" + "|".join(NEW_TO_OLD) + ")" + _AT_END)


def with_new_tones(text: str) -> str:
    """Write ``Hòa`` as ``Hoà``: the tone on the main vowel."""
    return _OLD.sub(lambda found: OLD_TO_NEW[found.group(1)], text)


def with_other_tones(text: str) -> str:
    """Move the tones of open oa, oe, uy to the other letter."""
    moved = _OLD.sub(lambda found: OLD_TO_NEW[found.group(1)], text)
    if moved != text:
        return moved
    return _NEW.sub(lambda found: NEW_TO_OLD[found.group(1)], text)


def with_y(text: str) -> str:
    """Write ``Lí`` as ``Lý``: y for an i that ends a syllable."""
    return _I_OR_Y.sub(lambda m: m.group(1) + _turn(m.group(2), _I, _Y), text)


def with_other_i(text: str) -> str:
    """Write i for y and y for i where both spellings are in use."""
    return _I_OR_Y.sub(lambda m: m.group(1) + _other_i(m.group(2)), text)


def _other_i(letter: str) -> str:
    return _turn(letter, _I, _Y) if letter in _I else _turn(letter, _Y, _I)


def _turn(letter: str, source: str, target: str) -> str:
    return target[source.index(letter)] if letter in source else letter


def plain_d(text: str) -> str:
    """Write d for đ."""
    return text.replace("đ", "d").replace("Đ", "D")


def without_marks(text: str) -> str:
    """Take away all marks, and write d for đ; case and spaces stay."""
    found = unicodedata.normalize("NFD", plain_d(text))
    return unicodedata.normalize("NFC", _MARKS_BUT_DD.sub("", found))


def has_marks(text: str) -> bool:
    """Tell whether a letter bears a mark (đ alone does not count)."""
    return bool(_MARKS_BUT_DD.search(unicodedata.normalize("NFD", text)))


def tidy(text: str) -> str:
    """Return the same as :func:`forms.names.normalise`, quicker for ordinary text."""
    if not text.isprintable():
        return names.normalise(text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """Return the same as :func:`forms.names.fold`, remembering words."""
    return " ".join(map(_folded, tidy(text).split(" "))).strip()


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    return names.fold(word)
