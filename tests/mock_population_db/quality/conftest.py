import pytest

from mock_population_db.nation.nation import Nation
from mock_population_db.quality.defects import default_config, spoil
from mock_population_db.quality.scopes import NationRegistry, read_scope


@pytest.fixture(scope="session")
def nation():
    return Nation(200_000, 7)


@pytest.fixture(scope="session")
def clean(nation):
    scope = read_scope("sample:6000", nation)
    return [row for block in scope.blocks() for row in block.rows()]


@pytest.fixture(scope="session")
def spoilt(nation, clean):
    return spoil(clean, default_config(), 11, NationRegistry(nation))
