"""A little site to stumble on."""

from collections.abc import Iterator

import pytest

from tests.portal.rehearse.site import Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    """Run one site for one test."""
    with running_site() as running:
        yield running
