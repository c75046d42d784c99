"""Who lives with whom, and who is the head.

A couple or a lone parent lives with the children who have not married. A married son
may stay with his parents; the grandfather is then head until he is old.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from mock_population_db.synthetic.clans.kinship import relation_to_head
from mock_population_db.synthetic.clans.members import Clan, Member, is_woman
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import Household
from mock_population_db.synthetic.words.places import Home, file_number, homes, house

ADULT = 18
LEAVES_HOME_AT, LEAVES_HOME_PERCENT = 24, 14
STAYS_WITH_PARENTS_PERCENT = 55
HEAD_UNTIL = 80
WIFE_IS_HEAD_PERCENT = 18
SAME_COMMUNE_PERCENT = 75


@dataclass(eq=False)
class Unit:
    """Those who live together around a couple, a lone parent or one person."""

    anchor: Member
    members: list[Member] = field(default_factory=list)
    lives_with: "Unit | None" = None


class Streets:
    """Houses and residence files that nobody else has."""

    def __init__(self, settled: Iterable[Household]) -> None:
        self.houses = {
            f"{one.address['commune']} {one.address['detail']}" for one in settled
        }
        self._files: dict[str, int] = {}

    def settle(self, home: Home, draw: Draw) -> Household:
        """Open a household without a head at a free house."""
        address = house(home, draw, self.houses)
        serial = self._files.get(home.commune, 0) + 1
        self._files[home.commune] = serial
        file_no = file_number(address, serial)
        return Household(file_no=file_no, address=address, head_id="")


def settle_clan(clan: Clan, streets: Streets) -> list[Household]:
    """Put every living member of a clan into a household."""
    units = _units(clan)
    _stay_with_parents(units)
    households = []
    for unit in units:
        if unit.lives_with is None:
            together = [one for one in units if one.lives_with is unit]
            households.append(_household(clan, unit, together, streets))
    return households


def _units(clan: Clan) -> list[Unit]:
    found: dict[Member, Unit] = {}
    for member in clan.members:
        if member.is_alive:
            anchor = _anchor(member)
            found.setdefault(anchor, Unit(anchor)).members.append(member)
    return list(found.values())


def _anchor(member: Member) -> Member:
    """Return the one around whom a living member lives."""
    if member.marriage:
        spouse = member.spouse
        return spouse if spouse and spouse.is_alive and is_woman(member) else member
    if _has_left(member):
        return member
    home = next((one for one in reversed(member.parents) if one.is_alive), None)
    if home:
        return _anchor(home)
    return _eldest_at_home(member)


def _has_left(member: Member) -> bool:
    if not member.parents or any(child.is_alive for child in member.children):
        return member.draw.chance("alone", 50)
    if member.age < LEAVES_HOME_AT:
        return False
    return member.draw.chance("leaves", LEAVES_HOME_PERCENT)


def _eldest_at_home(member: Member) -> Member:
    siblings = [child for parent in member.parents for child in parent.children]
    at_home = [
        child
        for child in siblings
        if child.is_alive and not child.marriage and not _has_left(child)
    ]
    return min(at_home, key=lambda child: child.born, default=member)


def _stay_with_parents(units: list[Unit]) -> None:
    by_anchor = {unit.anchor: unit for unit in units}
    for unit in units:
        if unit.anchor.marriage is None:
            continue
        for parent in unit.anchor.parents:
            elders = by_anchor.get(_anchor(parent)) if parent.is_alive else None
            if elders and _may_join(unit, elders, units):
                unit.lives_with = elders
                break


def _may_join(unit: Unit, elders: Unit, units: list[Unit]) -> bool:
    return (
        not is_woman(unit.anchor)
        and elders is not unit
        and elders.lives_with is None
        and not any(other.lives_with in {elders, unit} for other in units)
        and unit.anchor.draw.chance("stays", STAYS_WITH_PARENTS_PERCENT)
    )


def _household(
    clan: Clan, unit: Unit, together: list[Unit], streets: Streets
) -> Household:
    draw = unit.anchor.draw.within("household")
    household = streets.settle(_home(clan, draw), draw)
    head = _head(unit, together, draw)
    household.head_id = head.made.personal_id
    for member in (one for part in (unit, *together) for one in part.members):
        person = member.made
        person.file_no = household.file_no
        person.relation_to_head = relation_to_head(head, member)
        person.permanent_residence = household.address
    return household


def _head(unit: Unit, together: list[Unit], draw: Draw) -> Member:
    anchor, spouse = unit.anchor, unit.anchor.spouse
    for young in together:
        if anchor.age > HEAD_UNTIL:
            return young.anchor
    if spouse and spouse in unit.members and draw.chance("wife", WIFE_IS_HEAD_PERCENT):
        return spouse
    return anchor


def _home(clan: Clan, draw: Draw) -> Home:
    if draw.chance("same commune", SAME_COMMUNE_PERCENT):
        return clan.home
    alike = {
        home: weight
        for home, weight in homes().items()
        if home.people == clan.home.people
    }
    return draw.weigh("home", alike)
