"""Drawing citizens of the nation who fit what a test needs.

The question is asked in the words of :mod:`mock_population_db.finding`, which answers
in order; here chance decides who comes first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from mock_population_db import sampling
from mock_population_db.finding import criteria as questions
from mock_population_db.finding.judging import Judge
from mock_population_db.finding.scopes import scope
from mock_population_db.finding.screening import Screen
from mock_population_db.finding.search import Question, search
from mock_population_db.models import Person
from mock_population_db.nation.nation import Nation
from mock_population_db.register import lookups
from mock_population_db.testing.orders import BadOrder
from mock_population_db.testing.people import Citizen, Family
from mock_population_db.testing.room import Room, nation_of

BLOCK, ROUNDS, HOMES = 2000, 50, 400
ADULT = 18
MARRIED = "2"
FEW = ("has_open_notice", "spouse_foreign", "full_name")
"""Those whom these criteria name are found by searching, never by chance."""
KNOWN = frozenset(one.name for one in fields(questions.Criteria))

Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Wanted:
    """Who is wanted; what is None does not matter.

    Attributes:
        age: years, or the youngest and the oldest.
        sex: ``female`` or ``2``, ``male`` or ``1``.
        married: lives in a marriage, or does not.
        province: two-digit code of today's province.
        commune: five-digit code.
        accept: looks more closely.
        more: other criteria, by their names in the search.
    """

    age: int | tuple[int, int] | None = None
    sex: str | None = None
    married: bool | None = None
    province: str | None = None
    commune: str | None = None
    accept: Callable[[Citizen], object] | None = None
    more: dict[str, Any] = field(default_factory=dict)

    def criteria(self) -> questions.Criteria:
        """Return the question as the search puts it.

        Raises:
            BadOrder: a criterion or the sex is not known.
        """
        unknown = self.more.keys() - KNOWN
        if unknown:
            raise BadOrder(f"unknown: {', '.join(sorted(unknown))}; {sorted(KNOWN)}")
        both = (self.age, self.age) if isinstance(self.age, int) else self.age
        youngest, oldest = both or (None, None)
        asked: dict[str, Any] = {
            "age_from": youngest,
            "age_to": oldest,
            "sex": sex_code(self.sex) if self.sex else None,
            "marital_status": MARRIED if self.married else None,
        }
        return questions.Criteria(**asked | self.more)


def sex_code(text: str) -> str:
    """Return the register's code of a sex.

    Raises:
        BadOrder: it is none.
    """
    try:
        return sampling.sex_code(text)
    except ValueError as error:
        raise BadOrder(str(error)) from None


def draw(room: Room, wanted: Wanted) -> Iterator[Citizen]:
    """Give citizens who fit, each once in a world, the same in every run.

    Raises:
        BadOrder: nobody else fits, or what is asked is not known.
    """
    criteria = wanted.criteria()
    is_named = any(getattr(criteria, name) for name in FEW)
    with room.reading() as db:
        numbers = (
            _searched(room, db, wanted, criteria)
            if is_named
            else _by_chance(room, db, wanted, criteria)
        )
        for number in numbers:
            citizen = Citizen(room, number)
            if number not in room.drawn and (
                wanted.accept is None or wanted.accept(citizen)
            ):
                room.drawn.add(number)
                yield citizen
    raise BadOrder(f"nobody else was found who fits {wanted}")


def draw_family(room: Room, children: int, commune: str | None) -> Family:
    """Draw a couple who live with at least so many of their children.

    Raises:
        BadOrder: there is no such family.
    """
    more: dict[str, Any] = {"household_from": 2 + children}
    if children:
        more["has_children"] = True
    wives = Wanted((ADULT, 50), "female", married=True, commune=commune, more=more)
    for mother in draw(room, wives):
        father, home = mother.spouse, mother.household
        young = tuple(child for child in mother.children if child in home)
        if father in home and father is not None and len(young) >= children:
            room.drawn |= {father.personal_id, *(one.personal_id for one in young)}
            return Family(father, mother, young)
    raise BadOrder(f"no family with {children} children at home")


def _searched(
    room: Room, db: Session, wanted: Wanted, criteria: questions.Criteria
) -> Iterator[str]:
    where = None
    if not criteria.full_name:
        usual = None if wanted.province else room.register.settings.commune
        where = scope(commune=wanted.commune or usual, province=wanted.province)
    question = Question(
        criteria,
        where,
        room.world,
        room.register.clock.today(db, room.world),
        limit=BLOCK,
    )
    return (person.personal_id for person in search(db, question).people)


def _by_chance(
    room: Room, db: Session, wanted: Wanted, criteria: questions.Criteria
) -> Iterator[str]:
    """Give the numbers of those who fit as this world has them."""
    nation, chance = nation_of(db), room.chance()
    today = room.register.clock.today(db, room.world)
    screen, judge = (
        Screen(nation, criteria, today),
        Judge(db, room.world, today, criteria),
    )
    for _ in range(ROUNDS):
        block = screen.pass_through(_block(nation, wanted.commune, chance))
        for index in block.tolist():
            row = lookups.find_person(db, nation.number_of(index), room.world)
            if row is not None and _is_there(row, wanted) and judge.fits(row):
                yield row.personal_id


def _is_there(row: Person, wanted: Wanted) -> bool:
    home = row.permanent_residence or {}
    return wanted.married in {None, row.marital_status == MARRIED} and all(
        want in {None, home.get(name)}
        for name, want in (("province", wanted.province), ("commune", wanted.commune))
    )


def _block(nation: Nation, commune: str | None, chance: Random) -> Indices:
    """Return people to look at: of all, or of some homes of a commune."""
    if commune is None:
        return nation.sample(BLOCK, chance.getrandbits(32))
    try:
        homes = nation.homes_in(commune)
    except KeyError:
        raise BadOrder(f"there is no commune {commune}") from None
    start = chance.randrange(max(homes - HOMES, 0) + 1)
    people, _homes = nation.residents(commune, start, start + HOMES)
    order = chance.sample(range(len(people)), len(people))
    return people[order]
