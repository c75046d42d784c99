"""What every test may ask for."""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from forms.i18n import set_language
from tests.postgres import fresh_database, running_server, server_programs

NOTHING_SKIPPED = "LIENTHONG_NOTHING_SKIPPED"
HERE = Path(__file__).parent
LONGEST = (
    "journeys/test_kill.py",
    "journeys/test_kill_postgres.py",
    "journeys/test_outages.py",
    "portal/work/test_worker.py",
    "journeys/test_rehearse.py",
    "hostile/test_hostile_requests.py",
    "browser/test_e_id_pages.py",
    "browser/test_citizen_journey.py",
    "browser/test_officer_journey.py",
    "browser/test_citizen_pages.py",
    "browser/test_officer_pages.py",
    "browser/test_public_pages.py",
)
"""Files that take longest, by folder; a file that is missing here only comes later."""


def missing(what: str) -> None:
    """Skip for want of a program; in the gate nothing may be missing."""
    if os.environ.get(NOTHING_SKIPPED):
        pytest.fail(f"{what} is needed here: nothing may be skipped")
    pytest.skip(f"no {what} on this machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, so that two processes end together.

    The browser comes last: its driver keeps an event loop running in the process.
    """
    items.sort(key=lambda item: _turn(item.path.relative_to(HERE)))


def _turn(file: Path) -> tuple[bool, int]:
    """Return when a test file's turn is; those that are not long keep their order."""
    name = file.as_posix()
    place = LONGEST.index(name) if name in LONGEST else len(LONGEST)
    return file.parts[0] == "browser", place


@pytest.fixture(scope="session", autouse=True)
def templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let all apps of all test processes share their compiled templates."""
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    compiled = folder / "templates"
    compiled.mkdir(exist_ok=True)
    cache = FileSystemBytecodeCache(str(compiled))
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": cache}


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
