"""The pytest plugin: a population register of its own for every test.

Nothing but pytest is imported before a test asks for a fixture.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_population_db.testing import MockPopulation, World


@pytest.fixture(scope="session")
def mock_population_process() -> "Iterator[MockPopulation]":
    """The register that all tests of a process share: one nation, made once."""
    from mock_population_db.testing import (  # noqa: PLC0415 - pytest starts without it
        MockPopulation,
    )

    with MockPopulation() as register:
        yield register


@pytest.fixture
def mock_population(
    mock_population_process: "MockPopulation", request: pytest.FixtureRequest
) -> "Iterator[World]":
    """A world for this test alone; the same test meets the same people every time."""
    world = mock_population_process.new_world(request.node.nodeid)
    yield world
    world.close()
