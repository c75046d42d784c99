"""The read log: who read whose record, why, for which dossier, when.

Luật Căn cước and its decrees make every look-up attributable; here every answer
that shows a person leaves one mark per person shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mock_population_db.models import Read


@dataclass(frozen=True)
class Call:
    """One call of the register: in which world, by whom, why, for which dossier."""

    world: str
    requester: str
    purpose: str
    dossier: str | None
    path: str


def remember(
    db: Session, call: Call, people: Iterable[str | None], at: datetime
) -> None:
    """Leave one mark for each person whose record the answer shows."""
    shown = dict.fromkeys(person for person in people if person)
    if not shown:
        return
    mark = {
        "world": call.world,
        "at": at,
        "requester": call.requester,
        "purpose": call.purpose,
        "dossier": call.dossier,
        "path": call.path,
    }
    db.execute(insert(Read), [{**mark, "personal_id": person} for person in shown])


def reads_of(db: Session, personal_id: str, world: str, limit: int = 200) -> list[Read]:
    """Return who read a person's record in a world, newest first."""
    query = (
        select(Read)
        .where(Read.personal_id == personal_id, Read.world == world)
        .order_by(Read.id.desc())
        .limit(limit)
    )
    return list(db.scalars(query))
