from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from portal.app import create_app
from portal.settings import Settings
from portal.work.memory import MemoryQueue
from tests.portal.factories import OFFICERS
from tests.portal.signed_in import sign_in_officer


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings.model_validate({"database_url": database_url, "demo": True})


@pytest.fixture
def app(settings: Settings, sessions: sessionmaker[Session]) -> Iterator[Flask]:
    app = create_app(settings, MemoryQueue())
    app.testing = True
    yield app
    app.extensions["lienthong"].sessions.kw["bind"].dispose()


@pytest.fixture
def desk(app: Flask, sessions: sessionmaker[Session]) -> Callable[[str], FlaskClient]:
    """Opens a browser in which the officer of a branch is signed in."""

    def open_desk(branch: str = "civil_status") -> FlaskClient:
        who = OFFICERS[branch]
        client = app.test_client()
        sign_in_officer(client, sessions, who.office, who.person_id, who.full_name)
        return client

    return open_desk
