from itertools import count

import pytest

from mock_population_db.app import engine_of
from tests.mock_population_db.callers import Caller
from tests.mock_population_db.conftest import Machine, open_register

WORLDS = count(1)


@pytest.fixture(scope="module")
def shared_machine():
    return Machine()


@pytest.fixture(scope="module")
def shared_app(made_once, tmp_path_factory, shared_machine):
    """One register for the tests that only need a world of their own."""
    file = tmp_path_factory.mktemp("api") / "population.db"
    file.write_bytes(made_once.read_bytes())
    app = open_register(f"sqlite:///{file}", shared_machine)
    yield app
    engine_of(app).dispose()


@pytest.fixture
def machine(request, shared_machine):
    """The machine of the test's own register, or of the shared one."""
    return Machine() if "register_app" in request.fixturenames else shared_machine


@pytest.fixture
def caller(request):
    """A caller of the test's own register, or of a world of the shared one."""
    if "register_app" in request.fixturenames:
        return Caller(request.getfixturevalue("register_app"))
    app = request.getfixturevalue("shared_app")
    return Caller(app, **{"X-World": f"w{next(WORLDS)}"})
