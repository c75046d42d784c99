"""A register with the clan in it, and a caller who may see everything."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from mock_population_db.app import engine_of
from tests.mock_population_db.callers import Caller
from tests.mock_population_db.conftest import open_register
from tests.mock_population_db.events.clan import add_clan


class Office(Caller):
    """Writes events, each under a key of its own."""

    sent = 0

    def write(self, what: str, body: Any, *, key: str | None = None) -> dict[str, Any]:
        """Write an event that must be taken."""
        answer = self.send(what, body, key=key)
        assert answer.status_code in {200, 201}, answer.text
        return dict(answer.json)

    def send(self, what: str, body: Any, *, key: str | None = None) -> Any:
        Office.sent += 1
        return self.post(f"/v1/events/{what}", body, key or f"key-{Office.sent}")

    def refused(self, what: str, body: Any, code: str, status: int = 409) -> str:
        """Send an event that must be refused by name, and look that nothing is kept."""
        before = self.everything()
        answer = self.send(what, body)
        assert (answer.json["code"], answer.status_code) == (code, status), answer.text
        assert self.everything() == before
        return str(answer.json["detail"])

    def person(self, number: str) -> dict[str, Any]:
        return dict(self.get(f"/v1/people/{number}").json)

    def household(self, number: str) -> dict[str, Any]:
        return dict(self.get(f"/v1/people/{number}/household").json)

    def relations(self, number: str) -> dict[str, str]:
        """What each member is to the head of a person's household."""
        return {
            one["personal_id"]: one["relation_to_head"]
            for one in self.household(number)["members"]
        }

    def history(self, number: str) -> list[dict[str, Any]]:
        return list(self.get(f"/v1/people/{number}/events").json["events"])

    def everything(self) -> list[Any]:
        """All that a refused event must leave alone."""
        with engine_of(self.app).connect() as connection:
            return [
                connection.exec_driver_sql(_all_of(table)).all()
                for table in (
                    "people",
                    "households",
                    "marriages",
                    "birth_notices",
                    "death_notices",
                    "events",
                    "changes",
                    "writes",
                )
            ]


def _all_of(table: str) -> str:
    return f"SELECT * FROM {table} ORDER BY id"  # noqa: S608 - a name from above


def office_of(app: Flask, world: str = "public") -> Office:
    headers = {"X-Purpose": "demonstration", "X-Dossier": "H-1", "X-World": world}
    return Office(app, **headers)


@pytest.fixture(scope="session")
def clan_app(
    made_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """One register for all tests; its clock stands still."""
    file = shutil.copy(made_once, tmp_path_factory.mktemp("clan") / "population.db")
    app = open_register(f"sqlite:///{file}")
    add_clan(engine_of(app))
    yield app
    engine_of(app).dispose()


@pytest.fixture
def office(clan_app: Flask) -> Office:
    """An office in a world of its own."""
    Office.sent += 1
    return office_of(clan_app, f"world-{Office.sent}")


@pytest.fixture
def own_office(register_app: Flask) -> Office:
    """An office with a register of its own, whose clock a test may move."""
    add_clan(engine_of(register_app))
    return office_of(register_app)
