"""The kinds of families that are grown: couples, widows, three generations."""

from collections.abc import Callable

from mock_population_db.nation.mixing import Draws
from mock_population_db.nation.shapes.growing import (
    FULL_AGE,
    MOST_SLOTS,
    Growing,
    Unlikely,
)
from mock_population_db.nation.shapes.positions import settle
from mock_population_db.nation.shapes.slots import (
    FEMALE,
    LAST_YEAR,
    MALE,
    NOBODY,
    Kind,
    Role,
    Shape,
)

DIVORCED = 3
WIDOWED = 2
_HEIR_AGE = 23
_LAST_WEDDING_AGE = 62


def _couple(family: Growing, year: int) -> tuple[int, int, int]:
    man = family.add(Kind.ADULT, MALE, year, Role())
    wife = family.wife_for(man)
    return man, wife, family.people[man].wed


def _with_children(family: Growing, year: int) -> tuple[int, int]:
    man, wife, wed = _couple(family, year)
    for born in family.births(man, wife, wed):
        family.child(man, wife, born)
    return man, wife


def nuclear(family: Growing, year: int) -> None:
    """A couple and the children who still live with them."""
    for place in _with_children(family, year):
        if family.ages_out(place):
            family.die(place)


def alone(family: Growing, year: int) -> None:
    """One person who lives alone and never married."""
    sex = family.draw.below(2)
    family.add(Kind.ADULT, sex, min(year, LAST_YEAR - 18), Role())


def widowed(family: Growing, year: int) -> None:
    """A widow, or more seldom a widower, and the children who stayed."""
    man, wife = _with_children(family, year)
    family.die(man if family.draw.chance(800) else wife)


def single_mother(family: Growing, year: int) -> None:
    """A mother who never married, and her children."""
    mother = family.add(Kind.ADULT, FEMALE, year, Role())
    born = year + 19 + family.draw.below(17)
    for _ in range(family.draw.among(1, 1, 1, 2)):
        if born <= LAST_YEAR:
            family.child(NOBODY, mother, born)
        born += 3 + family.draw.below(4)


def divorced(family: Growing, year: int) -> None:
    """Two who parted: the children live with one, the other has an own home."""
    man, wife = _with_children(family, year)
    family.people[man if family.draw.chance(750) else wife].home = 1
    for place in (man, wife):
        family.people[place].spouse, family.people[place].wed = NOBODY, 0
        family.status[place] = DIVORCED


def remarried(family: Growing, year: int) -> None:
    """One who married again after a death, with children of both marriages."""
    man, wife, wed = _couple(family, year)
    years = family.births(man, wife, wed)[:2]
    for born in years:
        family.child(man, wife, born)
    gone, stayed = (man, wife) if family.draw.chance(500) else (wife, man)
    family.die(gone)
    if not family.people[gone].died:
        raise Unlikely
    for place in (man, wife):
        family.people[place].spouse, family.people[place].wed = NOBODY, 0
    again = family.people[gone].died + 1 + family.draw.below(4)
    if again - family.people[stayed].year > _LAST_WEDDING_AGE:
        raise Unlikely
    other = _second_spouse(family, stayed, again)
    man, wife = sorted((stayed, other), key=lambda place: family.people[place].sex)
    after = max(again, *(born + 1 for born in years), family.people[stayed].wed)
    for born in family.births(man, wife, after)[:2]:
        if born > after:
            family.child(man, wife, born)


def _second_spouse(family: Growing, place: int, wed: int) -> int:
    person = family.people[place]
    if person.sex == MALE:
        return family.wife_for(place, wed=wed)
    year = person.year - 3 + family.draw.below(8)
    husband = family.add(Kind.ADULT, MALE, year, person.role.wife(-1))
    family.marry(husband, place, wed)
    return husband


def three_generations(family: Growing, year: int, home: int = 0) -> None:
    """Grandparents, a married child with a spouse, and grandchildren."""
    man, wife, wed = _couple(family, year - 26)
    years = family.births(man, wife, wed) or [wed + 1]
    heir_born = family.draw.among(*years)
    if LAST_YEAR - heir_born < _HEIR_AGE:
        raise Unlikely
    for born in years:
        if born != heir_born:
            family.child(man, wife, born)
    _heir(family, man, wife, heir_born, home)
    for place in (man, wife):
        if family.ages_out(place):
            family.die(place)


def _heir(family: Growing, father: int, mother: int, year: int, home: int) -> None:
    sex = MALE if family.draw.chance(850) else FEMALE
    role = family.people[father].role.child()
    heir = family.add(Kind.CHILD, sex, year, role, home)
    family.people[heir].father, family.people[heir].mother = father, mother
    if sex == MALE:
        spouse = family.wife_for(heir, home)
    else:
        husband_year = year - 4 + family.draw.below(7)
        spouse = family.add(Kind.ADULT, MALE, husband_year, role.wife(-1), home)
        family.marry(heir, spouse)
    man, wife = sorted((heir, spouse), key=lambda place: family.people[place].sex)
    for born in family.births(man, wife, family.people[heir].wed):
        if LAST_YEAR - born >= _HEIR_AGE and home:
            raise Unlikely
        family.child(man, wife, born)


def grandchildren_kept(family: Growing, year: int) -> None:
    """Grandparents with grandchildren whose parents work elsewhere."""
    three_generations(family, year, home=1)


def child_away(family: Growing, year: int) -> None:
    """A couple with children, one of whom studies or works away from home."""
    man, wife = _with_children(family, year)
    grown = [
        slot
        for slot in family.people
        if slot.father == man
        and slot.twin == NOBODY
        and LAST_YEAR - slot.year > FULL_AGE
    ]
    if not grown:
        raise Unlikely
    grown[0].home = 1
    if family.ages_out(man):
        family.die(man)
    if family.ages_out(wife):
        family.die(wife)


Maker = Callable[[Growing, int], None]
MAKERS: dict[Maker, tuple[int, int]] = {
    nuclear: (390, 506),
    alone: (90, 40),
    widowed: (80, 60),
    single_mother: (50, 40),
    divorced: (70, 30),
    remarried: (50, 25),
    three_generations: (180, 255),
    grandchildren_kept: (30, 14),
    child_away: (60, 30),
}
"""How many of a thousand shapes, and of a thousand families (``tables/family.csv``)."""
SHARES = tuple(families for _shapes, families in MAKERS.values())


def shape(number: int, count: int) -> Shape:
    """Grow shape ``number`` of ``count``; the same number always looks the same."""
    attempt = 0
    while True:
        draw = Draws(number, attempt)
        family = Growing(draw)
        kind, maker = _maker(number * 617 % 1000)
        year = 1922 + (number * 83 // count + draw.below(83)) % 86
        try:
            maker(family, year)
            return _finished(family, kind)
        except Unlikely:
            attempt += 1


def _maker(number: int) -> tuple[int, Maker]:
    for kind, (maker, (shapes, _families)) in enumerate(MAKERS.items()):
        number -= shapes
        if number < 0:
            return kind, maker
    return 0, nuclear


def _finished(family: Growing, kind: int) -> Shape:
    if len(family.people) + len(family.left) > MOST_SLOTS:
        raise Unlikely
    homes = settle(family)
    people = len(family.people)
    status = tuple(
        family.status.get(place, _status(family, place)) for place in range(people)
    )
    slots = (*family.people, *family.left)
    return Shape(slots, people, homes, status, kind)


def _status(family: Growing, place: int) -> int:
    spouse = family.people[place].spouse
    if spouse == NOBODY:
        return 0
    return WIDOWED if family.people[spouse].died else 1
