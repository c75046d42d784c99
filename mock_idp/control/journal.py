"""The journal: the last exchanges, to be read, waited for and exported.

It holds what the mock has seen of synthetic people, never more than ``ROOM`` exchanges,
in memory only; nothing of it goes to a log.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mock_idp.control.exchanges import Exchange

ROOM = 1000
TENANT_ROOM = 200
LONGEST_WAIT_SECONDS = 60.0
MOST_WAITING = 4
"""Requests that may wait at once; the server must go on answering."""


@dataclass(frozen=True)
class Search:
    """Which exchanges somebody wants to see; what is not given does not matter."""

    after: int = 0
    client: str | None = None
    person: str | None = None
    endpoint: str | None = None

    def fits(self, exchange: Exchange) -> bool:
        """Say whether an exchange is wanted."""
        return (
            exchange.number > self.after
            and self.endpoint in (None, exchange.endpoint)
            and (self.client is None or self.client == exchange.client)
            and (self.person is None or self.person == exchange.person)
        )


class Journal:
    """The exchanges of one provider, newest last."""

    def __init__(self, room: int = ROOM) -> None:
        self._kept: deque[Exchange] = deque(maxlen=room)
        self._arrived = threading.Condition()
        self._count = 0
        self._places = threading.BoundedSemaphore(MOST_WAITING)

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Take a place among those who wait; false when there is none."""
        is_free = self._places.acquire(blocking=False)
        try:
            yield is_free
        finally:
            if is_free:
                self._places.release()

    def add(self, exchange: Exchange) -> None:
        """Keep a finished exchange and tell whoever waits for it."""
        with self._arrived:
            self._count += 1
            exchange.number = self._count
            self._kept.append(exchange)
            self._arrived.notify_all()

    @property
    def last(self) -> int:
        """Return the number of the newest exchange."""
        return self._count

    def find(self, search: Search | None = None) -> list[Exchange]:
        """Return the exchanges that are wanted, oldest first."""
        wanted = search or Search()
        with self._arrived:
            kept = list(self._kept)
        return [exchange for exchange in kept if wanted.fits(exchange)]

    def wait(
        self,
        search: Search | str,
        timeout: float = 1.0,
        accept: Callable[[Exchange], bool] | None = None,
    ) -> Exchange | None:
        """Return the first wanted exchange, now or as soon as it happens.

        Args:
            search: what is wanted; a text is the name of an endpoint.
            timeout: real seconds to wait, at most 60.
            accept: looks at an exchange more closely.

        Returns:
            The exchange, or nothing when the time is over.
        """
        wanted = Search(endpoint=search) if isinstance(search, str) else search

        def found() -> Exchange | None:
            fitting = (e for e in self._kept if wanted.fits(e))
            return next((e for e in fitting if accept is None or accept(e)), None)

        with self._arrived:
            return self._arrived.wait_for(found, min(timeout, LONGEST_WAIT_SECONDS))

    def reset(self) -> None:
        """Forget every exchange and count from the beginning."""
        with self._arrived:
            self._kept.clear()
            self._count = 0

    def clear(self) -> None:
        """Forget every exchange; numbers go on."""
        with self._arrived:
            self._kept.clear()
