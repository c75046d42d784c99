"""How days are counted; pure, the calendar is passed in.

The rules (Nghị định 63/2024/NĐ-CP Điều 7 khoản 2; Bộ luật Dân sự 2015 Điều 147
khoản 2; where they are silent, the project decided and says so):

* Day 0 is the day of receipt. What arrives after 15:00:00, or on a day off, counts
  as received on the next working day; 15:00:00 exactly is still the same day.
* A deadline of *n* working days ends at 17:00 of the *n*-th working day after day 0;
  0 working days means 17:00 of day 0.
* While a supplement is awaited the clock stands still: the due day moves on by the
  number of working days from the day that counts as the day of return to the day
  that counts as the day the supplement was received. A supplement on the same day
  moves nothing. [project decision: the law stops the clock, it does not say how a
  part of a day counts]
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from forms.procedure import Deadline
from portal.clock import VIETNAM

IsWorkingDay = Callable[[date], bool]

CUTOFF = time(15, 0)
CLOSE = time(17, 0)
ONE_DAY = timedelta(days=1)


def day_zero(received_at: datetime, is_working_day: IsWorkingDay) -> date:
    """Return the day that counts as the day of receipt."""
    local = received_at.astimezone(VIETNAM)
    if local.time() > CUTOFF or not is_working_day(local.date()):
        return working_day_after(local.date(), 1, is_working_day)
    return local.date()


def working_day_after(day: date, count: int, is_working_day: IsWorkingDay) -> date:
    """Return the ``count``-th working day after a day; the day itself for 0."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date, is_working_day: IsWorkingDay) -> int:
    """Count working days after ``start``, up to and including ``end``."""
    days = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


def due_at(
    received_at: datetime, deadline: Deadline, is_working_day: IsWorkingDay
) -> datetime:
    """Return the moment by which an agency must have finished."""
    first = day_zero(received_at, is_working_day)
    return closing(working_day_after(first, deadline.working_days, is_working_day))


def moved(
    due: datetime,
    *,
    returned_at: datetime,
    resumed_at: datetime,
    is_working_day: IsWorkingDay,
) -> datetime:
    """Return a due moment after the clock stood still for a supplement."""
    waited = working_days_between(
        day_zero(returned_at, is_working_day),
        day_zero(resumed_at, is_working_day),
        is_working_day,
    )
    day = due.astimezone(VIETNAM).date()
    return closing(working_day_after(day, waited, is_working_day))


def closing(day: date) -> datetime:
    """Return the close of business of a day in Vietnam."""
    return datetime.combine(day, CLOSE, tzinfo=VIETNAM)
