"""One nation of full size, and a sample of its people as rows."""

import random

import pytest

from mock_population_db import citizen
from mock_population_db.models import Person
from mock_population_db.nation.nation import Nation

NATION = Nation()
SAMPLE = 1200


@pytest.fixture(scope="session")
def nation() -> Nation:
    return NATION


@pytest.fixture(scope="session")
def rows(nation: Nation) -> dict[int, Person]:
    chosen = random.Random(26).sample(range(nation.capacity), SAMPLE)  # noqa: S311
    return {index: citizen.person_row(nation, index) for index in chosen}


@pytest.fixture(scope="session")
def living(rows: dict[int, Person]) -> dict[int, Person]:
    return {index: row for index, row in rows.items() if row.life_status == "1"}
