"""A family tree: boxes in four rows and the lines between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from mock_population_db.models import Person

BOX, HIGH, GAP, ROW, EDGE = 172, 58, 18, 104, 12
MOST = 7
"""So many brothers and sisters, or children, are drawn; the list has all."""


@dataclass(frozen=True)
class Kin:
    """A person and the nearest kin."""

    person: Person
    father: Person | None
    mother: Person | None
    spouse: Person | None
    grandparents: dict[str, Person | None]
    siblings: list[Person]
    children: list[Person]

    def everybody(self) -> Iterator[Person]:
        """Give all kin that are known."""
        near = (self.father, self.mother, self.spouse, *self.grandparents.values())
        yield from (one for one in near if one)
        yield from self.siblings
        yield from self.children

    @property
    def is_empty(self) -> bool:
        """Whether the register knows of no kin."""
        return next(self.everybody(), None) is None


@dataclass(frozen=True)
class Box:
    """A person in the drawing, left upper corner."""

    person: Person
    x: int
    y: int
    is_self: bool = False

    @property
    def middle(self) -> int:
        """Where its middle is."""
        return self.x + BOX // 2

    @property
    def lines(self) -> tuple[str, ...]:
        """The name in at most two lines."""
        return _broken(self.person.full_name)

    @property
    def years(self) -> str:
        """Years of birth and death."""
        born, died = self.person.date_of_birth[:4], self.person.died_on
        return f"{born}–{died[:4]}" if died else born


@dataclass(frozen=True)
class Tree:
    """The drawing."""

    boxes: list[Box]
    paths: list[str]
    width: int
    height: int


def draw(kin: Kin) -> Tree:
    """Lay out a family; rows start at the left, where a narrow window looks first."""
    rows = _rows(kin)
    widest = max(len(row) for row in rows)
    width = widest * (BOX + GAP) - GAP + 2 * EDGE
    placed: dict[str, Box] = {}
    level = 0
    for row in rows:
        if not row:
            continue
        for place, one in enumerate(row):
            placed.setdefault(
                one.personal_id,
                Box(
                    one,
                    EDGE + place * (BOX + GAP),
                    EDGE + level * ROW,
                    one is kin.person,
                ),
            )
        level += 1
    return Tree(
        list(placed.values()),
        _paths(kin, placed),
        width,
        EDGE * 2 + (level - 1) * ROW + HIGH,
    )


def _rows(kin: Kin) -> list[list[Person]]:
    couple = [kin.person, *([kin.spouse] if kin.spouse else [])]
    return [
        [one for one in kin.grandparents.values() if one],
        [one for one in (kin.father, kin.mother) if one],
        [*couple, *kin.siblings[:MOST]],
        kin.children[:MOST],
    ]


def _paths(kin: Kin, placed: dict[str, Box]) -> list[str]:
    """Return the lines, from each couple down to its children."""
    pairs: list[tuple[list[Person | None], list[Person]]] = [
        (
            [kin.grandparents.get("father_father"), kin.grandparents["father_mother"]],
            [kin.father] if kin.father else [],
        ),
        (
            [kin.grandparents.get("mother_father"), kin.grandparents["mother_mother"]],
            [kin.mother] if kin.mother else [],
        ),
        ([kin.father, kin.mother], [*kin.siblings[:MOST], kin.person]),
        ([kin.person, kin.spouse], kin.children[:MOST]),
    ]
    found = []
    for parents, children in pairs:
        above = [placed[one.personal_id] for one in parents if one]
        below = [placed[one.personal_id] for one in children]
        found += _couple(above)
        if above and below:
            found += _descent(above, below)
    return found


def _couple(above: list[Box]) -> list[str]:
    if len(above) < len(("one", "other")):
        return []
    left, right = sorted(above, key=lambda box: box.x)
    return [f"M{left.x + BOX} {left.y + HIGH // 2}H{right.x}"]


def _descent(above: list[Box], below: list[Box]) -> list[str]:
    middle = sum(box.middle for box in above) // len(above)
    top = above[0].y + (HIGH if len(above) == 1 else HIGH // 2)
    bend = above[0].y + HIGH + (ROW - HIGH) // 2
    return [f"M{middle} {top}V{bend}H{box.middle}V{box.y}" for box in below]


def _broken(name: str, longest: int = 20) -> tuple[str, ...]:
    """Break a name between words into two lines; what is longer still is cut."""
    if len(name) <= longest:
        return (name,)
    words, first = name.split(" "), ""
    while words and len(f"{first} {words[0]}".strip()) <= longest:
        first = f"{first} {words.pop(0)}".strip()
    rest = " ".join(words)
    if not first:
        first, rest = name[: longest - 1] + "…", ""
    if len(rest) > longest:
        rest = rest[: longest - 1] + "…"
    return (first, rest) if rest else (first,)
