"""A real register, with the cast and some generated people, over a real connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, request
from sqlalchemy import Engine, select

from mock_idp.clock import Clock
from mock_idp.people.cast import read_cast
from mock_idp.people.register import RegisterPeople
from mock_population_db import Settings, create_app, serve
from mock_population_db.app import engine_of
from mock_population_db.models import Person

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
        """A generated citizen who can sign in, and a child of theirs under 14."""
        young = select(Person.personal_id, Person.mother_id, Person.father_id).where(
            Person.date_of_birth > "2014", Person.life_status == "1"
        )
        cast = {a.personal_id for a in read_cast()}
        with self.engine.connect() as connection:
            rows = connection.execute(young.order_by(Person.personal_id)).all()
        for child, *parents in rows:
            for parent in set(parents) - {None, *cast}:
                account = self.record(f"/v1/accounts/{parent}")
                if account["account_level"] == 2 and account["account_status"] == (
                    "active"
                ):
                    return parent, child
        raise AssertionError("no generated parent can sign in")


@contextmanager
def running_register(folder: Path) -> Iterator[RealRegister]:
    """Serve a register in a thread until the block ends."""
    settings = Settings(database_url=f"sqlite:///{folder / 'people.db'}", size=200)
    app = create_app(settings)
    register = RealRegister("", app)

    @app.before_request
    def note() -> None:
        register.asked.append(request.path)

    with serve(app) as url:
        register.url = url
        yield register
    engine_of(app).dispose()
