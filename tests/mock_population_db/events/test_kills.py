"""A register that is killed while it writes has written all of an event, or nothing."""

import random
import threading

import pytest
import requests
from sqlalchemy import Engine, text

from mock_population_db.app import create_app, engine_of
from mock_population_db.settings import Settings
from tests.mock_population_db.events.bodies import a_death
from tests.mock_population_db.events.clan import (
    DAUGHTER,
    FATHER,
    MOTHER,
    SON,
    add_clan,
)
from tests.running import Program, free_port

pytestmark = pytest.mark.slow

KILLS = 5
WHOLE = {"events": 1, "changes": 4, "writes": 1, "people": 4, "households": 1}
NOTHING = dict.fromkeys(WHOLE, 0)
CONCERNED = {FATHER, MOTHER, SON, DAUGHTER}


class Sender:
    """Sends one death to each world after the other, until the register is gone."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.answers: dict[str, requests.Response] = {}
        self.begun = 0
        self.is_going = threading.Event()

    def death(self, turn: int) -> requests.Response:
        headers = {
            "Authorization": "Bearer demo-register-key",
            "X-Purpose": "demonstration",
            "X-Requester": "test",
            "X-World": f"killed-{turn}",
            "Idempotency-Key": "the-death",
        }
        body = a_death(certificate_number="1/2026")
        url = f"{self.url}/v1/events/deaths"
        return requests.post(url, json=body, headers=headers, timeout=10)

    def keep_sending(self) -> None:
        while True:
            self.begun += 1
            try:
                self.answers[f"killed-{self.begun}"] = self.death(self.begun)
            except requests.RequestException:
                return
            self.is_going.set()


@pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def test_killed_five_times_it_keeps_whole_events_only(request, tmp_path, database):
    url = (
        f"sqlite:///{tmp_path / 'p.db'}"
        if database == "sqlite"
        else request.getfixturevalue("postgres_url")
    )
    app = create_app(Settings(database_url=url, size=1000))
    add_clan(engine_of(app))
    chance, port = random.Random(7), free_port()  # noqa: S311 - a lot, no secret
    sender = Sender(f"http://127.0.0.1:{port}")
    program = Program(
        "mock_population_db",
        "serve",
        f"--port={port}",
        env={"POPULATION_DATABASE_URL": url, "POPULATION_SIZE": "1000"},
        health=f"{sender.url}/healthz",
    )

    for _kill in range(KILLS):
        program.start()
        sender.is_going.clear()
        thread = threading.Thread(target=sender.keep_sending)
        thread.start()
        assert sender.is_going.wait(30)
        threading.Event().wait(chance.uniform(0, 0.2))
        program.kill()
        thread.join(30)
        kept = counted(engine_of(app))
        assert {str(one) for one in kept.values()} <= {str(WHOLE)}
        assert {one.status_code for one in sender.answers.values()} == {201}
        assert {str(kept[world]) for world in sender.answers} == {str(WHOLE)}

    program.start()
    repeated = {n: sender.death(n) for n in range(1, sender.begun + 1)}
    program.stop()
    assert {one.status_code for one in repeated.values()} <= {200, 201}
    for n, answer in repeated.items():
        assert answer.json()["versions"].keys() == CONCERNED
        before = sender.answers.get(world_of(n))
        assert before is None or before.json() == answer.json()
    kept = counted(engine_of(app))
    assert kept == {world_of(n): WHOLE for n in repeated}
    engine_of(app).dispose()


def world_of(turn: int) -> str:
    return f"killed-{turn}"


def counted(engine: Engine) -> dict[str, dict[str, int]]:
    """How many rows each world has in each table that a death writes."""
    found: dict[str, dict[str, int]] = {}
    with engine.connect() as connection:
        for table in WHOLE:
            query = f"SELECT world, count(*) FROM {table} GROUP BY world"  # noqa: S608
            for world, count in connection.execute(text(query)):
                if world.startswith("killed-"):
                    found.setdefault(world, dict(NOTHING))[table] = count
    return found
