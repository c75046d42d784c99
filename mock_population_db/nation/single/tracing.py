"""From a person's place in the nation to the place among those born, and back."""

from bisect import bisect_right
from typing import NamedTuple

from mock_population_db.nation.layout.cells import PIECES
from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.units import SHARE
from mock_population_db.nation.permutation import back, forth
from mock_population_db.nation.shapes.slots import CELLS, Kind
from mock_population_db.nation.single.tables import Tables

_ADULT = int(Kind.ADULT)
_LEFT = int(Kind.LEFT)


class Seat(NamedTuple):
    """A place in a family of the nation."""

    unit: int
    place: int
    """Number among the places of all shapes."""
    set: int
    section: int
    """Of the family."""


class Birth(NamedTuple):
    """Where somebody stands among those born in one province, sex and year."""

    unit: int
    kind: int
    cell: int
    section: int
    """Of the person."""
    rank: int
    """Among those of the unit, kind, cell and section."""
    number: int
    """Among all of the province and cell."""


class Tracer:
    """Finds the seat of a person, the birth of a seat, and the way back."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def seat(self, index: int) -> Seat:
        """Return the seat of a person."""
        t = self._t
        stratum = bisect_right(t.person_first, index) - 1
        unit, shape = divmod(stratum, t.shapes)
        family, place = divmod(index - t.person_first[stratum], t.people[shape])
        return Seat(unit, t.place_first[shape] + place, *divmod(family, t.sections))

    def first(self, seat: Seat) -> int:
        """Return the first person of the family of a seat."""
        t = self._t
        shape = t.shape[seat.place]
        family = seat.set * t.sections + seat.section
        stratum = seat.unit * t.shapes + shape
        return t.person_first[stratum] + family * t.people[shape]

    def index(self, seat: Seat) -> int:
        """Return the person who has this seat."""
        t = self._t
        return self.first(seat) + seat.place - t.place_first[t.shape[seat.place]]

    def household(self, seat: Seat) -> int:
        """Return the household of a seat."""
        t = self._t
        shape = t.shape[seat.place]
        family = seat.set * t.sections + seat.section
        stratum = seat.unit * t.shapes + shape
        return t.home_first[stratum] + family * t.homes[shape] + t.home[seat.place]

    def ranked(self, seat: Seat) -> tuple[int, int, int]:
        """Return the cell's size, the seat's rank in it and the person's section."""
        t = self._t
        start = seat.unit * t.width
        group = t.kind[seat.place] * CELLS + t.cell[seat.place]
        low = t.before[start + t.segment[group]]
        size = t.before[start + t.segment[group + 1]] - low
        rank = t.before[start + t.order[seat.place]] - low + seat.set
        return size, rank, t.outward[t.role[seat.place] + seat.section]

    def seat_of_rank(
        self, unit: int, group: int, rank: int, section: int
    ) -> Seat | None:
        """Return the seat of this rank in a cell, if the cell is that large."""
        t = self._t
        start = unit * t.width
        low, high = start + t.segment[group], start + t.segment[group + 1]
        target = t.before[low] + rank
        if target >= t.before[high]:
            return None
        found = bisect_right(t.before, target, low, high) - 1
        place = t.ordered[found - start]
        return Seat(
            unit, place, target - t.before[found], t.inward[t.role[place] + section]
        )

    def birth(self, seat: Seat) -> Birth:
        """Return where the person of a seat stands among those born."""
        t = self._t
        kind, cell = t.kind[seat.place], t.cell[seat.place]
        size, rank, section = self.ranked(seat)
        unit = seat.unit
        if kind == _ADULT:
            key = t.keys.of(Purpose.MIGRATION, (unit * CELLS + cell) * 8 + section)
            unit, rank, size = self._origin(unit, cell, size, forth(rank, size, key))
        piece = self._piece(unit, cell) + kind
        number = t.pieces[piece] + section * size + rank
        return Birth(unit, kind, cell, section, rank, number)

    def _piece(self, unit: int, cell: int) -> int:
        t = self._t
        home = t.province[unit]
        first, end = t.unit_first[home], t.unit_first[home + 1]
        width = (end - first) * PIECES + 1
        return t.pieces_first[home] + cell * width + (unit - first) * PIECES

    def _origin(
        self, unit: int, cell: int, size: int, step: int
    ) -> tuple[int, int, int]:
        """Return unit, rank and count at birth of a grown-up who lives elsewhere."""
        t = self._t
        low, high = t.route_first[unit], t.route_first[unit + 1]
        part = ((step + 1) * SHARE - 1) // size
        pair = bisect_right(t.route_share, part, low, high) - 1
        origin = t.origin[pair]
        row, end = self._births(origin, cell)
        rank = (
            t.births[row + t.inward_place[pair]]
            + step
            - (size * t.route_share[pair] // SHARE)
        )
        return origin, rank, t.births[end]

    def _births(self, unit: int, cell: int) -> tuple[int, int]:
        t = self._t
        degree = t.inward_first[unit + 1] - t.inward_first[unit]
        row = t.births_first[unit] + cell * (degree + 1)
        return row, row + degree

    def born(self, unit: int, cell: int) -> int:
        """Return how many grown-ups of a section were born in a unit and cell."""
        return self._t.births[self._births(unit, cell)[1]]

    def adult(self, unit: int, cell: int, section: int, rank: int) -> Seat:
        """Return the seat of a grown-up by the rank at birth."""
        t = self._t
        row, end = self._births(unit, cell)
        place = bisect_right(t.births, rank, row, end) - 1
        pair = t.inward_pair[t.inward_first[unit] + place - row]
        home = t.residence[pair]
        group = _ADULT * CELLS + cell
        start = home * t.width
        size = (
            t.before[start + t.segment[group + 1]] - t.before[start + t.segment[group]]
        )
        step = rank - t.births[place] + size * t.route_share[pair] // SHARE
        key = t.keys.of(Purpose.MIGRATION, (home * CELLS + cell) * 8 + section)
        seat = self.seat_of_rank(home, group, back(step, size, key), section)
        if seat is None:
            raise ArithmeticError("a birth without a seat")
        return seat

    def count(self, home: int, cell: int) -> int:
        """Return how many people a cell of numbers has."""
        t = self._t
        width = (t.unit_first[home + 1] - t.unit_first[home]) * PIECES + 1
        return t.pieces[t.pieces_first[home] + (cell + 1) * width - 1]

    def seat_of_number(self, home: int, cell: int, number: int) -> Seat:
        """Return the seat of somebody by the rank in the cell of numbers."""
        t = self._t
        first = t.unit_first[home]
        width = (t.unit_first[home + 1] - first) * PIECES + 1
        row = t.pieces_first[home] + cell * width
        piece = bisect_right(t.pieces, number, row, row + width) - 1
        local, kind = divmod(piece - row, PIECES)
        size = (t.pieces[piece + 1] - t.pieces[piece]) // t.sections
        section, rank = divmod(number - t.pieces[piece], size)
        unit = first + local
        if kind == _ADULT:
            return self.adult(unit, cell, section, rank)
        seat = self.seat_of_rank(unit, kind * CELLS + cell, rank, section)
        if seat is None:
            raise ArithmeticError("a number without a seat")
        return seat

    def code(self, home: int, cell: int) -> int:
        """Return the first digits of the numbers of a cell, less 900,000."""
        return self._t.code[home * CELLS + cell]
