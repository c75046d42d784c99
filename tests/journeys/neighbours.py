"""The four programs as processes of their own, each to be killed and started again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.books import Books
from tests.running import Program, free_port

START = "2026-03-10T08:30:00+07:00"


@dataclass
class Neighbours:
    """Register, e-ID, portal and any number of workers, not yet started."""

    register: Program
    e_id: Program
    portal: Program
    workers: list[Program]
    base_url: str
    register_url: str
    books: Books
    settings: dict[str, str] = field(default_factory=dict)

    def start(self) -> "Neighbours":
        """Start all of them, the register first; when one fails, none stays."""
        try:
            for program in (self.register, self.e_id, self.portal, *self.workers):
                program.start()
        except AssertionError:
            self.kill()
            raise
        return self

    def kill(self) -> None:
        """End all of them."""
        for program in (*self.workers, self.portal, self.e_id, self.register):
            program.kill()


def neighbours(
    folder: Path,
    *,
    database_url: str = "",
    slots: tuple[str, ...] = ("w0",),
    more: Mapping[str, str] | None = None,
) -> Neighbours:
    """Return the programs with ports, keys and databases that fit together.

    Args:
        folder: where SQLite files are kept.
        database_url: the portal's database; SQLite in the folder when left out.
        slots: one worker for each.
        more: further ``PORTAL_*`` settings.
    """
    base, issuer, people = (f"http://127.0.0.1:{free_port()}" for _ in range(3))
    kept = Books(
        database_url or f"sqlite:///{folder / 'portal.sqlite'}",
        f"sqlite:///{folder / 'population.sqlite'}",
    )
    settings = {
        "PORTAL_DATABASE_URL": kept.portal_url,
        "PORTAL_PORT": port_of(base),
        "PORTAL_BASE_URL": base,
        "PORTAL_OIDC_ISSUER": issuer,
        "PORTAL_POPULATION_URL": people,
        "PORTAL_WORLD_STARTS_AT": START,
        **(more or {}),
    }
    return Neighbours(
        register=_register(people, kept.register_url),
        e_id=_e_id(issuer, base, people),
        portal=Program("portal", "serve", env=settings, health=f"{base}/healthz"),
        workers=[worker(settings, slot) for slot in slots],
        base_url=base,
        register_url=people,
        books=kept,
        settings=settings,
    )


def worker(settings: Mapping[str, str], slot: str) -> Program:
    """Return a worker with the portal's settings, not yet started."""
    env = {**settings, "PORTAL_WORKER_SLOT": slot}
    return Program("portal", "worker", env=env, health=None)


def port_of(url: str) -> str:
    """Return the port of an address."""
    return url.rpartition(":")[2]


def _register(url: str, database_url: str) -> Program:
    return Program(
        "mock_population_db",
        "serve",
        env={
            "POPULATION_DATABASE_URL": database_url,
            "POPULATION_PORT": port_of(url),
            "POPULATION_WORLD_STARTS_AT": START,
        },
        health=f"{url}/healthz",
    )


def _e_id(url: str, portal: str, register: str) -> Program:
    client = {
        "client_id": "portal",
        "client_name": "Cổng dịch vụ công liên thông (giả lập)",
        "client_secret": "demo-portal-secret",
        "redirect_uris": [f"{portal}/auth/callback"],
        "post_logout_redirect_uris": [f"{portal}/"],
    }
    return Program(
        "mock_idp",
        "serve",
        env={
            "MOCK_IDP_ISSUER": url,
            "MOCK_IDP_PORT": port_of(url),
            "MOCK_IDP_CLIENTS": json.dumps([client]),
            "MOCK_IDP_POPULATION_URL": register,
            "MOCK_IDP_WORLD_STARTS_AT": START,
        },
        health=f"{url}/healthz",
    )
