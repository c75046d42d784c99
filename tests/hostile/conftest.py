"""A portal as in production, with two citizens of whom one must never see the other."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from portal.agency import models as _agency_tables  # noqa: F401 - tables to create
from portal.app import create_app
from portal.auth import models as _auth_tables  # noqa: F401
from portal.clock import World
from portal.db import Base, make_engine, make_sessions
from portal.documents import models as _document_tables  # noqa: F401
from portal.dossiers import models as _dossier_tables  # noqa: F401
from portal.notifications import models as _message_tables  # noqa: F401
from portal.settings import Settings
from portal.web.services import EXTENSION
from portal.work.memory import MemoryQueue
from tests.hostile.scene import Scene, build
from tests.portal.autofill.register import Register, running_register
from tests.portal.citizen.browser import Browser
from tests.portal.clients.neighbour import closed_port
from tests.portal.factories import DAO, DAO_NAME, MORNING, WORLD
from tests.portal.signed_in import sign_in


@dataclass(frozen=True)
class Planted:
    """A database file with both citizens' things, to be copied."""

    file: Path
    scene: Scene


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Both citizens' things, made once."""
    file = tmp_path_factory.mktemp("planted") / "portal.sqlite"
    engine = make_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine, MemoryQueue())
    open_world(sessions)
    scene = build(sessions)
    engine.dispose()  # the last connection writes the log back into the file
    return Planted(file, scene)


def open_world(sessions: sessionmaker[Session]) -> None:
    """Open the world `public`; it stands still on 10 March 2026, 08:30."""
    with sessions.begin() as db:
        db.add(World(code=WORLD, offset_seconds=0, frozen_at=MORNING, autopilot="off"))


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A real register, served over HTTP."""
    with running_register(tmp_path_factory.mktemp("register")) as running:
        yield running


MakePortal = Callable[[str], Flask]


@pytest.fixture
def make_portal(register: Register) -> Iterator[MakePortal]:
    """Makes a portal over a database; it answers errors as in production."""
    made: list[Flask] = []

    def make(database_url: str) -> Flask:
        settings = Settings(
            database_url=database_url,
            population_url=register.url,
            oidc_issuer=closed_port(),
            demo=True,
        )
        app = create_app(settings, MemoryQueue())
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions[EXTENSION].sessions.kw["bind"].dispose()


@pytest.fixture
def scene(planted: Planted) -> Scene:
    """Whose things are in the portal's database."""
    return planted.scene


@pytest.fixture
def portal(planted: Planted, tmp_path: Path, make_portal: MakePortal) -> Flask:
    """A portal over a copy of the planted database."""
    file = tmp_path / "portal.sqlite"
    shutil.copy(planted.file, file)
    return make_portal(f"sqlite:///{file}")


@pytest.fixture
def browser(portal: Flask) -> Browser:
    """The browser of Trần Thị Hồng Đào."""
    client = portal.test_client()
    sign_in(client, DAO, DAO_NAME)
    return Browser(client)
