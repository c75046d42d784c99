"""Who is calling, in which world, why: read from the headers of every request.

Every look-up has somebody responsible and a purpose (Luật Căn cước, NĐ 70/2024).
"""

import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from flask import Response, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forms.i18n import LANGUAGES, SOURCE_LANGUAGE, set_language
from mock_population_db import errors, faults
from mock_population_db.clock import Clock
from mock_population_db.db import reading, transaction
from mock_population_db.models import JsonObject
from mock_population_db.register import reads
from mock_population_db.register.lookups import checked_number
from mock_population_db.register.once import Answer, once
from mock_population_db.register.overlay import DEFAULT_WORLD, world_code
from mock_population_db.settings import Settings

EXTENSION = "mock_population_db"
RUBBISH = b'{"personal_id": "90\xc3('

_PRINTABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f]*")
_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
LONGEST = {"X-Purpose": 64, "X-Requester": 100, "X-Dossier": 64, "Idempotency-Key": 128}


@dataclass(frozen=True)
class Register:
    """What the app was wired with."""

    settings: Settings
    engine: Engine
    clock: Clock
    wait: Callable[[float], object]


@dataclass(frozen=True)
class Desk:
    """One request at work: its session, its caller, the world's time."""

    db: Session
    call: reads.Call
    now: datetime

    @property
    def world(self) -> str:
        """The world this request reads and writes."""
        return self.call.world

    def remember(self, people: Iterable[str | None]) -> None:
        """Note in the read log whose records the answer shows."""
        reads.remember(self.db, self.call, people, self.now)


def register() -> Register:
    """Return what the app was wired with."""
    return cast("Register", current_app.extensions[EXTENSION])


@contextmanager
def at_desk() -> Iterator[Desk]:
    """Open a session for one request; its work is kept whole or not at all."""
    wired = register()
    call: reads.Call = g.call
    with transaction(wired.engine) as db:
        yield Desk(db=db, call=call, now=wired.clock.now(db, call.world))


def write_once(operation: str, body: JsonObject, do: Callable[[Desk], Any]) -> Answer:
    """Do a write under the request's Idempotency-Key, or repeat its answer."""
    key = header("Idempotency-Key")
    if not key:
        raise errors.IdempotencyKeyMissing
    with at_desk() as desk:
        return once(
            desk.db,
            world=desk.world,
            key=key,
            payload={"operation": operation, **body},
            at=desk.now,
            do=lambda: do(desk),
        )


def check_caller() -> Response | None:
    """Stop a request that may not pass; play the faults of its world."""
    choose_language()
    world = world_code(request.headers.get("X-World") or DEFAULT_WORLD)
    broken = _play_faults(world)
    check_key(register().settings.api_key)
    purpose = header("X-Purpose")
    if not purpose:
        raise errors.PurposeMissing
    requester = header("X-Requester")
    if not requester:
        raise errors.RequesterMissing
    if _TWELVE_DIGITS.fullmatch(requester):
        requester = checked_number(requester)
    g.call = reads.Call(
        world=world,
        requester=requester,
        purpose=purpose,
        dossier=header("X-Dossier") or None,
        path=request.path,
    )
    return broken


def check_key(expected: str) -> None:
    """Compare the bearer key without telling by time how much of it is right."""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    is_right = hmac.compare_digest(given.strip().encode(), expected.encode())
    if scheme.lower() != "bearer" or not is_right:
        raise errors.KeyRefused


def header(name: str) -> str:
    """Return a header as short printable text; empty when it is missing."""
    text = request.headers.get(name, "").strip()
    if len(text) > LONGEST[name] or not _PRINTABLE.fullmatch(text):
        raise errors.HeaderMalformed(header=name)
    return text


def choose_language() -> None:
    """Answer in English only to those who ask for it."""
    chosen = request.accept_languages.best_match(LANGUAGES, SOURCE_LANGUAGE)
    set_language(chosen or SOURCE_LANGUAGE)


def _play_faults(world: str) -> Response | None:
    wired = register()
    with reading(wired.engine) as db:
        found = faults.active(db, world)
    if "slow" in found:
        wired.wait(found["slow"].seconds)
    if "down" in found:
        raise errors.RegisterDown
    if "rubbish" in found:
        return Response(RUBBISH, content_type="application/json")
    return None
