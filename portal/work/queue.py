"""Enqueue work in the caller's own transaction.

The work and the reason for it commit together, or neither does. A key names the
work: enqueued again under the same key, it is done once.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from dbos import DBOSClient

APPLICATION_VERSION = "1"
"""Pinned: work enqueued by an older release is carried on by a newer one."""

WORKFLOW = "carry"
FIRST_TRY = 0


class Queue(Protocol):
    """Where work is put."""

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
        """Enqueue a task in the session's transaction."""


def enqueue(
    db: Session,
    task: str,
    *,
    key: str,
    queue: str,
    **arguments: Any,  # noqa: ANN401 - plain JSON
) -> None:
    """Enqueue a task with the queue that the session was made with.

    Args:
        db: the caller's session; nothing is enqueued unless it commits.
        task: name in the table of tasks.
        key: names this piece of work, for example ``LT-…/residence/1``.
        queue: whose queue, for example the agency's code.
        arguments: plain JSON values, passed to the task by keyword.
    """
    put: Queue = db.info["queue"]
    put.enqueue(db, task, key=key, queue=queue, **arguments)


class DurableQueue:
    """Work kept in the portal's own database by DBOS, until a worker has done it."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url

    @cached_property
    def _client(self) -> "DBOSClient":
        from portal.work.engine import make_client  # noqa: PLC0415 - 1 s to import

        return make_client(self._url)

    def close(self) -> None:
        """Let go of the database."""
        if "_client" in self.__dict__:
            self._client.destroy()
            del self._client

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
        """Enqueue a task in the session's transaction."""
        from portal.work.engine import options  # noqa: PLC0415 - the same

        self._client.enqueue_in_transaction(
            db,
            options(key=key, queue=queue, tries=FIRST_TRY, delay=delay),
            task,
            key,
            queue,
            FIRST_TRY,
            arguments,
        )
