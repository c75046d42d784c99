from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from portal.app import create_app
from portal.settings import Settings
from portal.web.csrf import FIELD
from portal.work.memory import MemoryQueue
from tests.portal.clients.neighbour import Neighbour, running
from tests.portal.lobby.cast import ACCOUNTS
from tests.portal.signed_in import CSRF


@pytest.fixture
def register() -> Iterator[Neighbour]:
    """A register that knows the cast."""
    with running() as neighbour:
        neighbour.answers({"accounts": ACCOUNTS})
        yield neighbour


@pytest.fixture
def app(
    database_url: str, register: Neighbour, sessions: sessionmaker[Session]
) -> Iterator[Flask]:
    given = {"database_url": database_url, "population_url": register.url, "demo": True}
    app = create_app(Settings.model_validate(given), MemoryQueue())
    app.testing = True
    yield app
    app.extensions["lienthong"].sessions.kw["bind"].dispose()


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """A browser that has opened a page of ours before."""
    client = app.test_client()
    with client.session_transaction() as session:
        session[FIELD] = CSRF
    return client
