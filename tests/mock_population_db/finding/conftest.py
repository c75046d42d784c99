"""A caller who may look for people, and a commune small enough to know by heart."""

import pytest
from flask import Flask

from mock_population_db.app import engine_of
from mock_population_db.nation.nation import Nation
from mock_population_db.register.virtual import OPTION
from tests.mock_population_db.callers import Caller

VILLAGE = "22736"
"""71 homes in the nation of the tests."""


@pytest.fixture
def tester(register_app: Flask) -> Caller:
    return Caller(register_app, **{"X-Purpose": "testing", "X-Requester": "suite-1"})


@pytest.fixture
def nation(register_app: Flask) -> Nation:
    found: Nation = engine_of(register_app).get_execution_options()[OPTION].nation
    return found
