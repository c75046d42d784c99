"""What every test may ask for."""

import os
import shutil
import uuid
from collections.abc import Iterator

import pytest

from forms.i18n import set_language
from tests.postgres import fresh_database, running_server, server_programs

NOTHING_SKIPPED = "LIENTHONG_NOTHING_SKIPPED"


def missing(what: str) -> None:
    """Skip for want of a program; in the gate nothing may be missing."""
    if os.environ.get(NOTHING_SKIPPED):
        pytest.fail(f"{what} is needed here: nothing may be skipped")
    pytest.skip(f"no {what} on this machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser last: its driver keeps an event loop running in the process."""
    items.sort(key=lambda item: "browser" in item.path.parts)


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """Every test begins in the source language."""
    set_language("vi")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for this test process."""
    programs = server_programs()
    if programs is None:
        missing("PostgreSQL server")
        return
    with running_server(programs) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database."""
    with fresh_database(postgres_server, f"t{uuid.uuid4().hex}") as url:
        yield url


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        missing("Chromium")
    return str(found)
