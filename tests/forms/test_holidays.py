from datetime import date, timedelta

import pytest

from forms.codelists.tables import read
from forms.holidays import holiday, is_working_day


def test_agencies_rest_at_weekends() -> None:
    assert is_working_day(date(2026, 3, 9))
    assert not is_working_day(date(2026, 3, 14))
    assert not is_working_day(date(2026, 3, 15))


def test_agencies_rest_on_public_holidays_and_their_days_in_lieu() -> None:
    assert not is_working_day(date(2026, 2, 17))
    assert not is_working_day(date(2026, 4, 27))
    assert not is_working_day(date(2027, 5, 3))


def test_a_swapped_saturday_is_worked() -> None:
    assert is_working_day(date(2025, 4, 26))
    assert not is_working_day(date(2025, 5, 2))


def test_a_holiday_says_its_rule_and_how_sure_we_are() -> None:
    new_year = holiday(date(2027, 2, 8))

    assert new_year is not None
    assert "Điều 112" in new_year.basis.citation
    assert new_year.basis.confidence == "assumption"


def test_an_ordinary_day_is_no_holiday() -> None:
    assert holiday(date(2026, 3, 10)) is None


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_every_year_has_its_eleven_days_off(year: int) -> None:
    """Bộ luật Lao động 2019 Điều 112: eleven days, weekends given back."""
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    listed = [found for day in days if (found := holiday(day))]
    swapped = sum(1 for found in listed if found.is_working)

    off = [found for found in listed if not found.is_working]

    assert len(off) - swapped == 11


def test_the_table_lists_no_weekend_as_off_and_no_weekday_as_swapped() -> None:
    for row in read("holidays"):
        weekend = date.fromisoformat(row["date"]).weekday() >= 5
        assert weekend == (row["kind"] == "swap-working"), row
