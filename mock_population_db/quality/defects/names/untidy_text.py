"""The same letters in other characters: decomposed (NFD), doubled or hard spaces."""

import unicodedata

from forms.i18n import _
from mock_population_db.quality.defects.case import Case, Defect, Made

_HARD_SPACE = "\N{NO-BREAK SPACE}"


def make(case: Case) -> Made:
    """Decompose the name or spoil its spaces."""
    name = case.get("full_name")
    ways = [
        unicodedata.normalize("NFD", name),
        name.replace(" ", "  "),
        name.replace(" ", _HARD_SPACE),
        f" {name} " if name else "",
    ]
    start = case.below(len(ways))
    for way in ways[start:] + ways[:start]:
        if way != name:
            return "full_name", way
    return None


DEFECT = Defect("untidy_text", _("Khoảng trắng thừa hoặc chữ tổ hợp (NFD)"), make)
