"""What a world's read log holds, for assertions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mock_population_db.models import Read


@dataclass(frozen=True)
class ReadMark:
    """One record that somebody was shown.

    Attributes:
        person: whose record.
        at: the world's time.
        requester: who asked; ``caller`` is the system they used.
        purpose: why; ``dossier`` for which dossier.
        path: what was called.
        shown: the groups of facts in the answer.
        consent: reference of the consent it rests on.
    """

    person: str
    at: datetime
    requester: str
    caller: str
    purpose: str
    dossier: str | None
    path: str
    shown: tuple[str, ...]
    consent: str | None


def marks(db: Session, world: str, person: str | None = None) -> list[ReadMark]:
    """Return who was shown what in a world, the oldest first."""
    query = select(Read).where(Read.world == world).order_by(Read.id)
    if person is not None:
        query = query.where(Read.personal_id == person)
    return [_mark(row) for row in db.scalars(query)]


def _mark(row: Read) -> ReadMark:
    return ReadMark(
        person=row.personal_id,
        at=row.at,
        requester=row.requester,
        caller=row.caller,
        purpose=row.purpose,
        dossier=row.dossier,
        path=row.path,
        shown=tuple(row.shown.split()),
        consent=row.consent,
    )
