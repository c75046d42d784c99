"""Who heads a household of a family, and what the others are to the head."""

from mock_population_db.nation.shapes.growing import Growing, Unlikely
from mock_population_db.nation.shapes.slots import LAST_YEAR, MALE, NOBODY, Slot

POSITIONS = (
    "head",
    "spouse",
    "child",
    "parent",
    "child_in_law",
    "grandchild",
    "sibling",
    "nephew_or_niece",
    "other",
)
_FULL_AGE = 19
_HEAD_UNTIL = 78


def settle(family: Growing) -> int:
    """Give everybody a position and return how many households there are.

    Raises:
        Unlikely: a household would have no living adult.
    """
    homes = 1 + max(slot.home for slot in family.people)
    for home in range(homes):
        head = _head(family, home)
        for place, slot in enumerate(family.people):
            if slot.home == home:
                slot.position = _position(family.people, head, place)
    return homes


def _head(family: Growing, home: int) -> int:
    grown = [
        place
        for place, slot in enumerate(family.people)
        if slot.home == home and not slot.died and LAST_YEAR - slot.year >= _FULL_AGE
    ]
    if not grown:
        raise Unlikely
    working = [
        place for place in grown if LAST_YEAR - family.people[place].year < _HEAD_UNTIL
    ] or grown
    return min(working, key=lambda place: _rank(family.people[place], place))


def _rank(slot: Slot, place: int) -> tuple[int, bool, bool, int]:
    generation = slot.role.generation
    in_law = generation > 0 and slot.father == NOBODY
    return (generation, in_law, slot.sex != MALE, place)


def _position(people: list[Slot], head: int, place: int) -> str:
    if place == head:
        return "head"
    slot, chief = people[place], people[head]
    parents = {slot.father, slot.mother} - {NOBODY}
    above = {chief.father, chief.mother} - {NOBODY}
    siblings = _children(people, above) - {head}
    if place == chief.spouse:
        found = "spouse"
    elif head in parents or chief.spouse in parents:
        found = "child"
    elif place in above:
        found = "parent"
    elif _children(people, {head}) & {slot.spouse}:
        found = "child_in_law"
    elif parents & _children(people, {head}):
        found = "grandchild"
    elif place in siblings:
        found = "sibling"
    else:
        found = "nephew_or_niece" if parents & siblings else "other"
    return found


def _children(people: list[Slot], parents: set[int]) -> set[int]:
    return {
        place
        for place, slot in enumerate(people)
        if {slot.father, slot.mother} & parents
    }
