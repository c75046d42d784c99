"""Work kept in memory until it is asked for; for tests and examples."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

Work = tuple[str, str, dict[str, Any]]
"""Task, key and arguments."""

_PENDING = "pending_work"


class MemoryQueue:
    """A queue without a worker.

    Like the durable one it forgets what a rolled-back transaction enqueued, and
    takes a key once.
    """

    def __init__(self) -> None:
        self.waiting: list[Work] = []
        """What was committed and not yet done, in order."""
        self._keys: set[str] = set()

    def enqueue(
        self,
        db: Session,
        task: str,
        *,
        key: str,
        queue: str,
        delay: float = 0,
        **arguments: Any,  # noqa: ANN401 - plain JSON
    ) -> None:
        """Keep the task once the session commits."""
        del queue, delay
        if _PENDING not in db.info:
            db.info[_PENDING] = []
            sa.event.listen(db, "after_commit", self._commit)
            sa.event.listen(db, "after_rollback", _forget)
        db.info[_PENDING].append((task, key, arguments))

    def drain(self, do: Callable[[str, dict[str, Any]], None], limit: int = 500) -> int:
        """Do the work, and what it enqueues in turn; return how much was done.

        Raises:
            RuntimeError: there was more than ``limit``.
        """
        done = 0
        while self.waiting:
            if done == limit:
                raise RuntimeError("the work does not come to an end")
            task, _key, arguments = self.waiting.pop(0)
            do(task, arguments)
            done += 1
        return done

    def _commit(self, db: Session) -> None:
        if db.in_nested_transaction():
            return
        for work in db.info[_PENDING]:
            if work[1] not in self._keys:
                self._keys.add(work[1])
                self.waiting.append(work)
        db.info[_PENDING] = []


def _forget(db: Session) -> None:
    db.info[_PENDING] = []
