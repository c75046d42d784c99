"""Everything about one person."""

from mock_population_db.nation.layout.plan import Plan
from mock_population_db.nation.layout.reserved import Reserved
from mock_population_db.nation.person import BasePerson, Household
from mock_population_db.nation.shapes.positions import POSITIONS
from mock_population_db.nation.shapes.slots import NOBODY, YEARS
from mock_population_db.nation.single.dates import Dates, twin_decides
from mock_population_db.nation.single.homes import Homes
from mock_population_db.nation.single.kinship import Kinship
from mock_population_db.nation.single.naming import Naming
from mock_population_db.nation.single.numbers import PersonalIds
from mock_population_db.nation.single.tables import Tables
from mock_population_db.nation.single.tracing import Birth, Seat, Tracer

STATUSES = ("single", "married", "widowed", "divorced")
_WIDOWED = 2


class People:
    """Answers for one person or household at a time."""

    def __init__(self, plan: Plan, reserved: Reserved) -> None:
        self.tables = Tables(plan, reserved)
        self.tracer = Tracer(self.tables)
        self.kinship = Kinship(self.tables, self.tracer)
        self.dates = Dates(self.tables, self.tracer)
        self.naming = Naming(self.tables, self.tracer, self.kinship)
        self.homes = Homes(self.tables, self.tracer)
        self.numbers = PersonalIds(self.tables, self.tracer)

    def number(self, index: int) -> str:
        """Return a person's number alone."""
        return self.numbers.of(self.tracer.birth(self.tracer.seat(index)))

    def person(self, index: int) -> BasePerson:
        """Return all the nation says about a person."""
        t, tracer = self.tables, self.tracer
        seat = tracer.seat(index)
        birth = tracer.birth(seat)
        first = tracer.first(seat)
        cradle = self.kinship.cradle(seat, birth)
        naming = self.naming
        root = naming.root(birth, cradle)
        key = naming.person_key(birth)
        group = naming.group(birth, key)
        people = naming.people(birth, group)
        family = naming.family(root)
        names = naming.written(
            people, birth.cell, family, *naming.own(people, birth.cell, key)
        )
        died = self.dates.died(seat, first)
        household = tracer.household(seat)
        codes = self.homes.codes
        root_key = key if root is birth else naming.person_key(root)
        return BasePerson(
            index,
            self.numbers.of(birth),
            *names,
            "2" if birth.cell >= YEARS else "1",
            self.dates.born(self._first_twin(seat, birth)),
            f"{group:02}",
            died is None,
            died,
            self._index(self.kinship.parent(cradle, t.father)),
            self._index(self.kinship.parent(cradle, t.mother)),
            _near(first, t.spouse[seat.place]),
            self.dates.married(seat, first),
            self._status(seat, first),
            household,
            POSITIONS[t.position[seat.place]],
            _near(first, t.twin[seat.place]),
            t.plan.units.provinces[t.province[birth.unit]],
            codes[self.homes.birthplace(birth, cradle, key)],
            codes[self.homes.birthplace(root, None, root_key)],
            codes[self.homes.place(household)[0]],
        )

    def _first_twin(self, seat: Seat, birth: Birth) -> Birth:
        if not twin_decides(birth.kind):
            return birth
        first = self.kinship.twin(seat)
        return self.tracer.birth(first) if first else birth

    def _index(self, seat: Seat | None) -> int | None:
        return None if seat is None else self.tracer.index(seat)

    def _status(self, seat: Seat, first: int) -> str:
        t = self.tables
        spouse = t.spouse[seat.place]
        if spouse != NOBODY and first + spouse in t.late:
            return STATUSES[_WIDOWED]
        return STATUSES[t.status[seat.place]]

    def household(self, number: int) -> Household:
        """Return a household."""
        t = self.tables
        seats = self.homes.seats(number)
        first = self.tracer.first(seats[0])
        start = t.place_first[t.shape[seats[0].place]]
        members = tuple(
            first + seat.place - start
            for seat in seats
            if not t.died[seat.place] and first + seat.place - start not in t.late
        )
        head = next(
            first + seat.place - start for seat in seats if self.homes.is_head(seat)
        )
        commune, plot = self.homes.place(number)
        return Household(number, self.homes.codes[commune], plot, head, members)

    def family_name(self, index: int) -> str:
        """Return the family name of a person."""
        seat = self.tracer.seat(index)
        birth = self.tracer.birth(seat)
        root = self.naming.root(birth, self.kinship.cradle(seat, birth))
        return self.naming.texts[self.naming.family(root)]

    def children(self, index: int) -> list[int]:
        """Return the children of a person, the oldest first."""
        seat = self.tracer.seat(index)
        return [self.tracer.index(child) for child in self.kinship.children(seat)]

    def siblings(self, index: int) -> list[int]:
        """Return brothers and sisters, half-brothers and half-sisters too."""
        seat = self.tracer.seat(index)
        cradle = self.kinship.cradle(seat, self.tracer.birth(seat))
        found: dict[Seat, None] = {}
        for column in (self.tables.father, self.tables.mother):
            parent = self.kinship.parent(cradle, column)
            if parent is not None:
                found |= dict.fromkeys(self.kinship.children(parent))
        found.pop(seat, None)
        return [self.tracer.index(one) for one in found]


def _near(first: int, place: int) -> int | None:
    return None if place == NOBODY else first + place
