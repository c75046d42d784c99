import pytest

from mock_idp.clock import Clock

NOON = 1_773_118_800.0


@pytest.fixture
def clock() -> Clock:
    """A clock of its own: nothing here needs the web."""
    clock = Clock()
    clock.freeze(NOON)
    return clock
