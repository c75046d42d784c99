"""Writes that happen once, however often they are sent."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.db import one_writer_at_a_time
from mock_population_db.errors import IdempotencyConflict
from mock_population_db.models import JsonObject, Write


@dataclass(frozen=True)
class Answer:
    """What a write answers, and whether it was done now or before."""

    body: JsonObject
    is_new: bool


def once(
    db: Session,
    *,
    world: str,
    key: str,
    payload: JsonObject,
    at: datetime,
    do: Callable[[], JsonObject],
) -> Answer:
    """Do a write, or repeat the answer it gave under the same key.

    Takes the writers' lock, so two requests with one key cannot both do the work.

    Args:
        db: the session of the request.
        world: in which world; a key means nothing in another.
        key: the caller's Idempotency-Key.
        payload: all that was asked, with the name of the operation.
        at: the world's time.
        do: makes the change and returns the answer; its failure keeps nothing.

    Raises:
        IdempotencyConflict: the key was used for something else.
    """
    one_writer_at_a_time(db)
    query = select(Write).where(Write.world == world, Write.idempotency_key == key)
    digest = _digest(payload)
    before = db.scalar(query)
    if before is None:
        answer = do()
        db.add(
            Write(
                world=world,
                idempotency_key=key,
                payload_sha256=digest,
                answer=answer,
                at=at,
            )
        )
        db.flush()
        return Answer(answer, is_new=True)
    if before.payload_sha256 != digest:
        raise IdempotencyConflict
    return Answer(before.answer, is_new=False)


def _digest(payload: JsonObject) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
