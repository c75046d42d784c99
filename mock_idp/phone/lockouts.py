"""Locks after too many wrong passcodes or faces; they open by the clock."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from mock_idp.oidc.claims.dialect import PhoneRules
from mock_idp.people.account import Account
from mock_idp.people.eligibility import obstacle

MOST_PEOPLE = 10_000
LOCKED_OUT = "account_locked_out"
"""Why somebody cannot sign in whose app is locked; a code for machines."""


@dataclass(frozen=True)
class Locks:
    """What is remembered of locks, as an export tells it; moments since 1970.

    Attributes:
        failures: wrong passcodes and faces since the last right one, by number.
        until: when each lock ends, by personal number.
        opened: whose lock of the story was opened early.
        began: when the stories began; nothing while nobody has asked.
    """

    failures: dict[str, int] = field(default_factory=dict)
    until: dict[str, float] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    began: float | None = None


class Lockouts:
    """Who is locked until when, and how often each person has failed since."""

    def __init__(self, now: Callable[[], float], rules: PhoneRules) -> None:
        self._now = now
        self._rules = rules
        self._lock = threading.RLock()
        self._failures: dict[str, int] = {}
        self._until: dict[str, float] = {}
        self._opened: set[str] = set()
        self._began: float | None = None

    def until(self, account: Account) -> float | None:
        """Return until when a person is locked, in seconds since 1970, or nothing.

        Somebody whose story begins with a lock is locked from the first moment that
        anybody asks.
        """
        with self._lock:
            if self._began is None:
                self._began = self._now()
            number = account.personal_id
            ends = self._until.get(number, 0.0)
            if account.traits.locked_for and number not in self._opened:
                ends = max(ends, self._began + account.traits.locked_for)
            return ends if ends > self._now() else None

    def left(self, account: Account) -> int:
        """Return how many more failures a person has before the lock."""
        return self._rules.failed_factors - self._failures.get(account.personal_id, 0)

    def fail(self, account: Account) -> bool:
        """Note a wrong passcode or face; true when it locks."""
        with self._lock:
            if len(self._failures) >= MOST_PEOPLE:
                self._failures.clear()
            number = account.personal_id
            self._failures[number] = self._failures.get(number, 0) + 1
            if self._failures[number] < self._rules.failed_factors:
                return False
            self.lock(account, self._rules.lock_seconds)
            return True

    def succeed(self, account: Account) -> None:
        """Forget earlier failures of a person."""
        with self._lock:
            self._failures.pop(account.personal_id, None)

    def lock(self, account: Account, seconds: float) -> None:
        """Lock a person from now on."""
        with self._lock:
            if len(self._until) >= MOST_PEOPLE:
                now = self._now()
                self._until = {n: end for n, end in self._until.items() if end > now}
            self._until[account.personal_id] = self._now() + seconds
            self._failures.pop(account.personal_id, None)

    def unlock(self, account: Account) -> None:
        """Open a person's lock at once."""
        with self._lock:
            self._until.pop(account.personal_id, None)
            self._failures.pop(account.personal_id, None)
            self._opened.add(account.personal_id)

    def clear(self) -> None:
        """Forget every lock; stories begin again."""
        with self._lock:
            self._failures.clear()
            self._until.clear()
            self._opened.clear()
            self._began = None

    def remembered(self) -> Locks:
        """Return everything, for an export."""
        with self._lock:
            return Locks(
                failures=dict(self._failures),
                until={n: end for n, end in self._until.items() if end > self._now()},
                opened=tuple(sorted(self._opened)),
                began=self._began,
            )

    def remember(self, locks: Locks) -> None:
        """Become what an export says."""
        with self._lock:
            self.clear()
            self._failures.update(locks.failures)
            self._until.update(locks.until)
            self._opened.update(locks.opened)
            self._began = locks.began


def hindrance(account: Account, today: date, lockouts: Lockouts) -> str | None:
    """Return why somebody cannot sign in now, by hand or without a person, if so."""
    found = obstacle(account, today)
    if found is not None:
        return found.value
    return LOCKED_OUT if lockouts.until(account) is not None else None
