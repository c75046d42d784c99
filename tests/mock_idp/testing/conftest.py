from collections.abc import Iterator

import pytest

from mock_idp.testing import MockIdp, Tenant


@pytest.fixture(scope="module")
def process() -> Iterator[MockIdp]:
    with MockIdp() as idp:
        yield idp


@pytest.fixture
def tenant(process: MockIdp) -> Iterator[Tenant]:
    made = process.new_tenant()
    yield made
    made.close()


@pytest.fixture
def other(process: MockIdp) -> Iterator[Tenant]:
    made = process.new_tenant()
    yield made
    made.close()
