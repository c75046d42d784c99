"""A real register with only the cast in it, served over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from mock_population_db import Settings, create_app, serve
from mock_population_db.app import engine_of
from portal.clients.http import Timeout
from portal.clients.population import Caller, PopulationClient

ADMIN = {"Authorization": "Bearer demo-admin-key"}


@dataclass(frozen=True)
class Register:
    """A running register and its cast's numbers."""

    url: str
    numbers: dict[str, str]

    def client(self) -> PopulationClient:
        """Return a client that waits briefly."""
        return PopulationClient(self.url, "demo-register-key", Timeout(1, 2))

    def hasty_client(self) -> PopulationClient:
        """Return a client that hardly waits."""
        return PopulationClient(self.url, "demo-register-key", Timeout(1, 0.2))

    def switch_on(self, kind: str, world: str, seconds: float = 0) -> None:
        """Switch a fault on in one world."""
        answer = requests.post(
            f"{self.url}/admin/faults",
            json={"kind": kind, "seconds": seconds},
            headers={**ADMIN, "X-World": world},
            timeout=5,
        )
        answer.raise_for_status()

    def reads_of(self, personal_id: str, world: str) -> list[dict[str, str]]:
        """Return who read a person's record in a world."""
        caller = Caller("test", "test", None, world)
        answer = requests.get(
            f"{self.url}/v1/reads",
            params={"personal_id": personal_id},
            headers={
                **caller.headers(),
                "Authorization": "Bearer demo-register-key",
            },
            timeout=5,
        )
        answer.raise_for_status()
        reads: list[dict[str, str]] = answer.json()["reads"]
        return reads


@contextmanager
def running_register(folder: Path) -> Iterator[Register]:
    """Serve a register in a thread until the block ends."""
    settings = Settings(database_url=f"sqlite:///{folder / 'population.db'}")
    app = create_app(settings)
    with serve(app) as url:
        cast = PopulationClient(url, settings.api_key).cast()
        yield Register(url, {who["slug"]: who["personal_id"] for who in cast})
    engine_of(app).dispose()
