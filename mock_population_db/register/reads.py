"""The read log: who read whose record, why, for which dossier, when.

Luật Căn cước and its decrees make every look-up attributable; here every answer
that shows a person leaves one mark per person shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mock_population_db.models import Read


@dataclass(frozen=True)
class Call:
    """One call of the register: in which world, by whom, why, for which dossier.

    Attributes:
        world: the world's code.
        requester: a personal number, or a system's name.
        purpose: the purpose's code.
        dossier: the dossier, if there is one.
        path: what was called.
        caller: the calling system.
        consent: reference of the consent it rests on.
    """

    world: str
    requester: str
    purpose: str
    dossier: str | None
    path: str
    caller: str = ""
    consent: str | None = None


def remember(
    db: Session,
    call: Call,
    people: Iterable[str | None],
    at: datetime,
    *,
    shown: Iterable[str] = (),
) -> None:
    """Leave one mark for each person whose record the answer shows.

    Args:
        db: the session of the request.
        call: who asked, and why.
        people: whose records.
        at: the world's time.
        shown: the groups of facts that the answer holds.
    """
    noted = marks(call, people, at, shown=shown)
    if noted:
        db.execute(insert(Read), noted)


def marks(
    call: Call,
    people: Iterable[str | None],
    at: datetime,
    *,
    shown: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """Return the marks that :func:`remember` leaves, one for each person."""
    mark = {
        "world": call.world,
        "at": at,
        "requester": call.requester,
        "purpose": call.purpose,
        "dossier": call.dossier,
        "path": call.path,
        "caller": call.caller,
        "consent": call.consent,
        "shown": " ".join(shown),
    }
    noted = dict.fromkeys(person for person in people if person)
    return [{**mark, "personal_id": person} for person in noted]


def reads_of(db: Session, personal_id: str, world: str, limit: int = 200) -> list[Read]:
    """Return who read a person's record in a world, newest first."""
    query = (
        select(Read)
        .where(Read.personal_id == personal_id, Read.world == world)
        .order_by(Read.id.desc())
        .limit(limit)
    )
    return list(db.scalars(query))
