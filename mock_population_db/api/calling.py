"""Who is calling, in which world, why: read from the headers of every request.

Every look-up has somebody responsible and a purpose (Luật Căn cước, NĐ 70/2024).
"""

import hmac
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from flask import Response, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forms.i18n import LANGUAGES, SOURCE_LANGUAGE, set_language
from mock_population_db import errors
from mock_population_db.access import rights
from mock_population_db.access.callers import Caller, caller_with_key
from mock_population_db.access.purposes import Purpose, purpose
from mock_population_db.access.quotas import Quotas
from mock_population_db.api import faulting
from mock_population_db.clock import Clock
from mock_population_db.db import reading, transaction
from mock_population_db.faults import kinds
from mock_population_db.models import BASE_WORLD, JsonObject
from mock_population_db.register import reads
from mock_population_db.register.lookups import checked_number
from mock_population_db.register.mistaken import mistake_people
from mock_population_db.register.once import Answer, once
from mock_population_db.register.overlay import DEFAULT_WORLD, world_code
from mock_population_db.register.read_log import ReadLog
from mock_population_db.settings import VIETNAM, Settings

EXTENSION = "mock_population_db"

_PRINTABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f]*")
_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
LONGEST = {
    "X-Purpose": 64,
    "X-Requester": 100,
    "X-Dossier": 64,
    "X-Consent": 64,
    "Idempotency-Key": 128,
}


@dataclass(frozen=True)
class Register:
    """What the app was wired with."""

    settings: Settings
    engine: Engine
    clock: Clock
    wait: Callable[[float], object]

    @cached_property
    def callers(self) -> tuple[Caller, ...]:
        """All systems that may call."""
        return self.settings.everybody()

    @cached_property
    def quotas(self) -> Quotas:
        """What they have asked."""
        return Quotas(self.engine)

    @cached_property
    def read_log(self) -> ReadLog:
        """The writer of the read log."""
        return ReadLog(self.engine)


@dataclass(frozen=True)
class Admission:
    """A request that may pass: in which world, from which system.

    Attributes:
        world: the world's code.
        caller: the calling system.
        broken: what a fault answers in the view's place.
    """

    world: str
    caller: Caller
    broken: Response | None


@dataclass(frozen=True)
class Desk:
    """One request at work: its session, its caller, the world's time.

    ``is_stale`` makes it see the base alone, as a fault asks. ``noted`` collects the
    marks of a request that only looks; others write theirs in the session.
    """

    db: Session
    call: reads.Call
    now: datetime
    is_stale: bool = False
    noted: list[dict[str, Any]] | None = None

    @property
    def world(self) -> str:
        """The world this request reads and writes."""
        return BASE_WORLD if self.is_stale else self.call.world

    @property
    def purpose(self) -> Purpose:
        """Why this request was made."""
        return purpose(self.call.purpose)

    @property
    def asking(self) -> rights.Asking:
        """Who asks, as whom, why, and with whose consent."""
        return rights.Asking(
            caller=self.call.caller,
            requester=self.call.requester,
            purpose=self.purpose,
            consent=self.call.consent,
            world=self.call.world,
            today=self.now.astimezone(VIETNAM).date(),
        )

    def rights_over(self, person: str) -> rights.Rights:
        """Return what this request may be shown of a person, or refuse it."""
        return rights.rights_over(self.db, self.asking, person)

    def remember(self, people: Iterable[str | None], shown: Iterable[str] = ()) -> None:
        """Note in the read log whose records, and which groups, the answer shows."""
        given = (self.call, people, self.now)
        if self.noted is None:
            reads.remember(self.db, *given, shown=sorted(shown))
        else:
            self.noted.extend(reads.marks(*given, shown=sorted(shown)))


def register() -> Register:
    """Return what the app was wired with."""
    return cast("Register", current_app.extensions[EXTENSION])


@contextmanager
def at_desk() -> Iterator[Desk]:
    """Open a session for one request; its work is kept whole or not at all."""
    wired = register()
    call: reads.Call = g.call
    with transaction(wired.engine) as db:
        if faulting.is_met(kinds.WRONG):
            mistake_people(db)
        now = wired.clock.now(db, call.world)
        is_stale = faulting.is_met(kinds.STALE)
        yield Desk(db=db, call=call, now=now, is_stale=is_stale)


@contextmanager
def at_reading_desk() -> Iterator[Desk]:
    """Open a session for a request that only looks, so that it waits for no writer.

    What :meth:`Desk.remember` notes is committed at the end, before the answer leaves.
    """
    wired = register()
    call: reads.Call = g.call
    now = wired.clock.now_outside(wired.engine, call.world)
    noted: list[dict[str, Any]] = []
    with reading(wired.engine) as db:
        if faulting.is_met(kinds.WRONG):
            mistake_people(db)
        is_stale = faulting.is_met(kinds.STALE)
        yield Desk(db=db, call=call, now=now, is_stale=is_stale, noted=noted)
    wired.read_log.write(noted)


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
    """Stop a request that may not pass, count it, play the faults of its world."""
    broken = check_caller_uncounted()
    charge(g.caller)
    return broken


def check_caller_uncounted() -> Response | None:
    """Stop a request that may not pass; play the faults of its world."""
    admission = admit(bearer_key)
    why = header("X-Purpose")
    if not why:
        raise errors.PurposeMissing
    requester = header("X-Requester")
    if not requester:
        raise errors.RequesterMissing
    if _TWELVE_DIGITS.fullmatch(requester):
        requester = checked_number(requester)
    found = purpose(why)
    admission.caller.check_purpose(found)
    g.caller = admission.caller
    g.call = reads.Call(
        world=admission.world,
        requester=requester,
        purpose=found.code,
        dossier=header("X-Dossier") or None,
        path=request.path,
        caller=admission.caller.name,
        consent=header("X-Consent") or None,
    )
    return admission.broken


def admit(key: Callable[[], str]) -> Admission:
    """Find out which system calls in which world; play the faults of that world.

    Args:
        key: reads the caller's key out of the request.
    """
    choose_language()
    wired = register()
    world = world_code(request.headers.get("X-World") or DEFAULT_WORLD)
    caller = caller_with_key(wired.callers, key())
    broken = faulting.meet(wired.engine, wired.wait, world=world, caller=caller.name)
    return Admission(world, caller, broken)


def charge(caller: Caller, records: int = 1) -> None:
    """Count records against the caller's quota, or refuse them."""
    wired = register()
    wired.quotas.charge(caller, wired.clock.machine_now(), records)


def bearer_key() -> str:
    """Return the key of ``Authorization: Bearer``."""
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise errors.KeyRefused
    return given.strip()


def check_key(expected: str) -> None:
    """Compare the bearer key without telling by time how much of it is right."""
    given = bearer_key().encode("utf-8", "replace")
    if not hmac.compare_digest(given, expected.encode()):
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
