"""One register for all tests of autofill; each test may use its own world."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests.portal.autofill.register import Register, running_register

_worlds = count(1)


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Serve the cast."""
    with running_register(tmp_path_factory.mktemp("register")) as running:
        yield running


@pytest.fixture
def world() -> str:
    """Name a world that no other test uses."""
    return f"autofill-{next(_worlds)}"
