"""A family that grows: couples, births, those who leave and those who die."""

from dataclasses import replace

from mock_population_db.nation.mixing import Draws
from mock_population_db.nation.shapes.slots import (
    FEMALE,
    FIRST_YEAR,
    LAST_YEAR,
    MALE,
    NOBODY,
    Kind,
    Role,
    Slot,
)

MOST_SLOTS = 18
FULL_AGE = 18
_FIRST_DEATHS = 1990
_GROWN_UP = 24
_SETTLED = 30
_MARRYING_LATER = 1982
_GIRLS_PER_MILLE = 479
_BORN_INTO_LARGE_FAMILIES = 1950
_BEFORE_TWO_CHILDREN = 1968
_MIXED_PER_MILLE = 25
_TWINS_PER_MILLE = 10
_HUSBAND_OLDER = (-4, -2, -1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 11)
_DEAD_PER_MILLE = {  # by age: men, women
    45: (25, 10),
    60: (90, 40),
    70: (240, 120),
    80: (480, 330),
    90: (780, 660),
    107: (930, 880),
}


class Unlikely(Exception):  # noqa: N818 - a family that is thrown away
    """The draws made a family that cannot be."""


class Growing:
    """A family in the making."""

    def __init__(self, draw: Draws) -> None:
        self.draw = draw
        self.people: list[Slot] = []
        self.left: list[Slot] = []
        self.status: dict[int, int] = {}

    def add(self, kind: Kind, sex: int, year: int, role: Role, home: int = 0) -> int:
        """Add a person and return the place."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Unlikely
        self.people.append(Slot(kind, sex, year, role, home=home))
        return len(self.people) - 1

    def marry(self, one: int, other: int, wed: int | None = None) -> int:
        """Make two people a couple and return the year of the wedding."""
        man, woman = sorted((one, other), key=lambda place: self.people[place].sex)
        least = max(self.people[man].year + 21, self.people[woman].year + 19)
        year = least + self.draw.below(7) * self.draw.below(3) // 2
        if self.people[woman].year >= _MARRYING_LATER:
            year += self.draw.below(5)
        year = year if wed is None else max(wed, least)
        if year >= LAST_YEAR:
            raise Unlikely
        for place, spouse in ((man, woman), (woman, man)):
            self.people[place].spouse = spouse
            self.people[place].wed = year
        return year

    def wife_for(self, man: int, home: int = 0, wed: int | None = None) -> int:
        """Give this man a wife and return her place."""
        husband = self.people[man]
        year = husband.year + self.draw.among(*_HUSBAND_OLDER)
        kind = Kind.STRANGER if self.draw.chance(_MIXED_PER_MILLE) else Kind.ADULT
        wife = self.add(kind, FEMALE, year, husband.role.wife(), home)
        self.marry(man, wife, wed)
        return wife

    def births(self, father: int, mother: int, after: int) -> list[int]:
        """Draw the years in which a couple has children; ``after`` is the wedding."""
        woman = self.people[mother]
        oldest = self.people[father].year if father != NOBODY else woman.year
        year = after + self.draw.among(1, 1, 1, 2, 2, 3, 4)
        if self.draw.chance(40):
            year = after - self.draw.below(2)
        years = []
        for _ in range(self._wanted(woman.year)):
            year = max(year, woman.year + 17, oldest + 18)
            if year > min(LAST_YEAR, woman.year + 48):
                break
            years.append(year)
            year += 2 + self.draw.below(3) + self.draw.below(3)
        return years

    def _wanted(self, year: int) -> int:
        if year < _BORN_INTO_LARGE_FAMILIES:
            return 2 + self.draw.below(4)
        if year < _BEFORE_TWO_CHILDREN:
            return 1 + self.draw.below(4)
        return self.draw.among(0, 1, 1, 2, 2, 2, 2, 3, 3, 4)

    def child(self, father: int, mother: int, year: int, home: int = 0) -> int:
        """Let a child be born; it stays, or leaves a place behind (-1 is returned)."""
        parent = self.people[father if father != NOBODY else mother]
        role = parent.role.child()
        if father == NOBODY:
            role = parent.role.wife(-1).child()
        sex = FEMALE if self.draw.chance(_GIRLS_PER_MILLE) else MALE
        if not self.stays(LAST_YEAR - year):
            left = Slot(Kind.LEFT, sex, year, role, father, mother, home=home)
            self.left.append(left)
            return NOBODY
        twins = self.draw.chance(_TWINS_PER_MILLE)
        kind = Kind.FIRST_TWIN if twins else Kind.CHILD
        born = self.add(kind, sex, year, role, home)
        self.people[born].father, self.people[born].mother = father, mother
        if twins:
            self._twin(born)
        return born

    def _twin(self, first: int) -> None:
        slot = self.people[first]
        sex = slot.sex if self.draw.chance(650) else 1 - slot.sex
        self.people.append(
            replace(slot, kind=Kind.SECOND_TWIN, sex=sex, twin=first),
        )
        slot.twin = len(self.people) - 1

    def stays(self, age: int) -> bool:
        """Draw whether a child of this age still lives with its parents."""
        if age < FULL_AGE:
            return True
        if age < _GROWN_UP:
            return self.draw.chance(760)
        return self.draw.chance(330 if age < _SETTLED else 80)

    def ages_out(self, place: int) -> bool:
        """Draw whether somebody of this age has died by now."""
        slot = self.people[place]
        age = LAST_YEAR - slot.year
        limit = next(limit for limit in _DEAD_PER_MILLE if age <= limit)
        return self.draw.chance(_DEAD_PER_MILLE[limit][slot.sex])

    def die(self, place: int) -> None:
        """Let somebody die after all they had a part in."""
        person = self.people[place]
        years = [
            slot.year
            for slot in (*self.people, *self.left)
            if place in {slot.father, slot.mother}
        ]
        first = max([*years, person.wed, person.year + 20, _FIRST_DEATHS - 1]) + 1
        if first >= LAST_YEAR:
            return
        span = LAST_YEAR - first
        # most of the dead that the register knows died lately
        ago = min(self.draw.below(span), self.draw.below(span))
        person.died = LAST_YEAR - 1 - ago
