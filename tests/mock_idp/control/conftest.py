from dataclasses import replace

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.settings import Settings
from tests.mock_idp.conftest import _KEYS, NOON
from tests.mock_idp.control.flows import Flows


@pytest.fixture(scope="session")
def shared_headless() -> Flask:
    """One app whose requests may sign people in by themselves."""
    app = create_app(Settings(admin_key="test-admin-key", headless=True), Clock())
    running = app.extensions["mock_idp"]
    provider = replace(running.provider, keys=_KEYS)
    app.extensions["mock_idp"] = replace(running, provider=provider)
    app.testing = True
    return app


@pytest.fixture
def flows(shared_headless: Flask) -> Flows:
    """A provider that knows nothing yet; it is noon."""
    here = shared_headless.extensions["mock_idp"]
    here.reset()
    shared_headless.extensions["mock_idp.tenants"].clear()
    here.clock.freeze(NOON)
    return Flows(shared_headless)
