"""Who lives in a commune: the nation's people and those whom the world brought."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.models import Person
from mock_population_db.nation.nation import Nation
from mock_population_db.register.events.days import earliest
from mock_population_db.synthetic.cast import cast_numbers

Numbers = NDArray[np.int64]
SINGLE, MARRIED, OTHERWISE = 1, 2, 3
_STATUS = np.array((SINGLE, MARRIED, OTHERWISE, OTHERWISE), np.int64)
_YEAR = 365.2425
EVERYBODY_AT_ONCE = 1 << 30


@dataclass(frozen=True)
class Townsfolk:
    """People in columns, as candidates: the register says who still lives there.

    Attributes:
        number: personal numbers.
        sex: 1 male, 2 female.
        born: day of birth as ``date.toordinal`` counts.
        status: 1 single, 2 married, 3 divorced or widowed, as of the base or since.
    """

    number: Numbers
    sex: Numbers
    born: Numbers
    status: Numbers

    def ages(self, day: date) -> Numbers:
        """Return completed years, near enough for a rate."""
        years = ((day.toordinal() - self.born) / _YEAR).astype(np.int64)
        return np.clip(years, 0, 130)


def residents(nation: Nation, commune: str) -> Townsfolk:
    """Return the nation's people of a commune."""
    indices, _homes = nation.residents(commune, 0, EVERYBODY_AT_ONCE)
    facts = nation.batch(indices)
    seats, _first = facts.crowd.tracing.seats(indices)
    status = _STATUS[facts.crowd.plan.made.status[seats.place]]
    return Townsfolk(facts.number, facts.sex, facts.date_of_birth, status)


def with_newcomers(db: Session, folk: Townsfolk, commune: str, world: str) -> Townsfolk:
    """Return people with those whom the world brought, and its marriages.

    The cast stays out: its stories are not to be changed by chance.
    """
    home = Person.permanent_residence["commune"].as_string()
    query = select(Person).where(Person.world == world, home == commune)
    cast = set(cast_numbers().values())
    rows = [row for row in db.scalars(query) if row.personal_id not in cast]
    rows.sort(key=lambda row: row.personal_id)
    own = np.array([int(row.personal_id) for row in rows], np.int64)
    stay = ~np.isin(folk.number, own)
    born = [earliest(row.date_of_birth).toordinal() for row in rows]
    new = Townsfolk(
        own,
        np.array([int(row.sex) for row in rows], np.int64),
        np.array(born, np.int64),
        np.array([int(row.marital_status) for row in rows], np.int64),
    )
    return Townsfolk(
        *(
            np.concatenate((getattr(folk, name)[stay], getattr(new, name)))
            for name in ("number", "sex", "born", "status")
        )
    )
