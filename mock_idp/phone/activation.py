"""On which phone an account is active: on one at a time, as VNeID allows.

Whoever takes a person's phone into a second browser activates the account there; the
first phone is deactivated, hears so, and gets no requests until it is activated again.
"""

import threading
from collections.abc import Callable

from mock_idp.oidc.store import Shelf

REMEMBERED_SECONDS = 31 * 86400
MOST_PHONES = 10_000


class Activations:
    """Which phone of each person is active, and since when others are not."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._active: Shelf[str] = Shelf(now, REMEMBERED_SECONDS, MOST_PHONES)
        self._replaced: Shelf[float] = Shelf(now, REMEMBERED_SECONDS, MOST_PHONES)
        self._took_over: Shelf[float] = Shelf(now, REMEMBERED_SECONDS, MOST_PHONES)

    def activate(self, personal_id: str, phone: str) -> bool:
        """Make this the person's phone; true when another one is deactivated by it."""
        with self._lock:
            before = self._active.find(personal_id)
            self._active.put(personal_id, phone)
            self._replaced.drop(phone)
            is_other = before is not None and before != phone
            if before is not None and is_other:
                self._replaced.put(before, self._now())
                self._took_over.drop(before)
                self._took_over.put(phone, self._now())
            return is_other

    def put_down(self, personal_id: str, phone: str | None) -> None:
        """Forget a phone that its owner has signed out of."""
        with self._lock:
            if phone is not None and self._active.find(personal_id) == phone:
                self._active.drop(personal_id)
            self._replaced.drop(phone)
            self._took_over.drop(phone)

    def replaced_at(self, phone: str | None) -> float | None:
        """Return when another phone took this one's place, in seconds since 1970."""
        return self._replaced.find(phone)

    def took_over_at(self, phone: str | None) -> float | None:
        """Return when this phone took the place of another one."""
        return self._took_over.find(phone)

    def clear(self) -> None:
        """Forget every phone."""
        with self._lock:
            for shelf in (self._active, self._replaced, self._took_over):
                shelf.clear()
