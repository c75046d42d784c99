import pytest

from mock_idp.clock import Clock
from tests.mock_idp.conftest import NOON


@pytest.fixture
def clock() -> Clock:
    """It is noon; no app is needed for that."""
    clock = Clock()
    clock.freeze(NOON)
    return clock
