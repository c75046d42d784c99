"""In what do two names differ?"""

from functools import lru_cache

from forms.names import split_name
from mock_population_db.quality.spelling.confusion import is_confusion
from mock_population_db.quality.spelling.legacy import from_tcvn3, from_vni
from mock_population_db.quality.spelling.variants import (
    fold,
    has_marks,
    plain_d,
    tidy,
    with_new_tones,
    with_y,
)

SAME = ""
DIFFERENT = "name_differs"
CLOSE = frozenset({"wrong_middle_name", "confused_letters"})
"""Names that are not the same word by word; other things must agree."""


@lru_cache(1 << 14)
def compare_names(given: str, known: str) -> str:
    """Return the code of the difference: empty for none, ``name_differs`` for all else.

    Args:
        given: what a list says.
        known: what the register says.
    """
    if given == known:
        return SAME
    read, right = tidy(given).casefold(), tidy(known).casefold()
    if read == right:
        return "untidy_text"
    if fold(read) == fold(right):
        if not has_marks(read) and has_marks(right):
            return "missing_diacritics"
        return _as_spelt(read, right)
    return _with_y(read, right) or _in_words(given, read, right)


def _as_spelt(read: str, right: str) -> str:
    """Say how two names with the same letters but for marks differ."""
    if with_new_tones(read) == with_new_tones(right):
        return "tone_placement"
    return "d_or_dd" if plain_d(read) == plain_d(right) else "other_marks"


def _with_y(read: str, right: str) -> str:
    return "i_or_y" if with_y(read) == with_y(right) else ""


def _in_words(given: str, read: str, right: str) -> str:
    for convert in (from_tcvn3, from_vni):
        if tidy(convert(given)).casefold() == right:
            return "legacy_font"
    if is_confusion(read, right):
        return "confused_letters"
    surname, _middle, name = split_name(fold(read))
    if surname and (surname, name) == split_name(fold(right))[::2]:
        return "wrong_middle_name"
    return DIFFERENT
