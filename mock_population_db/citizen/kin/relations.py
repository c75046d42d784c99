"""What a member is to the head of the household, read from the kin links.

The codes for children and grandchildren are those of the eForm's list; the others are
in :mod:`mock_population_db.register.relations`.
"""

from collections.abc import Callable

from mock_population_db.citizen.subject import Subject
from mock_population_db.nation.person import BasePerson

FEMALE = "2"
OTHER = "other"
NEPHEW_OR_NIECE = "grandchild"  # «cháu» says both


def relation_to_head(subject: Subject) -> str:
    """Return what a living person is to the head of the household."""
    rule = _RULES.get(subject.base.position)
    return rule(subject) if rule else OTHER


def _by_sex(male: str, female: str) -> Callable[[Subject], str]:
    return lambda subject: female if subject.base.sex == FEMALE else male


def _head_of(subject: Subject) -> BasePerson:
    return subject.nation.person(subject.home.head)


def _child(subject: Subject) -> str:
    head = subject.home.head
    if head in {subject.base.father, subject.base.mother}:
        return "birth_child"
    return "husbands_child" if _head_of(subject).sex == FEMALE else "wifes_child"


def _grandchild(subject: Subject) -> str:
    father, head = subject.base.father, subject.home.head
    if father is not None:
        parent = subject.nation.person(father)
        if head in {parent.father, parent.mother}:
            return "paternal_grandchild"
        couple = {parent.father, parent.mother} - {None}
        if _head_of(subject).spouse in couple:
            return "paternal_grandchild"
    return "maternal_grandchild"


def _sibling(subject: Subject) -> str:
    base, head = subject.base, _head_of(subject)
    if (base.date_of_birth, base.index) > (head.date_of_birth, head.index):
        return "younger_full_sibling"
    return "older_sister" if base.sex == FEMALE else "older_brother"


def _rest(subject: Subject) -> str:
    spouse = _head_of(subject).spouse
    if spouse is not None:
        in_law = subject.nation.person(spouse)
        if subject.index in {in_law.father, in_law.mother}:
            return _by_sex("father_in_law", "mother_in_law")(subject)
    return OTHER


_RULES: dict[str, Callable[[Subject], str]] = {
    "head": lambda _subject: "head",
    "spouse": _by_sex("husband", "wife"),
    "child": _child,
    "parent": _by_sex("father", "mother"),
    "child_in_law": _by_sex("son_in_law", "daughter_in_law"),
    "grandchild": _grandchild,
    "sibling": _sibling,
    "nephew_or_niece": lambda _subject: NEPHEW_OR_NIECE,
    "other": _rest,
}
