"""A letter was misread from paper: Hoàng becomes Hoàug, Lan becomes Lon."""

from forms.i18n import _
from forms.names import fold
from mock_population_db.quality.defects.case import Case, Defect, Made
from mock_population_db.quality.spelling.confusion import is_confusion, read_wrongly


def make(case: Case) -> Made:
    """Misread one word of the name so that it differs also without marks."""
    name = case.get("full_name")
    words = name.split(" ")
    start = case.below(len(words))
    for place in [*range(start, len(words)), *range(start)]:
        wrongs = read_wrongly(words[place])
        turn = case.below(len(wrongs)) if wrongs else 0
        for wrong in wrongs[turn:] + wrongs[:turn]:
            spoilt = " ".join([*words[:place], wrong, *words[place + 1 :]])
            if fold(spoilt) != fold(name) and is_confusion(spoilt, name):
                return "full_name", spoilt
    return None


DEFECT = Defect("confused_letters", _("Đọc nhầm chữ trên giấy"), make)
