"""A PostgreSQL server of the tests' own, in a temporary folder, gone at the end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from portal.serving import first_free

SERVER_PORT = 54400
HASTY = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c wal_level=minimal -c max_wal_senders=0"
)  # the tests kill processes, never the machine


def server_programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, or None when there is no server."""
    found = shutil.which("pg_ctl")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    return versions[-1].parent if versions else None


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """Run a server and yield the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="lienthong-pg-"))
    as_user = _not_as_root(folder)
    store = folder / "store"
    port = first_free("127.0.0.1", SERVER_PORT + os.getpid() % 1000)
    initdb = ["initdb", "-D", store, "-U", "test", "--auth=trust", "-E", "UTF8"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {HASTY}"
    control = ["pg_ctl", "-D", store, "-w"]
    try:
        _run(as_user, programs, [*initdb, "--no-sync"])
        _run(
            as_user, programs, [*control, "-l", folder / "log", "-o", options, "start"]
        )
        yield f"postgresql+psycopg://test@127.0.0.1:{port}/postgres"
    finally:
        _run(as_user, programs, [*control, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server_url: str, name: str) -> Iterator[str]:
    """Make an empty database and drop it afterwards."""
    plain = server_url.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield server_url.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _not_as_root(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: become its own user."""
    if os.name == "nt" or os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _run(
    as_user: list[str], programs: Path, command: list[object], *, check: bool = True
) -> None:
    name, *rest = command
    subprocess.run(
        [*as_user, str(programs / str(name)), *map(str, rest)],
        check=check,
        stdout=subprocess.DEVNULL,
        cwd="/",
    )
