"""The nation's tables as plain Python reads them fastest."""

from collections.abc import Sequence

import numpy as np

from mock_population_db.nation.layout.plan import Plan, late_dead
from mock_population_db.nation.layout.reserved import Reserved, number_cells


class Tables:
    """Small tables as lists, large ones as views that yield Python numbers."""

    def __init__(self, plan: Plan, reserved: Reserved) -> None:
        made, ways, cells = plan.made, plan.routes, plan.cells
        self.plan = plan
        self.keys = plan.keys
        self.reserved = reserved
        self.late = late_dead(plan)
        self.shapes = len(made.people)
        self.width = len(made.order)
        self.sections = made.sections
        self.person_first = _view(plan.person_first)
        self.home_first = _view(plan.home_first)
        self.people, self.homes = _list(made.people), _list(made.homes)
        self.place_first = _list(made.first)
        self.shape, self.kind, self.cell = map(
            _list, (made.shape, made.kind, made.cell)
        )
        self.father, self.mother = _list(made.father), _list(made.mother)
        self.spouse, self.twin = _list(made.spouse), _list(made.twin)
        self.home, self.wed, self.died = map(_list, (made.home, made.wed, made.died))
        self.status, self.position = _list(made.status), _list(made.position)
        self.order, self.ordered = _list(made.order), _list(made.ordered)
        self.role = _list(made.role * made.sections)
        self.segment = _list(made.segment)
        self.outward, self.inward = _list(made.outward), _list(made.inward)
        self.before = _view(cells.before)
        self.births = _view(cells.births)
        self.births_first = _list(cells.births_first)
        self.pieces = _view(cells.pieces)
        self.pieces_first = _list(cells.pieces_first)
        self.route_share, self.route_first = _list(ways.share), _list(ways.first)
        self.origin, self.residence = _list(ways.origin), _list(ways.residence)
        self.inward_pair = _list(ways.inward)
        self.inward_first = _list(ways.inward_first)
        self.inward_place = _list(ways.inward_place)
        self.province, self.group = (
            _list(plan.units.province),
            _list(plan.units.ethnicity),
        )
        self.code = _list(number_cells(plan.units.provinces))
        self.unit_first = _list(plan.units.first)
        self.unit_run = _list(np.concatenate(([0], np.cumsum(plan.units.weight))))


def _list(column: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> list[int]:
    return [int(value) for value in column.tolist()]


def _view(
    column: "np.ndarray[tuple[int, ...], np.dtype[np.signedinteger]]",
) -> Sequence[int]:
    return column.data
