"""The real portal over the real register, asked with Flask's test client."""

from collections.abc import Iterator
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.serving import make_server

from mock_population_db import Settings as Population
from mock_population_db import create_app as create_register
from mock_population_db.app import engine_of
from portal.app import create_app
from portal.clients.population import PopulationClient
from portal.settings import Settings
from portal.work.memory import MemoryQueue
from tests.portal.autofill.register import Register
from tests.portal.citizen.browser import Browser
from tests.portal.factories import DAO, DAO_NAME, a_dossier, a_draft
from tests.portal.signed_in import sign_in

LOCKED = ("child_date_of_birth", "child_sex", "mother_ethnicity", "mother_personal_id")
CLAIMS = {
    "date_of_birth": "1996-07-02",
    "sex": "2",
    "phone": "0999000001",
    "email": "dao@example.vn",
}
"""What the e-ID says of Trần Thị Hồng Đào besides her name."""


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Serve the cast."""
    folder = tmp_path_factory.mktemp("register")
    app = create_register(Population(database_url=f"sqlite:///{folder / 'p.db'}"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    cast = PopulationClient(url, "demo-register-key").cast()
    yield Register(url, {who["slug"]: who["personal_id"] for who in cast})
    server.shutdown()
    thread.join()
    server.server_close()
    engine_of(app).dispose()


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates, compiled once for all tests."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def portal(
    database_url: str,
    sessions: sessionmaker[Session],
    queue: MemoryQueue,
    register: Register,
    compiled: FileSystemBytecodeCache,
) -> Flask:
    """The portal, its world standing still on 10 March 2026, 08:30."""
    settings = Settings(database_url=database_url, population_url=register.url)
    made = create_app(settings, queue)
    made.testing = True
    made.jinja_env.bytecode_cache = compiled
    return made


@pytest.fixture
def visitor(portal: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(portal.test_client())


@pytest.fixture
def dao(portal: Flask) -> Browser:
    """The browser of Trần Thị Hồng Đào, mother of a newborn; the standard case."""
    return browser_of(portal, DAO, DAO_NAME, claims=CLAIMS)


@pytest.fixture
def ready(sessions: sessionmaker[Session]) -> str:
    """The address of a draft of hers that lacks nothing."""
    with sessions.begin() as db:
        return f"/drafts/{a_draft(db).token}"


@pytest.fixture
def begun(sessions: sessionmaker[Session]) -> str:
    """The address of a draft of hers that lacks what only she knows."""
    with sessions.begin() as db:
        draft = a_draft(
            db,
            locked=LOCKED,
            child_middle_name=None,
            copies_requested=None,
            primary_care_facility_code=None,
        )
        return f"/drafts/{draft.token}"


@pytest.fixture
def code(sessions: sessionmaker[Session]) -> str:
    """The code of a dossier that she has just sent."""
    with sessions.begin() as db:
        return a_dossier(db).code


@pytest.fixture
def stranger(portal: Flask, register: Register) -> Browser:
    """The browser of somebody who has nothing to do with it."""
    return browser_of(portal, register.numbers["phuc"], "Người khác")


def browser_of(portal: Flask, person_id: str, name: str, **more: object) -> Browser:
    """Return a browser in which a person is signed in."""
    client: FlaskClient = portal.test_client()
    sign_in(client, person_id, name, **more)  # type: ignore[arg-type]
    return Browser(client)
