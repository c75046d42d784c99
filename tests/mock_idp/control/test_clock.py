"""The clock itself."""

from datetime import datetime

import pytest

from mock_idp.clock import VIETNAM, Clock

START = datetime(2026, 3, 10, 8, 30, tzinfo=VIETNAM)


def test_a_frozen_clock_moves_only_when_told() -> None:
    clock = Clock()
    clock.freeze(START.timestamp())

    first = clock.now()
    clock.advance(-30)

    assert first == START.timestamp()
    assert clock.now() == START.timestamp() - 30


def test_a_running_clock_runs_from_where_it_is_set() -> None:
    clock = Clock()

    clock.run(START.timestamp())
    clock.advance(3600)

    assert START.timestamp() + 3600 <= clock.now() < START.timestamp() + 3610
    assert clock.mode == "running"


def test_screens_show_the_worlds_day_and_tokens_the_computers() -> None:
    clock = Clock(world_starts_at=START)

    assert clock.world_now().date() == START.date()
    assert clock.now() > START.timestamp()


@pytest.mark.parametrize("moment", [0, -1e9, 1e12, float("inf"), float("nan")])
def test_the_clock_stays_within_sensible_years(moment: float) -> None:
    clock = Clock()

    with pytest.raises(ValueError, match="2000"):
        clock.freeze(moment)
