"""What the provider remembers: bounded, in memory, forgotten in time."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mock_idp.people.account import Account

V = TypeVar("V")
Now = Callable[[], float]


class Shelf(Generic[V]):
    """Things kept under a key for some seconds; the least used go first when full."""

    def __init__(self, now: Now, seconds: float, room: int = 10_000) -> None:
        self._now = now
        self._seconds = seconds
        self._room = room
        self._things: OrderedDict[str, tuple[float, V]] = OrderedDict()
        self._lock = threading.RLock()

    def put(self, key: str, thing: V, seconds: float | None = None) -> None:
        """Keep a thing; it replaces what was kept under the key."""
        until = self._now() + (self._seconds if seconds is None else seconds)
        with self._lock:
            self._things[key] = (until, thing)
            self._things.move_to_end(key)
            while len(self._things) > self._room:
                self._things.popitem(last=False)

    def find(self, key: str | None) -> V | None:
        """Return a thing, or nothing when it is unknown or too old."""
        with self._lock:
            kept = self._things.get(key) if key else None
            if key is None or kept is None:
                return None
            if kept[0] <= self._now():
                del self._things[key]
                return None
            self._things.move_to_end(key)
            return kept[1]

    def replace(self, key: str, thing: V) -> None:
        """Keep another thing under a known key, no longer than the first one."""
        with self._lock:
            if key in self._things:
                self._things[key] = (self._things[key][0], thing)

    def drop(self, key: str | None) -> V | None:
        """Forget a thing and return it."""
        with self._lock:
            kept = self._things.pop(key, None) if key else None
        return kept[1] if kept else None

    def all(self) -> list[V]:
        """Return everything that is not too old, oldest first."""
        now = self._now()
        with self._lock:
            return [thing for until, thing in self._things.values() if until > now]

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()

    def __len__(self) -> int:
        with self._lock:
            return len(self._things)


@dataclass(frozen=True)
class Session:
    """A person signed in at the provider, in one browser."""

    sid: str
    account: Account
    auth_time: int
    level: int
    amr: tuple[str, ...]


@dataclass(frozen=True)
class Consent:
    """What a person has answered a client: scopes asked, scopes granted."""

    asked: frozenset[str]
    granted: frozenset[str]


@dataclass(frozen=True)
class Grant:
    """What a code or a token stands for."""

    client_id: str
    account: Account
    scopes: tuple[str, ...]
    session: Session
    redirect_uri: str = ""
    nonce: str | None = None
    code_challenge: str | None = None


@dataclass
class Code:
    """An authorization code: used at most once, then kept to notice a second use."""

    grant: Grant
    expires_at: float
    used: bool = False
    tokens: list[str] = field(default_factory=list)


class Store:
    """All shelves of one provider."""

    def __init__(self, now: Now, *, token_seconds: int, session_seconds: int) -> None:
        self.lock = threading.RLock()
        self.codes: Shelf[Code] = Shelf(now, token_seconds)
        self.tokens: Shelf[Grant] = Shelf(now, token_seconds)
        self.sessions: Shelf[Session] = Shelf(now, session_seconds)
        self.consents: Shelf[Consent] = Shelf(now, 400 * 86400)

    def consent(self, client_id: str, personal_id: str) -> Consent | None:
        """Return what this person has answered this client before."""
        return self.consents.find(f"{personal_id} {client_id}")

    def remember_consent(
        self, client_id: str, personal_id: str, consent: Consent
    ) -> None:
        """Keep an answer, so that the same question is not asked twice."""
        self.consents.put(f"{personal_id} {client_id}", consent)

    def clear(self) -> None:
        """Forget everything."""
        for shelf in (self.codes, self.tokens, self.sessions, self.consents):
            shelf.clear()
