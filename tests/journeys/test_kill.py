"""Killed at twenty moments drawn by lot, a demo on SQLite loses and repeats nothing."""

from pathlib import Path

import pytest

from tests.journeys.night import assert_nothing_is_lost_and_nothing_done_twice

pytestmark = pytest.mark.slow


def test_killed_twenty_times_on_sqlite_it_loses_nothing_and_does_nothing_twice(
    tmp_path: Path,
) -> None:
    assert_nothing_is_lost_and_nothing_done_twice(tmp_path, seed=20260310)
