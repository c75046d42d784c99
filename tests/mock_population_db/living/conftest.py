"""A register whose world has a month behind it, and a trainer who lets days pass."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from mock_population_db.app import engine_of
from tests.mock_population_db.callers import DAO, Caller
from tests.mock_population_db.conftest import Machine, open_register

TOWN = "01957"
"""777 homes in the nation of the tests."""
ADMIN = "Bearer demo-admin-key"


class Trainer(Caller):
    """Lets days pass and reads who was told."""

    def in_world(self, world: str) -> "Trainer":
        return Trainer(self.app, **{**self.headers, "X-World": world})

    def open_world(self, world: str = "public") -> None:
        """Let the world's clock begin to run."""
        Caller(self.app, **{"X-World": world}).get(f"/v1/people/{DAO}")

    def live(self, status: int = 200, **wish: Any) -> Any:
        answer = self.post("/admin/living", {"communes": [TOWN], **wish})
        assert answer.status_code == status, answer.text
        return answer.json["days"] if status == 200 else answer.json

    def messages(self, **asked: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        query = "".join(f"&{name}={value}" for name, value in asked.items())
        while True:
            after = found[-1]["id"] if found else 0
            answer = self.get(f"/admin/living/messages?after={after}{query}")
            if not answer.json["messages"]:
                return found
            found += answer.json["messages"]


@pytest.fixture
def trainer(register_app: Flask, machine: Machine) -> Trainer:
    found = Trainer(register_app, Authorization=ADMIN)
    found.open_world()
    machine.advance(days=40)
    return found


@pytest.fixture(scope="session")
def lived(
    made_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Trainer]:
    """A ward of 104,000 people that has lived 41 days; tests only look at it."""
    file = shutil.copy(made_once, tmp_path_factory.mktemp("lived") / "population.db")
    machine = Machine()
    app = open_register(f"sqlite:///{file}", machine)
    found = Trainer(app, Authorization=ADMIN)
    found.open_world()
    machine.advance(days=40)
    for _ in range(2):
        found.live(days=31, communes=["00070"])
    yield found
    engine_of(app).dispose()
