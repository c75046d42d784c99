from datetime import UTC, datetime, timedelta

import pytest

from portal.agency.rows import deadline_words, running_deadline, time_left, urgency

NOW = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)  # 08:30 in Vietnam


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(minutes=59), "còn dưới 1 giờ"),
        (timedelta(hours=2), "còn 2 giờ"),
        (timedelta(hours=8, minutes=30), "còn 8 giờ"),
        (timedelta(hours=15, minutes=30), "còn 1 ngày"),
        (timedelta(days=3), "còn 3 ngày"),
        (timedelta(minutes=-5), "quá hạn dưới 1 giờ"),
        (timedelta(hours=-22), "quá hạn 22 giờ"),
        (timedelta(hours=-24), "quá hạn 1 ngày"),
        (timedelta(days=-9), "quá hạn 9 ngày"),
    ],
)
def test_a_deadline_is_said_in_hours_today_and_in_days_otherwise(
    away: timedelta, words: str
) -> None:
    due = NOW + away

    said = time_left(due, NOW)

    assert said == words


def test_the_day_of_a_deadline_is_the_day_in_vietnam() -> None:
    late_evening_in_vietnam = datetime(2026, 3, 10, 16, 59, tzinfo=UTC)
    after_midnight_in_vietnam = datetime(2026, 3, 10, 17, 1, tzinfo=UTC)

    found = [
        urgency(late_evening_in_vietnam, NOW),
        urgency(after_midnight_in_vietnam, NOW),
        urgency(NOW - timedelta(seconds=1), NOW),
        urgency(None, NOW),
    ]

    assert found == ["today", "", "late", ""]


@pytest.mark.parametrize("status", ["returned", "completed", "refused", "cancelled"])
def test_no_deadline_runs_while_the_citizen_supplements_or_after_the_end(
    status: str,
) -> None:
    long_ago = NOW - timedelta(days=4)

    running = running_deadline(status, long_ago)

    assert running is None
    assert "quá hạn" not in deadline_words(status, long_ago, NOW)
