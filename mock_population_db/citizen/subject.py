"""Whom the rules are about: a person of the nation, the household, and the draws."""

from datetime import date
from functools import cache

from mock_population_db.citizen.draws import Draws
from mock_population_db.nation.mixing import chain
from mock_population_db.nation.nation import AS_OF, Nation
from mock_population_db.nation.person import Household

PERSON, HOUSEHOLD = 1, 2


class Subject:
    """A person with what several rules need.

    Args:
        nation: whose people they are.
        index: which one.

    Attributes:
        base: what the nation says about the person.
        draws: the person's draws.
        age: completed years at the end of the base, or at death.

    Raises:
        IndexError: there is no such person.
    """

    __slots__ = ("_home", "age", "base", "draws", "index", "nation")

    def __init__(self, nation: Nation, index: int) -> None:
        self.nation, self.index = nation, index
        self.base = nation.person(index)
        self.draws = person_draws(nation, index)
        self.age = age_on(self.base.date_of_birth, self.base.died_on or AS_OF)
        self._home: Household | None = None

    @property
    def home(self) -> Household:
        """The household; of the dead, their last."""
        if self._home is None:
            self._home = self.nation.household(self.base.household)
        return self._home

    @property
    def home_draws(self) -> Draws:
        """The draws that all members of the household share."""
        return Draws(_key(self.nation.seed, HOUSEHOLD), self.base.household)


def person_draws(nation: Nation, index: int) -> Draws:
    """Return the draws about a person."""
    return Draws(_key(nation.seed, PERSON), index)


@cache
def _key(seed: int, kind: int) -> int:
    return chain(seed, kind)


def age_on(born: date, day: date) -> int:
    """Return completed years of life on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, age: int) -> date:
    """Return the day on which somebody reaches an age; 29 February gives 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
