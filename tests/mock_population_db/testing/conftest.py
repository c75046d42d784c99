from collections.abc import Iterator

import pytest

from mock_population_db.testing import MockPopulation, World


@pytest.fixture(scope="package")
def process() -> Iterator[MockPopulation]:
    with MockPopulation() as register:
        yield register


@pytest.fixture
def world(process: MockPopulation, request: pytest.FixtureRequest) -> Iterator[World]:
    made = process.new_world(request.node.nodeid)
    yield made
    made.close()


@pytest.fixture
def other(process: MockPopulation) -> Iterator[World]:
    made = process.new_world()
    yield made
    made.close()
