"""The pytest plugin: a mock e-ID of its own for every test.

Nothing but pytest is imported before a test asks for a fixture.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_idp.testing import MockIdp, Tenant


@pytest.fixture(scope="session")
def mock_idp_process() -> "Iterator[MockIdp]":
    """The mock e-ID that all tests of a process share; it has no address."""
    from mock_idp.testing import MockIdp  # noqa: PLC0415 - pytest starts without it

    with MockIdp() as idp:
        yield idp


@pytest.fixture(scope="session")
def mock_idp_served_process() -> "Iterator[MockIdp]":
    """The mock e-ID on a free port of this computer, for all tests of a process."""
    from mock_idp.testing import MockIdp  # noqa: PLC0415 - pytest starts without it

    with MockIdp() as idp:
        idp.serve()
        yield idp


@pytest.fixture
def mock_idp(mock_idp_process: "MockIdp") -> "Iterator[Tenant]":
    """A provider for this test alone, without a socket."""
    tenant = mock_idp_process.new_tenant()
    yield tenant
    tenant.close()


@pytest.fixture
def mock_idp_server(mock_idp_served_process: "MockIdp") -> "Iterator[Tenant]":
    """A provider for this test alone, at a real address of this computer."""
    tenant = mock_idp_served_process.new_tenant()
    yield tenant
    tenant.close()
