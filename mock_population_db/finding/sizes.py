"""How many live in a home: a first look that knows which homes have changed."""

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.citizen import household_id_of
from mock_population_db.finding.criteria import Criteria
from mock_population_db.models import BASE_WORLD, Person
from mock_population_db.register.virtual import base_of

Numbers = NDArray[np.int64]


class Sizes:
    """Passes the members of homes whose size may fit.

    Args:
        db: the session of the request.
        world: in which world.
        criteria: what is asked.
    """

    def __init__(self, db: Session, world: str, criteria: Criteria) -> None:
        self._low = criteria.household_from or 0
        self._high = criteria.household_to
        self.is_asked = bool(self._low) or self._high is not None
        self._nation = base_of(db).nation
        self._changed = _changed(db, world) if self.is_asked else np.empty(0, np.int64)

    def pass_through(self, indices: Numbers, homes: Numbers) -> Numbers:
        """Return who lives in a home whose size fits or may have changed.

        Args:
            indices: all living members of some homes of the nation.
            homes: number of the home of each.
        """
        if not self.is_asked or not indices.size:
            return indices
        _home, at, count = np.unique(homes, return_inverse=True, return_counts=True)
        fits = count >= self._low
        if self._high is not None:
            fits &= count <= self._high
        if self._changed.size:
            household = self._nation.batch(indices).household
            fits[at[np.isin(household, self._changed)]] = True
        return indices[fits[at]]


def _changed(db: Session, world: str) -> Numbers:
    """Return the nation's households that somebody of the world left or joined."""
    query = select(Person.personal_id, Person.file_no).where(
        Person.world.in_((BASE_WORLD, world))
    )
    rows = [(number, file_no) for number, file_no in db.execute(query)]
    nation = base_of(db).nation
    numbers = np.array([int(number) for number, _file_no in rows], np.int64)
    indices = nation.indices_of(numbers)
    left = nation.batch(indices[indices >= 0]).household
    files = {file_no for _number, file_no in rows if file_no}
    joined = [household_id_of(nation, file_no) for file_no in sorted(files)]
    ids = [found for found in joined if found is not None]
    return np.concatenate((left, np.array(ids, np.int64)))
