"""What a kind of defect sees of a row, and what it says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from forms.i18n import Text
from mock_population_db.nation.mixing import mix, pick
from mock_population_db.quality.rows import Block


class Registry(Protocol):
    """What only the register knows and some defects need."""

    def old_numbers(self, personal_ids: Sequence[str]) -> list[str]:
        """Return the old nine-digit numbers of people; empty who never had one."""
        ...

    def is_taken(self, personal_id: str) -> bool:
        """Tell whether somebody has this number."""
        ...


class NoRegistry:
    """A register that is not there: no old numbers, nothing is taken."""

    def old_numbers(self, personal_ids: Sequence[str]) -> list[str]:
        """Return that nobody has an old number."""
        return [""] * len(personal_ids)

    def is_taken(self, personal_id: str) -> bool:
        """Return that nobody has this number."""
        del personal_id
        return False


@dataclass
class Page:
    """A block with what its cases share.

    Attributes:
        block: the rows as they are, before any defect.
        registry: the register.
    """

    block: Block
    registry: Registry
    _mates: dict[str, list[int]] | None = field(default=None, init=False)

    def mates(self, place: int) -> list[int]:
        """Return the places of the other members of a row's household."""
        households = self.block.columns.get("household")
        if households is None or not households[place]:
            return []
        if self._mates is None:
            self._mates = {}
            for other, household in enumerate(households):
                self._mates.setdefault(household, []).append(other)
        return [one for one in self._mates[households[place]] if one != place]


@dataclass(slots=True)
class Case:
    """One row under one kind of defect, with its own row of draws."""

    page: Page
    place: int
    lane: int

    def get(self, name: str) -> str:
        """Return the clean value of a field; empty when the list has no such column."""
        column = self.page.block.columns.get(name)
        return column[self.place] if column else ""

    def below(self, count: int) -> int:
        """Draw a number from 0 to ``count`` - 1."""
        self.lane = mix(self.lane + 1)
        return pick(self.lane, count)


Made = tuple[str, str] | None
"""The field and its new value, None where the defect is not possible."""


@dataclass(frozen=True)
class Defect:
    """A kind of defect.

    Attributes:
        code: stable name, used in configurations, truth files and reports.
        title: what a reader sees.
        make: says what becomes of a row; never a value equal to the clean one.
        adds_row: the new value stands in a second row for the same person.
    """

    code: str
    title: Text
    make: Callable[[Case], Made]
    adds_row: bool = False
