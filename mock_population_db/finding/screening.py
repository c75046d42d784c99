"""A quick first look at many people of the nation: who may fit at all.

It looks at families' shapes and at numbers only and lets through everybody who might
fit; :mod:`mock_population_db.finding.judging` decides over each one who is left.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mock_population_db.finding import naming
from mock_population_db.finding.ages import born_between
from mock_population_db.finding.criteria import Criteria
from mock_population_db.nation.layout.plan import Plan, late_dead
from mock_population_db.nation.layout.templates import Templates
from mock_population_db.nation.many.facts import Facts
from mock_population_db.nation.nation import Nation
from mock_population_db.nation.shapes.positions import POSITIONS
from mock_population_db.nation.shapes.slots import FIRST_YEAR, NOBODY, YEARS

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

HEAD = POSITIONS.index("head")
SINGLE, WIDOWED = 0, 2
STATUSES = {"1": (SINGLE,), "2": (1,), "3": (WIDOWED, 3)}
AWAY_AGES = 18, 46
"""Who lives elsewhere is single and of these ages, both included."""


@dataclass(frozen=True)
class Screen:
    """Screens people of the nation for one question.

    Args:
        nation: whose people.
        criteria: what is asked.
        today: the world's day.
    """

    nation: Nation
    criteria: Criteria
    today: date

    def pass_through(self, indices: Numbers) -> Numbers:
        """Return those who may fit, in the same order."""
        if not indices.size:
            return indices
        left = indices[self._by_shape(indices)]
        if not left.size:
            return left
        facts = self.nation.batch(left)
        return left[self._by_facts(facts)]

    @cached_property
    def _plan(self) -> Plan:
        return self.nation.batch(np.zeros(1, np.int64)).crowd.plan

    @cached_property
    def _places_that_fit(self) -> Mask:
        return _shape_mask(self._plan.made, self.criteria, self.today)

    def _by_shape(self, indices: Numbers) -> Mask:
        """Look at what the shape of the family tells."""
        fits = self._places_that_fit[_places(self._plan, indices)]
        if self.criteria.marital_status == "3":
            fits |= np.isin(indices, _late_widowed(self._plan))
        return fits

    def _by_facts(self, facts: Facts) -> Mask:
        too_early, latest = born_between(self.criteria, self.today)
        born = facts.date_of_birth
        fits: Mask = (born > too_early.toordinal()) & (born <= latest.toordinal())
        if self.criteria.ethnicity is not None:
            fits &= facts.ethnicity == int(self.criteria.ethnicity)
        if self.criteria.name is not None:
            fits &= naming.may_hold(facts, naming.words_of(self.criteria.name))
        return fits


def _places(plan: Plan, indices: Numbers) -> Numbers:
    made = plan.made
    stratum = np.searchsorted(plan.person_first, indices, side="right") - 1
    shape = stratum % len(made.people)
    offset = indices - plan.person_first[stratum]
    found: Numbers = made.first[shape] + offset % made.people[shape]
    return found


def _shape_mask(made: Templates, criteria: Criteria, today: date) -> Mask:
    year = made.cell % YEARS + FIRST_YEAR
    too_early, latest = born_between(criteria, today)
    fits: Mask = (year >= too_early.year) & (year <= latest.year)
    if criteria.sex is not None:
        fits &= made.cell // YEARS + 1 == int(criteria.sex)
    if criteria.marital_status is not None:
        fits &= np.isin(made.status, STATUSES[criteria.marital_status])
    if criteria.head_of_household is not None:
        fits &= (made.position == HEAD) == criteria.head_of_household
    if criteria.twin is not None:
        fits &= (made.twin != NOBODY) == criteria.twin
    return fits & _by_children(made, criteria, today) & _by_home(made, criteria, today)


def _by_children(made: Templates, criteria: Criteria, today: date) -> Mask:
    youngest = _youngest(made)
    fits = np.ones(len(youngest), np.bool_)
    if criteria.has_children:
        fits &= youngest > 0
    if criteria.has_children_under is not None:
        fits &= youngest >= today.year - criteria.has_children_under
    if criteria.unmarried_mother:
        fits &= (youngest > 0) & (made.status == SINGLE) & (made.cell >= YEARS)
    if criteria.gave_birth_elsewhere:
        fits &= (youngest > 0) & (made.cell >= YEARS)
    return fits


def _by_home(made: Templates, criteria: Criteria, today: date) -> Mask:
    fits = np.ones(len(made.cell), np.bool_)
    if criteria.lives_elsewhere:
        age = today.year - (made.cell % YEARS + FIRST_YEAR)
        low, high = AWAY_AGES
        # the base is a day in 2026; its people grow older with the world
        fits &= (age >= low) & (made.status == SINGLE)
        fits &= (made.cell % YEARS + FIRST_YEAR) >= FIRST_YEAR + YEARS - 2 - high
    return fits


def _youngest(made: Templates) -> Numbers:
    """Return per place the year of birth of the youngest child there may be."""
    found = np.zeros(len(made.cell), np.int64)
    start = made.first[made.shape]
    year = made.cell % YEARS + FIRST_YEAR
    for parent in (made.father, made.mother):
        known = parent != NOBODY
        np.maximum.at(found, (start + parent)[known], year[known])
    return found


def _late_widowed(plan: Plan) -> Numbers:
    """Return whose spouse died beyond what the shapes say."""
    late = np.array(sorted(late_dead(plan)), np.int64)
    if not late.size:
        return late
    place = _places(plan, late)
    start = plan.made.first[plan.made.shape[place]]
    found: Numbers = late - (place - start) + plan.made.spouse[place]
    return found
