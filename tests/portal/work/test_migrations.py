"""The migrations build exactly the tables that the code reads and writes."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from portal.db import Base, make_engine
from portal.schema import upgrade

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'portal.sqlite'}"


def differences(address: str) -> Any:
    engine = make_engine(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, Base.metadata)
        tables = set(sa.inspect(connection).get_table_names())
    engine.dispose()
    ours = {"alembic_version", *Base.metadata.tables}
    # The durable engine keeps its own tables beside ours on SQLite.
    changes = [
        c for c in found if not (c[0] == "remove_table" and c[1].name not in ours)
    ]
    return [c for c in changes if c[0] != "remove_index"], tables


def test_migrating_gives_the_tables_of_the_models_and_may_be_repeated(
    address: str,
) -> None:
    upgrade(address)
    upgrade(address)

    changes, tables = differences(address)

    assert changes == []
    assert set(Base.metadata.tables) <= tables


def test_two_processes_may_migrate_at_once(address: str) -> None:
    program = f"from portal.schema import upgrade; upgrade({address!r})"
    command = [sys.executable, "-c", program]

    started = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]

    said = [process.communicate(timeout=120)[1].decode() for process in started]
    assert [process.returncode for process in started] == [0, 0], said
