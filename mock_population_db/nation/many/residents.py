"""Who lives in the homes of a commune, in the order of the homes."""

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.keys import Purpose
from mock_population_db.nation.layout.plan import Plan, late_dead
from mock_population_db.nation.permutation import all_back

Numbers = NDArray[np.int64]


class Residents:
    """Lists the living of homes, many homes at once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._late = np.array(sorted(late_dead(plan)), np.int64)

    def of_plots(self, province: int, start: int, end: int) -> tuple[Numbers, Numbers]:
        """Return the living people of the homes of a province, and their homes.

        Args:
            province: number of the former province.
            start: place of the first home among those of the province, in the order
                of its communes.
            end: place after the last.
        """
        plan, made = self._plan, self._plan.made
        spots = np.arange(start, end)
        homes = np.full_like(spots, plan.places.homes[province])
        key = np.full_like(spots, plan.keys.of(Purpose.COMMUNE, province))
        household = plan.places.home_first[province] + all_back(spots, homes, key)
        stratum = np.searchsorted(plan.home_first, household, side="right") - 1
        shape = stratum % len(made.people)
        family, home = np.divmod(
            household - plan.home_first[stratum], made.homes[shape]
        )
        people = made.people[shape]
        row = np.repeat(np.arange(len(spots)), people)
        place = np.arange(len(row)) - np.repeat(np.cumsum(people) - people, people)
        slot = made.first[shape][row] + place
        index = (plan.person_first[stratum] + family * people)[row] + place
        lives = (made.home[slot] == home[row]) & (made.died[slot] == 0)
        if self._late.size:
            lives &= ~np.isin(index, self._late)
        return index[lives], spots[row[lives]] - start
