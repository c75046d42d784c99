"""Places in a family, and how the sections of its members follow from each other.

Every person belongs to one of eight sections (line of descent 0..3, generation 0 or
1). A child has its father's line and the other generation; a wife comes from another
line of the same generation, one or two further on. Therefore siblings, half-siblings,
uncles with nieces and all first cousins are of sections that never marry (Article 5
of the Law on Marriage and Family: no marriage within three generations). A small
nation has two sections only, which keeps the male line apart.
"""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

FIRST_YEAR: Final = 1920
LAST_YEAR: Final = 2026
YEARS: Final = LAST_YEAR - FIRST_YEAR + 1
MALE: Final = 0
FEMALE: Final = 1
CELLS: Final = 2 * YEARS
"""Cells of sex and year of birth."""
NOBODY: Final = -1
_WIFE_LINE: Final = (1, 2)


class Kind(IntEnum):
    """How the person in a place came to be."""

    CHILD = 0
    """Born to the family."""
    FIRST_TWIN = 1
    SECOND_TWIN = 2
    STRANGER = 3
    """Married in from any people; parents are before the register."""
    ADULT = 4
    """Born to another family, or to none that the register knows."""
    LEFT = 5
    """A child who lives elsewhere: a place that an ADULT may fill."""


@dataclass(frozen=True)
class Role:
    """How the section of a member follows from the section of its family."""

    lines: tuple[int, int] = (0, 0)
    generation: int = 0
    moiety: int = 0

    def child(self) -> "Role":
        """Return the role of a child of this man."""
        return Role(self.lines, self.generation + 1, self.moiety)

    def wife(self, sign: int = 1) -> "Role":
        """Return the role of this man's wife; ``sign`` -1: of this woman's husband."""
        first, second = self.lines
        turn = self.generation % 2
        return Role(
            (
                (first + sign * _WIFE_LINE[turn]) % 4,
                (second + sign * _WIFE_LINE[1 - turn]) % 4,
            ),
            self.generation,
            (self.moiety + 1) % 2,
        )

    def section(self, family: int, sections: int) -> int:
        """Return the section of the member in a family of this section."""
        if sections == 2:  # noqa: PLR2004 - two moieties
            return (family + self.moiety) % 2
        line, generation = divmod(family, 2)
        line = (line + self.lines[generation]) % 4
        return 2 * line + (generation + self.generation) % 2


@dataclass
class Slot:
    """A place in a family."""

    kind: Kind
    sex: int
    year: int
    role: Role = field(default_factory=Role)
    father: int = NOBODY
    mother: int = NOBODY
    spouse: int = NOBODY
    twin: int = NOBODY
    home: int = 0
    """Number of the household within the family."""
    wed: int = 0
    """Year of marriage, 0 = never or no more."""
    died: int = 0
    """Year of death, 0 = alive."""
    position: str = ""

    @property
    def cell(self) -> int:
        """Sex and year of birth as one number."""
        return self.sex * YEARS + self.year - FIRST_YEAR


@dataclass(frozen=True)
class Shape:
    """A family: its people, then the places of the children who left."""

    slots: tuple[Slot, ...]
    people: int
    homes: int
    status: tuple[int, ...]
    """Per person 0 single, 1 married, 2 widowed, 3 divorced."""
    family: int
    """Which kind of family it is, see ``families.SHARES``."""

    def living(self) -> list[Slot]:
        """Return the places of living people."""
        return [slot for slot in self.slots[: self.people] if not slot.died]
