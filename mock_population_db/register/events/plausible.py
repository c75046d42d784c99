"""Whether a family can be as the register would say it is.

Looked at after a correction or a recognition, with the new facts in place; the
transaction ends with the refusal, so nothing of it is kept.
"""

from collections.abc import Iterator

from forms.i18n import Text, _
from mock_population_db.models import Person
from mock_population_db.refusals.couples import MarriageOfKin
from mock_population_db.refusals.facts import KinImpossible
from mock_population_db.register.births import (
    LONGEST_AFTER_FATHERS_DEATH,
    OLDEST_MOTHER,
    YOUNGEST_PARENT,
    are_too_close,
)
from mock_population_db.register.events.days import age_on, days_from, is_full
from mock_population_db.register.events.journal import Entry
from mock_population_db.register.events.kin import Kin, refuse_marriage_of_kin
from mock_population_db.register.events.marriages import FEMALE, MALE, YOUNGEST
from mock_population_db.register.lookups import children_of, family_of


def refuse_impossible_kin(entry: Entry, person: Person) -> None:
    """Refuse facts with which a person could not be kin of their kin.

    Raises:
        KinImpossible: with the first reason that is found.
    """
    kin = Kin(entry.db, entry.world)
    children = children_of(entry.db, person.personal_id, entry.world)
    for parent in kin.parents(person):
        _check_parent(parent, person, is_mother=parent.personal_id == person.mother_id)
    for child in children:
        _check_parent(person, child, is_mother=child.mother_id == person.personal_id)
    _refuse(list(_siblings(entry, kin, person)))
    _check_couple(entry, kin, person)


def _check_parent(parent: Person, child: Person, *, is_mother: bool) -> None:
    years = int(child.date_of_birth[:4]) - int(parent.date_of_birth[:4])
    grace = 0 if is_mother else LONGEST_AFTER_FATHERS_DEATH
    is_late = (
        parent.died_on is not None
        and is_full(child.date_of_birth)
        and is_full(parent.died_on)
        and days_from(parent.died_on, child.date_of_birth) > grace
    )
    problems: list[tuple[bool, Text]] = [
        (years <= 0, _("con nhiều tuổi hơn hoặc bằng tuổi cha, mẹ")),
        (years < YOUNGEST_PARENT, _("tuổi của cha, mẹ khi sinh con không hợp lý")),
        (
            is_mother and years > OLDEST_MOTHER,
            _("tuổi của người mẹ khi sinh không hợp lý"),
        ),
        (is_late, _("cha, mẹ đã chết trước khi sinh con")),
        (
            parent.sex != (FEMALE if is_mother else MALE),
            _("giới tính không hợp với việc đang là cha hoặc mẹ"),
        ),
    ]
    _refuse([reason for is_wrong, reason in problems if is_wrong])


def _siblings(entry: Entry, kin: Kin, person: Person) -> Iterator[Text]:
    mother = kin.person(person.mother_id)
    if mother is None:
        return
    for sibling in children_of(entry.db, mother.personal_id, entry.world):
        if sibling.personal_id != person.personal_id and are_too_close(
            sibling.date_of_birth, person.date_of_birth
        ):
            yield _("anh, chị, em cùng mẹ sinh cách nhau chưa đủ 270 ngày")


def _check_couple(entry: Entry, kin: Kin, person: Person) -> None:
    spouse = kin.spouse(person)
    if spouse is None:
        return
    if spouse.sex == person.sex:
        _refuse([_("vợ và chồng cùng giới tính")])
    marriage = family_of(entry.db, person, entry.world).marriage
    wed_on = marriage.registered_on if marriage else None
    if wed_on and age_on(person.date_of_birth, wed_on) < YOUNGEST[person.sex]:
        _refuse([_("khi kết hôn người này chưa đủ tuổi")])
    try:
        refuse_marriage_of_kin(kin, person, spouse)
    except MarriageOfKin as error:
        raise KinImpossible(
            reason=_("vợ và chồng thành người có họ trong phạm vi ba đời")
        ) from error


def _refuse(reasons: list[Text]) -> None:
    if reasons:
        raise KinImpossible(reason=reasons[0])
