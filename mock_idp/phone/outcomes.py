"""What a phone does by itself when it was told to: approve, deny, ignore or fail."""

import threading
from collections import deque
from dataclasses import dataclass
from enum import StrEnum

MOST_WAITING = 1_000
LONGEST_SECONDS = 30 * 86400.0


class Act(StrEnum):
    """What a phone does with the next request."""

    APPROVE = "approve"
    APPROVE_TWICE = "approve_twice"
    DENY = "deny"
    IGNORE = "ignore"
    WRONG_NUMBER = "wrong_number"
    FACE_FAILS = "face_fails"
    ASK_FACTOR = "ask_factor"
    LOST = "lost"
    OUTDATED = "outdated"
    SECOND_DEVICE = "second_device"
    LATE = "late"


@dataclass(frozen=True)
class Outcome:
    """An act and how many seconds after the request it happens."""

    act: Act
    after: float = 0.0

    @classmethod
    def read(cls, act: str, after: float = 0.0) -> "Outcome":
        """Read an outcome as the control API sends it.

        Raises:
            ValueError: the act is unknown, or the seconds are not sensible.
        """
        if act not in list(Act):
            raise ValueError(f"the outcome must be one of {', '.join(Act)}")
        if not 0 <= after <= LONGEST_SECONDS:
            raise ValueError("seconds must be between 0 and 30 days")
        return cls(Act(act), after)


class Outcomes:
    """Outcomes that wait for the next request, by person; ``None`` is anybody."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: dict[str | None, deque[Outcome]] = {}

    def put(self, outcome: Outcome, personal_id: str | None = None) -> None:
        """Let the next request to a person (or to anybody) end like this.

        Raises:
            ValueError: too many wait already.
        """
        with self._lock:
            if sum(map(len, self._next.values())) >= MOST_WAITING:
                raise ValueError("too many outcomes wait")
            self._next.setdefault(personal_id, deque()).append(outcome)

    def take(self, personal_id: str) -> Outcome | None:
        """Return what is to happen to a person's new request, once."""
        with self._lock:
            for key in (personal_id, None):
                if self._next.get(key):
                    return self._next[key].popleft()
        return None

    def waiting(self) -> list[tuple[str | None, Outcome]]:
        """Return what has not been used yet."""
        with self._lock:
            return [(key, one) for key, many in self._next.items() for one in many]

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._next.clear()
