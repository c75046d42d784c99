"""The same on PostgreSQL; a file of its own, so that both run side by side."""

from pathlib import Path

import pytest

from tests.journeys.night import assert_nothing_is_lost_and_nothing_done_twice

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def test_killed_twenty_times_on_postgresql_it_loses_nothing_and_does_nothing_twice(
    tmp_path: Path, postgres_url: str
) -> None:
    assert_nothing_is_lost_and_nothing_done_twice(
        tmp_path, seed=20260311, database_url=postgres_url
    )
