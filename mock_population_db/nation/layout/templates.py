"""Places of all shapes in one list, and the same places ordered by kind and cell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.shapes.positions import POSITIONS
from mock_population_db.nation.shapes.slots import CELLS, YEARS, Kind, Role, Shape

Numbers = NDArray[np.int64]
KINDS = len(Kind)


@dataclass(frozen=True)
class Templates:
    """Per place of every shape, in the order of the shapes, what is in it."""

    shape: Numbers
    first: Numbers
    """Per shape its first place, and the end."""
    people: Numbers
    """Per shape how many people."""
    homes: Numbers
    """Per shape how many households."""
    kind: Numbers
    cell: Numbers
    """Sex and year of birth."""
    father: Numbers
    """Place within the shape, -1 = nobody; so are the next three."""
    mother: Numbers
    spouse: Numbers
    twin: Numbers
    home: Numbers
    wed: Numbers
    died: Numbers
    status: Numbers
    position: Numbers
    role: Numbers
    order: Numbers
    """Per place its rank among all, ordered by kind, cell and shape."""
    ordered: Numbers
    """Places in that order."""
    segment: Numbers
    """Per kind and cell the first in that order, and the end."""
    outward: Numbers
    """Role and section of a family -> section of the member."""
    inward: Numbers
    """Role and section of a member -> section of the family."""
    sections: int

    @property
    def sex(self) -> Numbers:
        """Per place 0 male, 1 female."""
        return self.cell // YEARS


def templates(shapes: tuple[Shape, ...], sections: int) -> Templates:
    """Lay the places of all shapes in a row."""
    slots = [slot for shape in shapes for slot in shape.slots]
    roles = sorted({slot.role for slot in slots}, key=repr)
    numbers = {role: number for number, role in enumerate(roles)}
    sizes = [len(shape.slots) for shape in shapes]
    first = np.concatenate(([0], np.cumsum(sizes)))
    group = np.array([slot.kind * CELLS + slot.cell for slot in slots])
    ordered = np.argsort(group, kind="stable")
    order = np.empty_like(ordered)
    order[ordered] = np.arange(len(ordered))
    outward, inward = _sections(roles, sections)
    columns = {
        name: np.array([getattr(slot, name) for slot in slots], np.int64)
        for name in ("kind", "cell", "father", "mother", "spouse", "twin")
    }
    columns |= {
        name: np.array([getattr(slot, name) for slot in slots], np.int64)
        for name in ("home", "wed", "died")
    }
    return Templates(
        shape=np.repeat(np.arange(len(shapes)), sizes),
        first=first.astype(np.int64),
        people=np.array([shape.people for shape in shapes]),
        homes=np.array([shape.homes for shape in shapes]),
        status=np.array(_statuses(shapes)),
        position=np.array([_position(slot.position) for slot in slots]),
        role=np.array([numbers[slot.role] for slot in slots]),
        order=order,
        ordered=ordered,
        segment=np.searchsorted(group[ordered], np.arange(KINDS * CELLS + 1)),
        outward=outward,
        inward=inward,
        sections=sections,
        **columns,
    )


def _statuses(shapes: tuple[Shape, ...]) -> list[int]:
    return [
        shape.status[place] if place < shape.people else 0
        for shape in shapes
        for place in range(len(shape.slots))
    ]


def _position(name: str) -> int:
    return POSITIONS.index(name) if name else -1


def _sections(roles: list[Role], sections: int) -> tuple[Numbers, Numbers]:
    outward = np.array(
        [role.section(family, sections) for role in roles for family in range(sections)]
    )
    inward = np.empty_like(outward)
    for number in range(len(roles)):
        start = number * sections
        row = outward[start : start + sections]
        inward[start + row] = np.arange(sections)
    return outward, inward
