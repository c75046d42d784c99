from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from mock_idp.app import create_app
from mock_idp.clock import Clock
from mock_idp.settings import Settings
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import _KEYS, NOON
from tests.mock_idp.control.flows import Flows
from tests.mock_idp.glass.looking import Looking
from tests.mock_idp.glass.services import Service


@pytest.fixture(scope="session")
def shared_glass() -> Flask:
    """One app whose requests may sign people in by themselves."""
    app = create_app(Settings(admin_key="test-admin-key", headless=True), Clock())
    running = app.extensions["mock_idp"]
    provider = replace(running.provider, keys=_KEYS)
    app.extensions["mock_idp"] = replace(running, provider=provider)
    app.testing = True
    return app


@pytest.fixture
def idp(shared_glass: Flask) -> Flask:
    """A mock e-ID that knows nothing yet; it is noon.

    Not named "app": pytest-flask would let all requests share one context.
    """
    here = shared_glass.extensions["mock_idp"]
    here.reset()
    shared_glass.extensions["mock_idp.tenants"].clear()
    here.clock.freeze(NOON)
    return shared_glass


@pytest.fixture
def flows(idp: Flask) -> Flows:
    return Flows(idp)


@pytest.fixture
def person(idp: Flask) -> Browser:
    """Somebody who signs in with a browser and a phone."""
    return Browser(idp)


@pytest.fixture
def looking(idp: Flask) -> Looking:
    """Somebody who holds the key and looks."""
    return Looking(idp)


@pytest.fixture
def services() -> Iterator[list[Service]]:
    started = [Service(name) for name in ("thue", "bao-hiem", "ho-tich", "dat-dai")]
    yield started
    for service in started:
        service.stop()
