"""The queue of the tests keeps the promises of the real one."""

from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from portal.work.memory import MemoryQueue
from portal.work.queue import enqueue
from portal.work.tasks import LONGEST_DELAY, delay_before


def test_work_appears_when_its_transaction_commits(
    sessions: sessionmaker[Session], queue: MemoryQueue
) -> None:
    with sessions() as db:
        enqueue(db, "notify", key="a", queue="q", n=1)
        before = list(queue.waiting)
        db.commit()

    assert before == []
    assert queue.waiting == [("notify", "a", {"n": 1})]


def test_a_savepoint_alone_commits_nothing(
    sessions: sessionmaker[Session], queue: MemoryQueue
) -> None:
    with sessions() as db:
        with db.begin_nested():
            enqueue(db, "notify", key="a", queue="q")
        db.rollback()

    assert queue.waiting == []


def test_a_key_is_done_once(
    sessions: sessionmaker[Session], queue: MemoryQueue
) -> None:
    for _ in range(3):
        with sessions.begin() as db:
            enqueue(db, "notify", key="a", queue="q")

    done = queue.drain(lambda _task, _arguments: None)

    assert done == 1


def test_work_without_end_is_noticed(
    sessions: sessionmaker[Session], queue: MemoryQueue
) -> None:
    keys = iter(range(1000))

    def again(_task: Any, _arguments: Any) -> None:
        with sessions.begin() as db:
            enqueue(db, "notify", key=str(next(keys)), queue="q")

    again("", {})

    with pytest.raises(RuntimeError):
        queue.drain(again, limit=10)


def test_pauses_grow_to_half_a_minute_and_no_further() -> None:
    pauses = [delay_before(tries) for tries in range(1, 9)]

    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert delay_before(10_000) == LONGEST_DELAY
