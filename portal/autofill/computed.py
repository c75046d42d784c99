"""First values that follow from other values: rules of law and of common sense.

A rule that lacks what it needs gives nothing; most results are proposals that the
citizen may change.
"""

from collections.abc import Callable

from forms.conditions import Json
from forms.dates import full_date, in_words
from portal.autofill.case import Case, Findings
from portal.autofill.values import Found

VIETNAM = "VN"
FROM_REGISTER, BY_HAND = "1", "0"

Rule = Callable[[Case, Findings], Json | None]

_CHILDREN = {"child", "birth_child", "adopted_child", "husbands_child", "wifes_child"}
_GRANDCHILDREN = {"grandchild", "paternal_grandchild", "maternal_grandchild"}
_SIBLINGS = {
    "older_brother",
    "older_sister",
    "younger_sibling",
    "younger_full_sibling",
}
_THROUGH_FATHER = {
    **dict.fromkeys(_CHILDREN, "paternal_grandchild"),
    **dict.fromkeys(_GRANDCHILDREN, "great_grandchild"),
    **dict.fromkeys(_SIBLINGS, "grandchild"),
    "son_in_law": "maternal_grandchild",
}
_THROUGH_MOTHER = {
    **dict.fromkeys(_CHILDREN, "maternal_grandchild"),
    **dict.fromkeys(_GRANDCHILDREN, "great_grandchild"),
    **dict.fromkeys(_SIBLINGS, "grandchild"),
    "daughter_in_law": "paternal_grandchild",
}


def read(case: Case, findings: Findings) -> None:
    """Apply every rule to what the other sources found."""
    for path, rule in RULES.items():
        value = rule(case, findings)
        if value is not None and value != "":
            certain = _is_certain(path, findings)
            findings.offer(path, value, Found("", "computed", "", certain))


def _is_certain(path: str, findings: Findings) -> bool:
    """Tell whether a result may be locked: it follows from certain values only."""
    if path not in FOLLOWS_FROM:
        return False
    inputs = [findings.known(needed) for needed in FOLLOWS_FROM[path]]
    return all(found is not None and found.certain for found in inputs)


def _notice_source(_case: Case, findings: Findings) -> str:
    return FROM_REGISTER if findings.notice else BY_HAND


def _date_in_words(_case: Case, findings: Findings) -> str | None:
    day = full_date(findings.text("date"))
    return in_words(day) if day else None


def _surname(_case: Case, findings: Findings) -> str | None:
    """Propose the father's surname, or the one in the name the parents intend.

    Bộ luật Dân sự 2015 Điều 26: of the father or the mother, by agreement.
    """
    father, mother = findings.text("father.surname"), findings.text("mother.surname")
    intended = findings.text("intended_surname")
    if intended and intended in {father, mother}:
        return intended
    return father or (mother if findings.one_parent else intended)


def _ethnicity(_case: Case, findings: Findings) -> str | None:
    father, mother = (
        findings.text("father.ethnicity"),
        findings.text("mother.ethnicity"),
    )
    return mother if father == mother or findings.one_parent else None


def _nationality(_case: Case, _findings: Findings) -> str:
    return VIETNAM  # the procedure for a foreign nationality is another one


def _same_residence(_case: Case, findings: Findings) -> bool | None:
    places = [findings.known(f"{role}.residence") for role in ("father", "mother")]
    if None in places:
        return None
    father, mother = (place.value for place in places if place)
    return father == mother


def _head_is(role: str) -> Rule:
    def is_head(_case: Case, findings: Findings) -> bool | None:
        head = findings.text("mother.household.head.personal_id")
        person = findings.text(f"{role}.personal_id")
        return head == person if head and person else None

    return is_head


def _relation_to_head(_case: Case, findings: Findings) -> str | None:
    head = findings.text("mother.household.head.personal_id")
    parents = [findings.text(f"{role}.personal_id") for role in ("father", "mother")]
    if not head:
        return None
    if head in parents:
        return "child"
    father = findings.text("father.relation_to_head")
    mother = findings.text("mother.relation_to_head")
    return _THROUGH_FATHER.get(father) or _THROUGH_MOTHER.get(mother)


def _requester_relation(case: Case, findings: Findings) -> str | None:
    for role in ("mother", "father"):
        if findings.text(f"{role}.personal_id") == case.person_id:
            return role
    return None


RULES: dict[str, Rule] = {
    "birth_notice_source": _notice_source,
    "date_in_words": _date_in_words,
    "child_surname": _surname,
    "child_ethnicity": _ethnicity,
    "nationality_vn": _nationality,
    "same_residence": _same_residence,
    "head_is_father": _head_is("father"),
    "head_is_mother": _head_is("mother"),
    "child_relation_to_head": _relation_to_head,
    "requester_relation": _requester_relation,
    "card_guardian": _requester_relation,
}
"""The rules by the path under which eForms ask for their result."""

FOLLOWS_FROM: dict[str, tuple[str, ...]] = {
    "nationality_vn": (),
    "date_in_words": ("date",),
    "same_residence": ("father.residence", "mother.residence"),
    "head_is_father": ("mother.household.head.personal_id", "father.personal_id"),
    "head_is_mother": ("mother.household.head.personal_id", "mother.personal_id"),
}
"""Results that leave no choice, and what they follow from; the rest are proposals."""
