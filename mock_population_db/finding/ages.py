"""Days between which somebody of an age was born."""

from datetime import date

from mock_population_db.finding.criteria import Criteria

FIRST = date(1900, 1, 1)


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 29 February gives 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def born_between(criteria: Criteria, today: date) -> tuple[date, date]:
    """Return the first day that is too early and the last that fits the ages."""
    too_early, latest = FIRST, today
    if criteria.age_to is not None:
        too_early = years_before(today, criteria.age_to + 1)
    if criteria.age_from is not None:
        latest = years_before(today, criteria.age_from)
    return too_early, latest
