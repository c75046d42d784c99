"""How much each caller asked, and whether it may ask for more.

A caller with a limit is counted in the database, so that all processes share one
count; one without a limit is counted in this process only, to be shown.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine

from forms.i18n import Text, _
from mock_population_db.access.callers import Caller
from mock_population_db.db import one_writer_at_a_time, transaction
from mock_population_db.errors import OverQuota
from mock_population_db.models.consents import QuotaCount
from mock_population_db.settings import VIETNAM

WORDS: dict[str, Text] = {"minute": _("phút"), "day": _("ngày")}


@dataclass(frozen=True)
class Count:
    """What a caller used in the day and minute that contain a moment."""

    day: str
    minute: str
    day_used: int = 0
    minute_used: int = 0

    def at(self, day: str, minute: str) -> "Count":
        """Return the count as it stands in this day and minute."""
        return Count(
            day=day,
            minute=minute,
            day_used=self.day_used if day == self.day else 0,
            minute_used=self.minute_used if minute == self.minute else 0,
        )

    def plus(self, records: int) -> "Count":
        """Return the count after this many more."""
        return replace(
            self,
            day_used=self.day_used + records,
            minute_used=self.minute_used + records,
        )


@dataclass(frozen=True)
class Window:
    """One quota of a caller: its length, limit (0 for none), use and end."""

    per: str
    limit: int
    used: int
    resets_at: datetime


class Quotas:
    """Counts what callers ask, in records."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._unlimited: dict[str, Count] = {}

    def charge(self, caller: Caller, now: datetime, records: int = 1) -> None:
        """Count records, or refuse them all.

        Args:
            caller: who asks.
            now: the machine's time; quotas do not know of worlds.
            records: how many.

        Raises:
            OverQuota: they are more than what is left.
        """
        if not caller.is_limited:
            with self._lock:
                found = self._in_memory(caller, now)
                self._unlimited[caller.name] = found.plus(records)
            return
        with transaction(self._engine) as db:
            one_writer_at_a_time(db)
            row = db.get(QuotaCount, caller.name)
            count = _current(row, now).plus(records)
            _refuse_too_many(caller, count, now)
            if row is None:
                row = QuotaCount(caller=caller.name)
                db.add(row)
            row.day, row.day_used = count.day, count.day_used
            row.minute, row.minute_used = count.minute, count.minute_used

    def windows(self, caller: Caller, now: datetime) -> list[Window]:
        """Return a caller's quotas and what it has used of them."""
        if caller.is_limited:
            with transaction(self._engine) as db:
                count = _current(db.get(QuotaCount, caller.name), now)
        else:
            with self._lock:
                count = self._in_memory(caller, now)
        return list(_windows(caller, count, now))

    def _in_memory(self, caller: Caller, now: datetime) -> Count:
        day, minute = _names(now)
        return self._unlimited.get(caller.name, Count(day, minute)).at(day, minute)


def _names(now: datetime) -> tuple[str, str]:
    local = now.astimezone(VIETNAM)
    return local.strftime("%Y-%m-%d"), local.strftime("%Y-%m-%dT%H:%M")


def _current(row: QuotaCount | None, now: datetime) -> Count:
    day, minute = _names(now)
    if row is None:
        return Count(day, minute)
    return Count(row.day, row.minute, row.day_used, row.minute_used).at(day, minute)


def _windows(caller: Caller, count: Count, now: datetime) -> Iterator[Window]:
    local = now.astimezone(VIETNAM)
    minute_ends = local.replace(second=0, microsecond=0) + timedelta(minutes=1)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    yield Window("minute", caller.per_minute, count.minute_used, minute_ends)
    day_ends = midnight + timedelta(days=1)
    yield Window("day", caller.per_day, count.day_used, day_ends)


def _refuse_too_many(caller: Caller, count: Count, now: datetime) -> None:
    for window in reversed(list(_windows(caller, count, now))):
        if window.limit and window.used > window.limit:
            seconds = int((window.resets_at - now).total_seconds()) + 1
            raise OverQuota(
                caller=caller.name,
                limit=window.limit,
                window=WORDS[window.per],
                retry_after=max(1, seconds),
            )
