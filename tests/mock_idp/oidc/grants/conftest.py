import pytest

from mock_idp.clock import Clock
from mock_idp.oidc.provider import Provider
from tests.mock_idp.conftest import NOON
from tests.mock_idp.oidc.grants.asking import register


@pytest.fixture
def clock() -> Clock:
    """A clock of its own: the protocol needs no app."""
    clock = Clock()
    clock.freeze(NOON)
    return clock


@pytest.fixture
def here(provider: Provider) -> Provider:
    """A provider where services and an app are registered."""
    register(provider)
    return provider
