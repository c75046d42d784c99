"""How dates, money and sizes are written."""

from datetime import UTC, date, datetime

import pytest

from forms.i18n import use_language
from portal.web import filters

EARLY = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)


def test_moments_are_shown_in_vietnams_time():
    assert filters.moment(EARLY) == "08:30 ngày 10/03/2026"
    assert filters.moment("2026-03-07T05:20:00+07:00") == "05:20 ngày 07/03/2026"
    assert filters.stamp(EARLY) == "10/03/2026 08:30"
    assert filters.at_time(EARLY) == "08:30"


def test_a_late_moment_in_utc_is_the_next_day_in_vietnam():
    late = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)

    assert filters.day(late) == "11/03/2026"
    assert filters.weekday(late) == "Thứ Tư, 11/03/2026"


def test_a_date_needs_no_time_zone():
    assert filters.day(date(2026, 3, 7)) == "07/03/2026"


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "Miễn phí"), (8000, "8.000 đồng"), (1250000, "1.250.000 đồng")],
)
def test_money_is_grouped_with_dots(amount, words):
    assert filters.dong(amount) == words


def test_money_is_grouped_the_readers_way():
    with use_language("en"):
        assert "1,250,000" in filters.dong(1250000)


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 KB"), (186_000, "182 KB"), (1_468_006, "1,4 MB")],
)
def test_sizes_are_rounded(count, words):
    assert filters.file_size(count) == words


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Đăng ký", "đăng ký"), ("BHYT", "BHYT"), ("", ""), ("Ô", "ô")],
)
def test_a_small_first_letter_spares_abbreviations(text, inside):
    assert filters.lower_first(text) == inside


@pytest.mark.parametrize(
    ("full", "given"),
    [("Trần Thị Hồng Đào", "Đào"), ("Páo", "Páo"), ("", "")],
)
def test_the_given_name_is_the_last_word(full, given):
    assert filters.given_name(full) == given


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("901196004217", True),
        ("901 196 004 217", False),
        ("0999012345", False),
        ("9011960042170", False),
        ("٩٠١١٩٦٠٠٤٢١٧", False),
        (901196004217, False),
        (None, False),
    ],
)
def test_only_twelve_digits_are_a_personal_number(value, is_one):
    assert filters.is_personal_number(value) is is_one


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (datetime(2026, 3, 10, 0, 0, tzinfo=UTC), "hôm nay"),
        (datetime(2026, 3, 9, 16, 59, tzinfo=UTC), "hôm qua"),
        (datetime(2026, 3, 7, 1, 30, tzinfo=UTC), "3 ngày trước"),
        (datetime(2026, 3, 11, 1, 30, tzinfo=UTC), "hôm nay"),
    ],
)
def test_ages_are_counted_in_days_of_the_calendar(then, words):
    assert filters.age(then, EARLY) == words
