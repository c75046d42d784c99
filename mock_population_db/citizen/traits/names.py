"""Other names (tên gọi khác): some older Kinh people are known by their birth order."""

from mock_population_db.citizen.draws import label
from mock_population_db.citizen.homes.communes import commune_facts
from mock_population_db.citizen.subject import Subject

KINH, FEMALE = "01", "2"
FROM_AGE, PER_MILLE = 55, 40
BIRTH_ORDER = {
    "north": ("Cả", "Hai", "Ba", "Tư", "Năm", "Út"),
    "central": ("Cả", "Hai", "Ba", "Bốn", "Năm", "Út"),
    "south": ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Út"),
}
_HAS, _WHICH = label("other name"), label("birth order")


def other_names(subject: Subject) -> list[str]:
    """Return the other names a person is known by, in full; most have none."""
    base = subject.base
    if base.ethnicity != KINH or subject.age < FROM_AGE:
        return []
    if not subject.draws.chance(_HAS, PER_MILLE):
        return []
    words = BIRTH_ORDER[commune_facts(base.hometown_commune).part]
    word = words[subject.draws.below(_WHICH, len(words))]
    middle = "Thị " if base.sex == FEMALE else ""
    name = f"{base.surname} {middle}{word}"
    return [] if name == base.full_name else [name]
