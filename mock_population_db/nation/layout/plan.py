"""Everything the nation is computed from, built once at the start."""

import hashlib
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation import sources
from mock_population_db.nation.layout.cells import Cells, cells
from mock_population_db.nation.layout.families import families
from mock_population_db.nation.layout.keys import Keys
from mock_population_db.nation.layout.names import Names, names
from mock_population_db.nation.layout.places import Places, places
from mock_population_db.nation.layout.templates import Templates, templates
from mock_population_db.nation.layout.units import Routes, Units, routes, units
from mock_population_db.nation.shapes.families import shape
from mock_population_db.nation.shapes.positions import POSITIONS
from mock_population_db.nation.shapes.slots import FIRST_YEAR, YEARS, Shape
from mock_population_db.nation.shapes.weighing import weights

Numbers = NDArray[np.int64]
ALGORITHM = 1
"""Raised whenever the same tables, size and seed would give other people."""
SHAPES = 2048
_BLOCK_BITS = 17
LEAST_SIZE = 1_000
MOST_SIZE = 200_000_000
SMALL = 100_000
"""Below this size a nation has two sections of marriage only."""
_OLD_BEFORE = 1966
_FEW_SECTIONS, _SECTIONS = 2, 8


@dataclass(frozen=True)
class Near:
    """For each stretch of 2^shift people the stratum of the first."""

    shift: int
    first: Numbers


@dataclass(frozen=True)
class Plan:
    """The tables of one nation."""

    size: int
    seed: int
    digest: str
    capacity: int
    units: Units
    routes: Routes
    made: Templates
    cells: Cells
    places: Places
    names: Names
    keys: Keys
    sets: Numbers
    """Per stratum (unit x shape) sets of families, one of each section."""
    person_first: Numbers
    """Per stratum its first person, and the end."""
    home_first: Numbers
    """Per stratum its first household, and the end."""
    near: Near
    """A quick way to a person's stratum."""
    surplus: int
    """So many spouses have died lately, see :func:`late_dead`."""


@cache
def _shapes() -> tuple[tuple[Shape, ...], Numbers]:
    grown = tuple(shape(number, SHAPES) for number in range(SHAPES))
    return grown, weights(grown)


def plan(size: int, seed: int) -> Plan:
    """Build the tables of a nation of ``size`` living people.

    Raises:
        ValueError: the size is not between 1,000 and 200 million.
    """
    if not LEAST_SIZE <= size <= MOST_SIZE:
        raise ValueError(f"a nation has {LEAST_SIZE} to {MOST_SIZE} people")
    shapes, weight = _shapes()
    sections = _FEW_SECTIONS if size < SMALL else _SECTIONS
    all_units = units()
    ways = routes(all_units)
    made = templates(shapes, sections)
    shared = families(all_units, shapes, weight, size, sections)
    sets = shared.sets
    count = len(all_units.weight)
    people = np.concatenate(([0], np.cumsum(sets * np.tile(made.people, count))))
    homes = np.concatenate(([0], np.cumsum(sets * np.tile(made.homes, count))))
    people *= sections
    homes *= sections
    unit_homes = np.diff(homes[:: len(shapes)])
    return Plan(
        size=size,
        seed=seed,
        digest=_digest(size, seed, weight),
        capacity=int(people[-1]),
        units=all_units,
        routes=ways,
        made=made,
        cells=cells(all_units, ways, made, sets),
        places=places(all_units, unit_homes),
        names=names(),
        keys=Keys(seed),
        sets=sets,
        person_first=people,
        home_first=homes,
        near=_near(people),
        surplus=shared.surplus,
    )


def _near(people: Numbers) -> Near:
    shift = max(0, int(people[-1]).bit_length() - _BLOCK_BITS)
    starts = np.arange((int(people[-1]) >> shift) + 2) << shift
    first = np.searchsorted(people, starts, side="right") - 1
    return Near(shift, np.minimum(first, len(people) - 2))


def _digest(size: int, seed: int, weight: Numbers) -> str:
    parts = f"{ALGORITHM}/{size}/{seed}/{sources.digest()}/"
    return hashlib.sha256(parts.encode() + weight.tobytes()).hexdigest()


def late_dead(made: Plan) -> frozenset[int]:
    """Return who has died beyond the shapes, so that exactly N are alive.

    They are fewer than there are sections: old wives or husbands of one shape, in
    the first unit where such families live.
    """
    if not made.surplus:
        return frozenset()
    cards, shapes = made.made, len(made.made.people)
    spouse = POSITIONS.index("spouse")
    old = (cards.position == spouse) & (cards.died == 0) & (cards.status == 1)
    old &= (cards.cell % YEARS + FIRST_YEAR) < _OLD_BEFORE
    for place in np.flatnonzero(old).tolist():
        shape_number = int(cards.shape[place])
        strata = np.flatnonzero(made.sets[shape_number::shapes])
        if strata.size:
            stratum = int(strata[0]) * shapes + shape_number
            first = int(made.person_first[stratum]) + place
            first -= int(cards.first[shape_number])
            people = int(cards.people[shape_number])
            return frozenset(first + family * people for family in range(made.surplus))
    raise ArithmeticError("no old couple lives in this nation")
