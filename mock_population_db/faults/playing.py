"""Which faults touch a request, counted down as they are played."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, update

from mock_population_db.db import one_writer_at_a_time, reading, transaction
from mock_population_db.faults.kinds import OF_LOOK_UPS
from mock_population_db.faults.switching import active
from mock_population_db.models import Fault
from mock_population_db.register.glance import glance_outside

_ANY = "SELECT 1 FROM faults WHERE world = ?"
_NUMBER = re.compile(r"(?<![0-9])9[0-9]{11}(?![0-9])")


@dataclass(frozen=True)
class Request:
    """What a fault may be addressed to.

    Attributes:
        callers: the calling system and the requester.
        people: the personal numbers that the request names.
        looks_up: whether it only looks somebody up.
    """

    callers: frozenset[str]
    people: frozenset[str]
    looks_up: bool


@dataclass(frozen=True)
class Played:
    """A fault that a request meets; ``seconds`` counts for a slow one."""

    kind: str
    seconds: float


def numbers_in(*texts: str) -> frozenset[str]:
    """Return the personal numbers that stand in texts."""
    return frozenset(number for text in texts for number in _NUMBER.findall(text))


def play(engine: Engine, world: str, request: Request) -> dict[str, Played]:
    """Return the faults that touch a request by kind, and count them down.

    Of two of a kind the one with the narrower address is played.
    """
    if glance_outside(engine, _ANY, world) is None:
        return {}
    with reading(engine) as db:
        found = _touching(active(db, world), request)
    if any(fault.remaining is not None for fault in found.values()):
        with transaction(engine) as db:
            one_writer_at_a_time(db)
            found = _touching(active(db, world), request)
            counted = [one.id for one in found.values() if one.remaining is not None]
            these = Fault.id.in_(counted)
            db.execute(update(Fault).where(these).values(remaining=Fault.remaining - 1))
            db.execute(delete(Fault).where(these, Fault.remaining <= 0))
    return {kind: Played(kind, fault.seconds) for kind, fault in found.items()}


def _touching(faults: Iterable[Fault], request: Request) -> dict[str, Fault]:
    found: dict[str, Fault] = {}
    for fault in sorted(faults, key=lambda one: bool(one.caller) + bool(one.person)):
        if _touches(fault, request):
            found[fault.kind] = fault
    return found


def _touches(fault: Fault, request: Request) -> bool:
    return (
        (not fault.caller or fault.caller in request.callers)
        and (not fault.person or fault.person in request.people)
        and (request.looks_up or fault.kind not in OF_LOOK_UPS)
    )
