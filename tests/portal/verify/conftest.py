"""The real portal, for visitors who are not signed in."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from portal.app import create_app
from portal.documents import service
from portal.settings import Settings
from portal.web.csrf import FIELD
from portal.work.memory import MemoryQueue
from tests.portal.documents.samples import issued
from tests.portal.signed_in import CSRF


@pytest.fixture
def app(database_url: str, sessions: sessionmaker[Session]) -> Iterator[Flask]:
    made = create_app(
        Settings.model_validate({"database_url": database_url}), MemoryQueue()
    )
    made.testing = True
    yield made
    made.extensions["lienthong"].sessions.kw["bind"].dispose()


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as session:
        session[FIELD] = CSRF
    return client


@pytest.fixture
def code(sessions: sessionmaker[Session]) -> str:
    """The code of a birth certificate that was issued."""
    with sessions.begin() as db:
        return str(issued(db).code)


@pytest.fixture
def pdf(code: str, sessions: sessionmaker[Session]) -> bytes:
    """The file of that birth certificate."""
    with sessions() as db:
        return service.content(db, service.result_document(db, code).id)
