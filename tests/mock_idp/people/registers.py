"""A real register, with the cast and some generated people, over a real connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, request
from sqlalchemy import Engine

from mock_idp.clock import Clock
from mock_idp.people.register import RegisterPeople
from mock_population_db import Settings, create_app, serve
from mock_population_db.app import engine_of
from mock_population_db.register.virtual import nation_of
from mock_population_db.synthetic.cast import cast

KEY = "demo-register-key"
HEADERS = {
    "Authorization": f"Bearer {KEY}",
    "X-Purpose": "test",
    "X-Requester": "test",
}


@dataclass
class RealRegister:
    """A running register, and which paths it was asked for."""

    url: str
    app: Flask
    asked: list[str] = field(default_factory=list)

    @property
    def engine(self) -> Engine:
        return engine_of(self.app)

    def people(self, clock: Clock, **more: Any) -> RegisterPeople:
        return RegisterPeople(self.url, KEY, world="public", now=clock.now, **more)

    def record(self, path: str) -> Any:
        return self.app.test_client().get(path, headers=HEADERS).json

    def switch(self, method: str, kind: str) -> None:
        """Switch a fault on (POST) or off (DELETE)."""
        where = f"/admin/faults?kind={kind}" if method == "DELETE" else "/admin/faults"
        answer = self.app.test_client().open(
            where,
            method=method,
            json={"kind": kind, "seconds": 0} if method == "POST" else None,
            headers={"Authorization": "Bearer demo-admin-key", "X-World": "public"},
        )
        assert answer.status_code < 300, answer.json

    def parent(self) -> tuple[str, str]:
        """A citizen of the nation who can sign in, and a child of theirs under 14."""
        nation = nation_of("lien-thong-2026", 100_000_000, cast_numbers())
        for household in nation.households_of("00070"):
            for index in nation.household(household).members:
                person = nation.person(index)
                if person.date_of_birth.year < 2014 or person.mother is None:
                    continue
                mother = nation.number_of(person.mother)
                account = self.record(f"/v1/accounts/{mother}")
                if account.get("account_level") == 2:
                    return mother, person.personal_id
        raise AssertionError("no generated parent can sign in")


def cast_numbers() -> frozenset[str]:
    return frozenset(person.personal_id for person in cast().people)


@contextmanager
def running_register(folder: Path) -> Iterator[RealRegister]:
    """Serve a register in a thread until the block ends."""
    settings = Settings(database_url=f"sqlite:///{folder / 'people.db'}")
    app = create_app(settings)
    register = RealRegister("", app)

    @app.before_request
    def note() -> None:
        register.asked.append(request.path)

    with serve(app) as url:
        register.url = url
        yield register
    engine_of(app).dispose()
