"""Children: how many, when, with which name.

Siblings come at least 270 days apart, or are twins; a mother is 16 to 46.
"""

from datetime import date, timedelta

from mock_population_db.synthetic.clans.members import (
    Clan,
    Couple,
    Member,
    lifespan_end,
)
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import AS_OF, FEMALE, MALE, Address
from mock_population_db.synthetic.words.names import MATRILINEAL, child_name
from mock_population_db.synthetic.words.places import MATERNITY, facility_address, town

YOUNGEST_MOTHER, OLDEST_MOTHER = 16, 46
LAST_BIRTH = AS_OF - timedelta(days=75)
PREGNANCY = timedelta(days=266)
TWINS_PERCENT = 1.2
BOYS_PERCENT = 51.5
HOSPITALS_SINCE = 1985
OUT_OF_WEDLOCK_PERCENT = 9

WANTED = {  # mother born before -> how many children want how many weights
    1950: {2: 8, 3: 25, 4: 35, 5: 32},
    1962: {1: 4, 2: 36, 3: 40, 4: 20},
    1975: {0: 3, 1: 12, 2: 62, 3: 23},
    2100: {0: 4, 1: 24, 2: 56, 3: 16},
}


def bear_children(clan: Clan, couple: Couple) -> list[Member]:
    """Give a couple its children."""
    draw = couple.draw
    wanted = _wanted(couple.wife.born.year, draw)
    day = couple.wed_on + timedelta(days=draw.number("first child", 200, 1100))
    born: list[Member] = []
    for turn in range(wanted):
        if not _may_bear(couple.wife, couple.husband, day, couple):
            break
        fate = draw.within(f"child/{turn}")
        for twin in range(1 + fate.chance("twins", TWINS_PERCENT)):
            child = _child(
                clan, couple.wife, couple.husband, day, fate.within(str(twin))
            )
            born.append(child)
        day += timedelta(days=draw.number(f"gap/{turn}", 480, 2300))
    couple.children.extend(born)
    _keep_a_parent(couple)
    return born


def bear_out_of_wedlock(clan: Clan, mother: Member) -> list[Member]:
    """Give some unmarried women a child without a known father."""
    draw = mother.draw.within("alone")
    if not draw.chance("child", OUT_OF_WEDLOCK_PERCENT):
        return []
    first = mother.born + timedelta(days=20 * 366)
    last = min(LAST_BIRTH, mother.born + timedelta(days=38 * 365))
    if not mother.is_alive or first >= last:
        return []
    return [_child(clan, mother, None, draw.day("born", first, last), draw)]


def _wanted(year: int, draw: Draw) -> int:
    weights = next(found for until, found in WANTED.items() if year < until)
    return draw.weigh("children", weights)


def _may_bear(mother: Member, father: Member, day: date, couple: Couple) -> bool:
    return (
        day <= LAST_BIRTH
        and YOUNGEST_MOTHER <= mother.age_on(day) <= OLDEST_MOTHER
        and mother.dies > day
        and father.dies > day
        and couple.lasts_on(max(day - PREGNANCY, couple.wed_on))
    )


def _child(
    clan: Clan, mother: Member, father: Member | None, day: date, draw: Draw
) -> Member:
    sex = MALE if draw.chance("boy", BOYS_PERCENT) else FEMALE
    people = (
        mother.people
        if father is None or mother.people == MATRILINEAL
        else father.people
    )
    if people == MATRILINEAL and mother.people != MATRILINEAL:
        people = mother.people  # no clan to inherit: the mother's people it is
    kin = (mother, *((father,) if father else ()), *mother.children)
    child = Member(
        name=child_name(
            people,
            sex,
            day.year,
            draw,
            father=father.name if father else None,
            mother=mother.name,
            taken=frozenset(word for one in kin for word in _own_names(one)),
        ),
        sex=sex,
        born=day,
        people=people,
        former=clan.home.former,
        hometown=(father or mother).hometown,
        birth_place=_birth_place(clan, day, draw),
        draw=draw.within("life"),
        lineage=mother.lineage | (father.lineage if father else frozenset()),
        dies=lifespan_end(day, draw),
        father=father,
        mother=mother,
    )
    for parent in child.parents:
        parent.children.append(child)
    clan.members.append(child)
    return child


def _own_names(member: Member) -> tuple[str, ...]:
    """Names that kin must not bear again; an Ê-đê's own name stands in the middle."""
    if member.people == MATRILINEAL:
        return (member.name.middle_name,)
    return (member.name.given_name,)


def _birth_place(clan: Clan, day: date, draw: Draw) -> Address:
    if day.year < HOSPITALS_SINCE:
        return town(clan.home.commune)
    return facility_address(draw.pick("hospital", MATERNITY[clan.home.province]))


def _keep_a_parent(couple: Couple) -> None:
    """Leave no living minor without both parents: the mother lives on."""
    has_minor = any(child.is_alive and child.age < 18 for child in couple.children)  # noqa: PLR2004
    if has_minor and not couple.husband.is_alive and not couple.wife.is_alive:
        couple.wife.dies = AS_OF + timedelta(days=3650)
