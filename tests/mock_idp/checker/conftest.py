from collections.abc import Iterator

import pytest

from mock_idp.checker.mock import Mock
from mock_idp.checker.own_mock import own_mock
from mock_idp.settings import Settings


@pytest.fixture(scope="package")
def mock() -> Iterator[Mock]:
    """A mock e-ID of its own, on a free port."""
    with own_mock(Settings(), 0, None) as running:
        yield running
