"""No rule of families is broken by a hundred thousand people of any nation."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from mock_population_db.nation import Nation
from mock_population_db.nation.many.facts import Facts
from tests.mock_population_db.nation.columns import Columns
from tests.mock_population_db.nation.nations import nation

SAMPLE = 100_000
LARGE, MIDDLE, SMALL = 100_000_000, 1_000_000, 20_000
THE_WARD = "00070"


def drawn(country: Nation) -> np.ndarray:
    """Draw people, the dead among them; everybody of a nation smaller than that."""
    if country.capacity <= SAMPLE:
        return np.arange(country.capacity)
    draw = np.random.default_rng(2026)
    return np.unique(draw.integers(0, country.capacity, SAMPLE + SAMPLE // 10))[:SAMPLE]


@pytest.mark.slow
@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_a_hundred_thousand_people_break_no_rule(size: int) -> None:
    country = nation(size)

    broken = Columns(country, drawn(country)).broken()

    assert broken == Counter()


@pytest.mark.slow
def test_the_whole_ward_of_the_demo_breaks_no_rule() -> None:
    country = nation(LARGE)
    homes = [country.household(number) for number in country.households_of(THE_WARD)]
    members = np.array([one for home in homes for one in home.members])

    columns = Columns(country, members)

    assert columns.broken() == Counter()
    assert len({home.plot for home in homes}) == len(homes)
    assert set(columns.own.commune_codes()) == {THE_WARD}
    assert np.unique(members).size == members.size > 50_000


class Spoiled(Columns):
    """A sample of which one column is moved by one row."""

    def __init__(self, country: Nation, indices: np.ndarray, column: str) -> None:
        super().__init__(country, indices)
        moved: Facts = replace(
            self.own, **{column: np.roll(getattr(self.own, column), 1)}
        )
        self.own = moved


@pytest.mark.parametrize(
    ("column", "rule"),
    [
        ("number", "the number leads to somebody else"),
        ("sex", "spouses of one sex"),
        ("date_of_birth", "the mother is no woman of 16 to 48 at birth"),
        ("father", "a child its father does not know"),
        ("mother", "births of one mother too close"),
        ("spouse", "a spouse who knows of no marriage"),
        ("household", "a home that does not know its member, or its head"),
    ],
)
def test_a_moved_column_is_noticed(column: str, rule: str) -> None:
    country = nation(MIDDLE)

    broken = Spoiled(country, drawn(country)[:2_000], column).broken()

    assert rule in broken
