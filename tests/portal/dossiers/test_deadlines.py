"""How days are counted: the law's worked examples and the edges."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.holidays import is_working_day
from forms.law import LegalBasis
from forms.procedure import Deadline
from portal.clock import VIETNAM
from portal.dossiers.deadlines import (
    day_zero,
    due_at,
    moved,
    working_days_between,
)

BASIS = LegalBasis("NĐ 63/2024/NĐ-CP Điều 7")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def due(received: str, days: int) -> datetime:
    return due_at(at(received), Deadline(days, BASIS), is_working_day)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        # Monday 9:00: the birth the same day, branches on Wednesday, all on Thursday.
        ("2026-03-16T09:00:00", 0, "2026-03-16T17:00:00"),
        ("2026-03-16T09:00:00", 2, "2026-03-18T17:00:00"),
        ("2026-03-16T09:00:00", 3, "2026-03-19T17:00:00"),
        # Friday 15:20 counts as Monday.
        ("2026-03-13T15:20:00", 0, "2026-03-16T17:00:00"),
        ("2026-03-13T15:20:00", 3, "2026-03-19T17:00:00"),
        # Thursday 14:59 with verification: the Thursday after.
        ("2026-03-12T14:59:00", 5, "2026-03-19T17:00:00"),
        # 15:00:00 exactly is still the same day, a second later is not.
        ("2026-03-16T15:00:00", 0, "2026-03-16T17:00:00"),
        ("2026-03-16T15:00:01", 0, "2026-03-17T17:00:00"),
        # A Sunday counts as Monday.
        ("2026-03-15T09:00:00", 0, "2026-03-16T17:00:00"),
        # Before the day begins it is already that day.
        ("2026-03-16T00:00:00", 0, "2026-03-16T17:00:00"),
        # 30 April and 1 May 2026 are holidays, then comes a week-end.
        ("2026-04-29T09:00:00", 1, "2026-05-04T17:00:00"),
    ],
)
def test_deadlines_follow_the_worked_examples(
    received: Any, days: int, expected: Any
) -> None:
    assert due(received, days) == at(expected)


def test_the_moment_of_receipt_is_read_on_a_clock_in_vietnam() -> None:
    late_in_utc = datetime.fromisoformat("2026-03-16T08:30:00+00:00")

    counted = day_zero(late_in_utc, is_working_day)

    assert counted == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("returned", "resumed", "expected"),
    [
        ("2026-03-16T10:00:00", "2026-03-16T14:00:00", "2026-03-18T17:00:00"),
        ("2026-03-16T10:00:00", "2026-03-18T10:00:00", "2026-03-20T17:00:00"),
        ("2026-03-16T10:00:00", "2026-03-18T15:20:00", "2026-03-23T17:00:00"),
        ("2026-03-16T10:00:00", "2026-03-22T10:00:00", "2026-03-25T17:00:00"),
        # Returned after 15:00 counts as returned the next day.
        ("2026-03-16T16:00:00", "2026-03-17T09:00:00", "2026-03-18T17:00:00"),
    ],
)
def test_the_due_day_moves_by_the_working_days_waited(
    returned: Any, resumed: Any, expected: Any
) -> None:
    before = due("2026-03-16T09:00:00", 2)

    after = moved(
        before,
        returned_at=at(returned),
        resumed_at=at(resumed),
        is_working_day=is_working_day,
    )

    assert after == at(expected)


MOMENTS = st.datetimes(
    min_value=datetime(2025, 1, 1),  # noqa: DTZ001 - the zone is added below
    max_value=datetime(2027, 12, 1),  # noqa: DTZ001
).map(lambda moment: moment.replace(tzinfo=VIETNAM))


@given(MOMENTS, st.integers(0, 10))
@settings(max_examples=100)
def test_a_deadline_ends_on_a_working_day_at_five_and_never_before_receipt(
    received: Any, days: int
) -> None:
    ends = due_at(received, Deadline(days, BASIS), is_working_day)

    assert is_working_day(ends.date())
    assert ends.hour == 17
    assert ends > received
    start = day_zero(received, is_working_day)
    assert working_days_between(start, ends.date(), is_working_day) == days


@given(MOMENTS, st.integers(0, 20 * 24), st.integers(0, 5))
@settings(max_examples=100)
def test_waiting_never_shortens_a_deadline(
    returned: Any, hours: int, days: int
) -> None:
    before = due_at(returned, Deadline(days, BASIS), is_working_day)
    resumed = returned + timedelta(hours=hours)

    after = moved(
        before, returned_at=returned, resumed_at=resumed, is_working_day=is_working_day
    )

    assert after >= before
    assert after >= resumed or days == 0 or hours == 0 or after == before
