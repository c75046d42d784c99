"""Families over time: founders marry, have children, who marry in their turn.

A clan depends on the seed and its own index only. Those who share an ancestor in the
clan never marry each other.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from mock_population_db.synthetic.clans.births import bear_children, bear_out_of_wedlock
from mock_population_db.synthetic.clans.members import (
    Clan,
    Couple,
    Member,
    birthday,
    is_woman,
    lifespan_end,
)
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import AS_OF, FEMALE, MALE
from mock_population_db.synthetic.words.names import MATRILINEAL, newcomer_name
from mock_population_db.synthetic.words.places import Home, homes, origins, town

GENERATIONS = 3
HUSBAND_FROM, WIFE_FROM = 20, 18  # Luật Hôn nhân và gia đình Điều 8
FOUNDERS_BORN = (date(1938, 1, 1), date(1968, 12, 31))
LONGEST_WAIT = 6 * 365
NATIVE_FOUNDER_PERCENT = 65
NATIVE_SPOUSE_PERCENT = 45
INSIDE_PERCENT = 40
DIVORCE_PERCENT = 5
EVER_MARRIED = {24: 14, 29: 55, 34: 80, 200: 94}  # until which age -> percent


def grow_clan(seed: str, index: int, founders: int) -> Clan:
    """Grow a clan from a number of founding couples."""
    draw = Draw(seed, f"clan/{index}")
    clan = Clan(home=draw.weigh("home", homes()), draw=draw)
    generation: list[Member] = []
    for number in range(founders):
        couple = _found(clan, draw.within(f"founder/{number}"))
        generation += bear_children(clan, couple)
    for _turn in range(GENERATIONS):
        generation = _next_generation(clan, generation)
    return clan


def _found(clan: Clan, draw: Draw) -> Couple:
    wife_born = draw.day("wife born", *FOUNDERS_BORN)
    husband_born = wife_born - timedelta(days=draw.number("gap", -700, 2600))
    husband, wife = (
        newcomer(clan, sex, born, draw.within(sex), NATIVE_FOUNDER_PERCENT)
        for sex, born in ((MALE, husband_born), (FEMALE, wife_born))
    )
    couple = _wed(clan, husband, wife, draw)
    if couple is None:
        raise ValueError("Founders live long enough to marry.")
    return couple


def newcomer(
    clan: Clan, sex: str, born: date, draw: Draw, native_percent: float
) -> Member:
    """Add a person whose parents the register does not know."""
    home: Home = clan.home
    if draw.chance("native", native_percent):
        people, former, commune = home.people, home.former, home.commune
    else:
        origin = draw.weigh("origin", origins())
        people, former = origin.people, origin.former
        commune = draw.pick("commune", origin.communes)
    member = Member(
        name=newcomer_name(people, sex, born.year, draw),
        sex=sex,
        born=born,
        people=people,
        former=former,
        hometown=town(commune),
        birth_place=town(commune),
        draw=draw.within("life"),
        lineage=frozenset({f"{len(clan.members)}"}),
        dies=lifespan_end(born, draw, at_least=45),
    )
    clan.members.append(member)
    return member


def _next_generation(clan: Clan, generation: list[Member]) -> list[Member]:
    born: list[Member] = []
    for couple in _marry(clan, generation):
        born += bear_children(clan, couple)
    for member in generation:
        if is_woman(member) and member.marriage is None:
            born += bear_out_of_wedlock(clan, member)
    return born


def _marry(clan: Clan, generation: list[Member]) -> list[Couple]:
    """Marry the men who will marry, then the women who are left."""
    ready = sorted(
        (member for member in generation if _will_marry(member)),
        key=lambda member: member.born,
    )
    men = [member for member in ready if member.sex == MALE]
    women = [member for member in ready if is_woman(member)]
    couples = [_marry_one(clan, man, women) for man in men]
    couples += [_marry_one(clan, woman, ()) for woman in women if not woman.marriage]
    return [couple for couple in couples if couple]


def _will_marry(member: Member) -> bool:
    least = WIFE_FROM + 2 if is_woman(member) else HUSBAND_FROM + 2
    if member.age < least:
        return False
    percent = next(
        found for until, found in EVER_MARRIED.items() if member.age <= until
    )
    return member.draw.chance("marries", percent)


def _marry_one(clan: Clan, one: Member, choice: Iterable[Member]) -> Couple | None:
    draw = one.draw.within("wedding")
    partner = None
    if draw.chance("inside", INSIDE_PERCENT):
        partner = next((other for other in choice if _fits(one, other)), None)
    if partner is None:
        partner = _partner_from_outside(clan, one, draw)
    if is_woman(one):
        return _wed(clan, partner, one, draw)
    return _wed(clan, one, partner, draw)


def _fits(man: Member, woman: Member) -> bool:
    younger_by = (woman.born - man.born).days
    return (
        woman.marriage is None
        and -900 < younger_by < 3300  # noqa: PLR2004 - days: 2.5 years older, 9 younger
        and not man.lineage & woman.lineage
        and MATRILINEAL not in {man.people, woman.people}
    )


def _partner_from_outside(clan: Clan, one: Member, draw: Draw) -> Member:
    younger_by = timedelta(days=draw.number("gap", -400, 2400))
    if is_woman(one):
        born, sex = one.born - younger_by, MALE
    else:
        latest = birthday(AS_OF, -(WIFE_FROM + 1))
        born, sex = min(one.born + younger_by, latest), FEMALE
    return newcomer(clan, sex, born, draw.within("partner"), NATIVE_SPOUSE_PERCENT)


def _wed(clan: Clan, husband: Member, wife: Member, draw: Draw) -> Couple | None:
    first = max(birthday(husband.born, HUSBAND_FROM), birthday(wife.born, WIFE_FROM))
    last = min(husband.last_day, wife.last_day) - timedelta(days=1)
    if first > last:
        return None
    wait = min(LONGEST_WAIT, (last - first).days)
    wed_on = first + timedelta(days=draw.number("wait", 0, wait))
    couple = Couple(husband, wife, wed_on, draw.within("couple"))
    couple.divorced_on = _divorce(couple)
    husband.marriage = wife.marriage = couple
    clan.couples.append(couple)
    return couple


def _divorce(couple: Couple) -> date | None:
    if not couple.draw.chance("divorce", DIVORCE_PERCENT):
        return None
    day = couple.wed_on + timedelta(days=couple.draw.number("until", 1200, 6000))
    ends = min(couple.husband.last_day, couple.wife.last_day)
    return day if day < ends else None
