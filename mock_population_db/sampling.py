"""Small samples of the nation: a name as people like that have it."""

from datetime import date
from random import Random

import numpy as np

from mock_population_db.nation.nation import Nation

KINH = "01"
SPREAD, NEAR_YEARS = 1000, 5
SEXES = {"1": "1", "2": "2", "male": "1", "female": "2", "nam": "1", "nữ": "2"}


def sex_code(text: str) -> str:
    """Return the register's code of a sex.

    Raises:
        ValueError: it is none.
    """
    if text not in SEXES:
        raise ValueError(f"sex {text!r}; there are {', '.join(SEXES)}")
    return SEXES[text]


def draw_name(
    nation: Nation, sex: str, year: int, ethnicity: str, chance: Random
) -> tuple[str, str, str]:
    """Return family, middle and given name of somebody like that, as far as can be.

    Args:
        nation: whose people are looked at, a thousand of them.
        sex: ``1`` or ``2``.
        year: year of birth; five years more or less do not matter.
        ethnicity: two-digit code.
        chance: draws the thousand.
    """

    def unlike(row: int) -> tuple[bool, int, int]:
        other = int(facts.ethnicity[row]) != int(ethnicity)
        born = date.fromordinal(int(facts.date_of_birth[row])).year
        return other, abs(born - year) // NEAR_YEARS, row

    count = min(SPREAD, nation.size)
    facts = nation.batch(nation.sample(count, chance.getrandbits(32)))
    same_sex = np.flatnonzero(facts.sex == int(sex)).tolist()
    person = nation.person(int(facts.index[min(same_sex, key=unlike)]))
    return person.surname, person.middle_name, person.given_name
