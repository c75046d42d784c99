"""A register of its own for every test, copied from one made once."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from mock_population_db.app import create_app, engine_of
from mock_population_db.settings import Settings
from tests.mock_population_db.callers import Caller

SIZE = 100_000_000


class Machine:
    """A machine whose clock stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
        self.waited: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("population") / "made.db"
    engine_of(open_register(f"sqlite:///{file}")).dispose()
    return file


def open_register(url: str, machine: Machine | None = None) -> Flask:
    machine = machine or Machine()
    return create_app(
        Settings(database_url=url, size=SIZE, seed="test"),
        system=machine,
        wait=machine.waited.append,
    )


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def file(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_once, tmp_path / "population.db"))


@pytest.fixture
def opened() -> Iterator[Callable[..., Flask]]:
    """Open registers that are closed at the end of the test."""
    apps: list[Flask] = []

    def open_one(url: str, machine: Machine | None = None) -> Flask:
        apps.append(open_register(url, machine))
        return apps[-1]

    yield open_one
    for app in apps:
        engine_of(app).dispose()


@pytest.fixture
def register_app(file: Path, machine: Machine, opened: Callable[..., Flask]) -> Flask:
    return opened(f"sqlite:///{file}", machine)


@pytest.fixture
def caller(register_app: Flask) -> Caller:
    return Caller(register_app)
