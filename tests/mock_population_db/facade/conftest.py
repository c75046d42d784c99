from itertools import count

import pytest

from mock_population_db.app import engine_of
from tests.mock_population_db.conftest import open_register
from tests.mock_population_db.facade.asking import Integrator

WORLDS = count(1)


@pytest.fixture(scope="module")
def shared_app(made_once, tmp_path_factory):
    """One register for the tests that only need a world of their own."""
    file = tmp_path_factory.mktemp("facade") / "population.db"
    file.write_bytes(made_once.read_bytes())
    app = open_register(f"sqlite:///{file}")
    yield app
    engine_of(app).dispose()


@pytest.fixture
def integrator(request):
    """An integrator of the test's own register, or of a world of the shared one."""
    if "register_app" in request.fixturenames:
        return Integrator(request.getfixturevalue("register_app"))
    app = request.getfixturevalue("shared_app")
    return Integrator(app, **{"X-World": f"w{next(WORLDS)}"})
