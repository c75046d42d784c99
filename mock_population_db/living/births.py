"""Births: hospitals tell of them, parents register them some days later."""

from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from forms import codelists
from mock_population_db.errors import PopulationError
from mock_population_db.living import rates, telling
from mock_population_db.living.day import ALIVE, Day
from mock_population_db.living.townsfolk import MARRIED
from mock_population_db.models import BirthNotice, JsonObject, Person
from mock_population_db.models.living import LivingMessage
from mock_population_db.register.births import Child, NewBirth, register_birth
from mock_population_db.register.events.journal import Entry
from mock_population_db.register.events.kin import Kin, relation_to_head
from mock_population_db.register.events.notices import (
    NewBirthNotice,
    Newborn,
    post_birth_notice,
)
from mock_population_db.register.lookups import find_person, get_person, household_of
from mock_population_db.register.residences import NewResidence, register_residence

NOTICE, BIRTH, RESIDENCE = "birth_notice", "birth", "residence"
SOONEST, LATEST = 3, 40
"""Days after the birth on which parents register it; the law gives sixty."""
LIGHTEST, GRAMS = 2500, 1400
YOUNG = 3000  # days: of whom names are taken
Numbers = NDArray[np.int64]


def tell_births(day: Day) -> None:
    """Let hospitals tell of the children who were born on a day."""
    for number in _mothers(day):
        mother = day.resident(number)
        if mother is not None:
            _tell(day, mother)


def register_births(day: Day) -> None:
    """Let parents register the children of whom hospitals told, each in its time."""
    for notice in _open_notices(day):
        born = date.fromisoformat(notice.born_at[:10])
        if (day.day - born).days >= _fate(day, notice):
            _register(day, notice)


def _mothers(day: Day) -> list[int]:
    folk, ages = day.folk, day.folk.ages(day.day)
    limit = rates.limit_of_day(_fertility(day)[ages, (folk.status == MARRIED) * 1])
    hit = (folk.sex == rates.FEMALE) & (day.dice.lanes(NOTICE, folk.number) < limit)
    return sorted(folk.number[hit].tolist())


def _tell(day: Day, mother: Person) -> None:
    father = _husband(day, mother)
    told = _notice(day, mother, father)
    messages = telling.of_birth_notice((mother.personal_id, father), day.commune)
    day.write(
        NOTICE,
        mother.personal_id,
        lambda entry: post_birth_notice(entry, told),
        lambda _answer: messages,
    )


def _fertility(day: Day) -> Numbers:
    """Return births per million and year by age, of unmarried and married women.

    The table speaks of all women of an age; a small share of births is unmarried.
    """
    folk, ages = day.folk, day.folk.ages(day.day)
    women = folk.sex == rates.FEMALE
    married = np.bincount(ages[women & (folk.status == MARRIED)], minlength=131)
    others = np.bincount(ages[women & (folk.status != MARRIED)], minlength=131)
    share = rates.table()["births"]["unmarried_per_mille"]
    expected = rates.births() * (married + others)
    of_others = expected * share // 1000 // np.maximum(others, 1)
    of_married = expected * (1000 - share) // 1000 // np.maximum(married, 1)
    return np.stack((of_others, of_married), axis=1)


def _husband(day: Day, mother: Person) -> str | None:
    if mother.marital_status != "2" or not mother.spouse_id:
        return None
    husband = find_person(day.db, mother.spouse_id, day.world)
    if husband is None or husband.life_status != ALIVE:
        return None
    return husband.personal_id


def _notice(day: Day, mother: Person, father: str | None) -> NewBirthNotice:
    dice, about, share = day.dice, mother.personal_id, rates.table()["newborns"]
    facilities = codelists.facilities(day.province)
    children = 2 if dice.chance("twins", about, share["twins_per_mille"]) else 1
    hour, minute = dice.below("hour", about, 24), dice.below("minute", about, 60)
    return NewBirthNotice(
        facility_code=dice.choice("hospital", about, facilities[:2]).code,
        mother_id=about,
        father_id=father,
        children=tuple(
            Newborn(
                sex="1"
                if dice.chance(f"sex {place}", about, share["boys_per_mille"])
                else "2",
                born_at=f"{day.text}T{hour:02}:{minute:02}:00+07:00",
                weight_grams=LIGHTEST + dice.below(f"grams {place}", about, GRAMS),
            )
            for place in range(children)
        ),
    )


def _open_notices(day: Day) -> list[BirthNotice]:
    ours = select(LivingMessage.reference).where(
        LivingMessage.world == day.world,
        LivingMessage.commune == day.commune,
        LivingMessage.kind == NOTICE,
    )
    query = select(BirthNotice).where(
        BirthNotice.world == day.world,
        BirthNotice.status == "open",
        BirthNotice.code.in_(ours),
    )
    # serials of notices go on over all worlds: the order must not come from them
    return sorted(
        day.db.scalars(query),
        key=lambda row: (row.born_at, row.mother_id, row.child_no),
    )


def _fate(day: Day, notice: BirthNotice) -> int:
    """Return after how many days this birth is registered; the same on every day."""
    about = f"{notice.mother_id} {notice.born_at[:10]}"
    return SOONEST + day.lasting.below("birth delay", about, LATEST - SOONEST + 1)


def _register(day: Day, notice: BirthNotice) -> None:
    mother = day.resident(notice.mother_id)
    if mother is None:
        return
    born = NewBirth(
        child=_child(day, notice, mother),
        mother_id=mother.personal_id,
        father_id=notice.father_id,
        registered_on=day.text,
        registration_place=day.office,
        certificate_number=day.paper(BIRTH).number,
        birth_notice_code=notice.code,
    )
    parents = (mother.personal_id, notice.father_id)
    messages = telling.of_birth(parents, day.commune, day.province)
    answer = day.write(
        BIRTH,
        mother.personal_id,
        lambda entry: register_birth(
            entry.db, born, world=day.world, at=day.at, author=entry.author
        ),
        lambda _answer: messages,
    )
    if answer and mother.file_no:
        _settle(day, answer["personal_id"], mother)


def _settle(day: Day, child: str, mother: Person) -> None:
    """Register the child's residence in the mother's household."""
    try:
        household = household_of(day.db, mother, day.world)
    except PopulationError:
        return
    if household.head_id is None:
        return
    kin = Kin(day.db, day.world)
    head = get_person(day.db, household.head_id, day.world)
    relation = relation_to_head(kin, head, get_person(day.db, child, day.world))
    new = NewResidence(
        personal_id=child,
        address=household.address,
        household_head_id=household.head_id,
        relation_to_head=relation,
        registered_on=day.text,
    )
    messages = telling.of_residence(household.head_id)

    def act(entry: Entry) -> JsonObject:
        return register_residence(
            entry.db, new, world=day.world, at=day.at, author=entry.author
        )

    day.write(RESIDENCE, child, act, lambda _answer: messages)


def _child(day: Day, notice: BirthNotice, mother: Person) -> Child:
    father = (
        find_person(day.db, notice.father_id, day.world) if notice.father_id else None
    )
    line = father or mother
    middle, given = _names(day, notice)
    return Child(
        surname=line.surname,
        middle_name=middle,
        given_name=given,
        sex=notice.sex,
        date_of_birth=notice.born_at[:10],
        nationality="VN",
        ethnicity=line.ethnicity,
        hometown=line.hometown,
        birth_place=notice.place,
    )


def _names(day: Day, notice: BirthNotice) -> tuple[str, str]:
    """Return the names of a child of the commune, which are those of the time."""
    about = f"{notice.mother_id} {notice.child_no}"
    folk = day.folk
    young = (day.day.toordinal() - folk.born < YOUNG) & (folk.sex == int(notice.sex))
    numbers = folk.number[young]
    if not numbers.size:
        return "", "An" if notice.sex == "1" else "Bình"
    place = day.lasting.below("name", about, len(numbers))
    like = get_person(day.db, str(numbers[place]), day.world)
    return like.middle_name, like.given_name
