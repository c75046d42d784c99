"""A neighbour to talk to."""

from collections.abc import Iterator

import pytest

from tests.portal.clients.neighbour import Neighbour, running


@pytest.fixture
def neighbour() -> Iterator[Neighbour]:
    """Run one neighbour for one test."""
    with running() as started:
        yield started
