"""Parents, children and spouses, within a household and between households."""

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.permutation import back, forth
from mock_population_db.nation.shapes.slots import CELLS, NOBODY, Kind
from mock_population_db.nation.single.tables import Tables
from mock_population_db.nation.single.tracing import Birth, Seat, Tracer

_ADULT = int(Kind.ADULT)
_LEFT = int(Kind.LEFT)


class Kinship:
    """Finds kin of a seat, as seats."""

    def __init__(self, tables: Tables, tracer: Tracer) -> None:
        self._t = tables
        self._tracer = tracer

    def beside(self, seat: Seat, place: int) -> Seat:
        """Return the seat at a place of the same family."""
        start = self._t.place_first[self._t.shape[seat.place]]
        return Seat(seat.unit, start + place, seat.set, seat.section)

    def cradle(self, seat: Seat, birth: Birth) -> Seat | None:
        """Return the place where somebody grew up; None before the register.

        For a child of the family this is its own seat, for a grown-up from
        elsewhere the place that was left.
        """
        if birth.kind < Kind.STRANGER:
            return seat
        if birth.kind != _ADULT:
            return None
        count = self._tracer.born(birth.unit, birth.cell)
        place = forth(
            birth.rank, count, self._key(birth.unit, birth.cell, birth.section)
        )
        group = _LEFT * CELLS + birth.cell
        return self._tracer.seat_of_rank(birth.unit, group, place, birth.section)

    def grown_up(self, left: Seat) -> Seat | None:
        """Return the seat of the one who left a place; None if nobody did."""
        _size, rank, section = self._tracer.ranked(left)
        cell = self._t.cell[left.place]
        count = self._tracer.born(left.unit, cell)
        if rank >= count:
            return None
        rank = back(rank, count, self._key(left.unit, cell, section))
        return self._tracer.adult(left.unit, cell, section, rank)

    def _key(self, unit: int, cell: int, section: int) -> int:
        return self._t.keys.of(Purpose.KINSHIP, (unit * CELLS + cell) * 8 + section)

    def parent(self, cradle: Seat | None, column: list[int]) -> Seat | None:
        """Return the father or the mother of the one who grew up at a place."""
        if cradle is None or column[cradle.place] == NOBODY:
            return None
        return self.beside(cradle, column[cradle.place])

    def spouse(self, seat: Seat) -> Seat | None:
        """Return the seat of the husband or wife."""
        place = self._t.spouse[seat.place]
        return None if place == NOBODY else self.beside(seat, place)

    def twin(self, seat: Seat) -> Seat | None:
        """Return the seat of the twin."""
        place = self._t.twin[seat.place]
        return None if place == NOBODY else self.beside(seat, place)

    def children(self, seat: Seat) -> list[Seat]:
        """Return the seats of all children, the oldest first."""
        t = self._t
        shape = t.shape[seat.place]
        start, end = t.place_first[shape], t.place_first[shape + 1]
        own = seat.place - start
        parent = t.mother if t.cell[seat.place] >= CELLS // 2 else t.father
        found = [
            Seat(seat.unit, place, seat.set, seat.section)
            for place in range(start, end)
            if parent[place] == own
        ]
        found.sort(key=lambda child: t.cell[child.place] % (CELLS // 2))
        grown = (
            self.grown_up(child) if t.kind[child.place] == _LEFT else child
            for child in found
        )
        return [child for child in grown if child is not None]
