"""A dossier with its events: load, check with the engine, append, project.

The only place that writes events. Whoever records holds the dossier's row lock, so
two workers, or a worker and an officer, follow each other instead of clashing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms import names, registry
from forms.procedure import Procedure
from portal.dossiers import engine, events
from portal.dossiers.errors import DossierNotFound
from portal.dossiers.events import Event
from portal.dossiers.models import BranchRow, Dossier, DossierEvent
from portal.dossiers.state import BranchState, DossierState


@dataclass
class History:
    """One dossier and everything that happened to it."""

    dossier: Dossier
    procedure: Procedure
    events: tuple[Event, ...]
    state: DossierState

    def branch(self, code: str) -> BranchState:
        """Return where a branch stands.

        Raises:
            DossierNotFound: the procedure has no such branch.
        """
        try:
            return self.state.branches[code]
        except KeyError:
            raise DossierNotFound(self.dossier.code) from None

    def since(self, version: int) -> tuple[Event, ...]:
        """Return the events after a version; all of them for one that never was."""
        known = 0 <= version <= len(self.events)
        return self.events[version:] if known else self.events


def load(db: Session, code: str, *, lock: bool = False) -> History:
    """Return a dossier with its events.

    Args:
        db: the caller's session.
        code: the dossier.
        lock: hold the row until the caller commits; needed before recording.

    Raises:
        DossierNotFound: there is none.
    """
    query = sa.select(Dossier).where(Dossier.code == code)
    if lock:
        query = query.with_for_update()
    dossier = db.scalar(query.execution_options(populate_existing=True))
    if dossier is None:
        raise DossierNotFound(code)
    happened = events_of(db, [code]).get(code, ())
    return history_of(dossier, happened)


def history_of(dossier: Dossier, happened: Sequence[Event]) -> History:
    """Return a dossier's history from rows already read."""
    procedure = registry.get_version(dossier.procedure, dossier.procedure_version)
    state = engine.replay(procedure, happened)
    return History(dossier, procedure, tuple(happened), state)


def events_of(db: Session, codes: Sequence[str]) -> dict[str, tuple[Event, ...]]:
    """Return the events of several dossiers, in order."""
    rows = db.scalars(
        sa.select(DossierEvent)
        .where(DossierEvent.dossier_code.in_(codes))
        .order_by(DossierEvent.dossier_code, DossierEvent.seq)
    )
    found: dict[str, list[Event]] = {}
    for row in rows:
        event = events.from_facts(
            row.kind, at=row.at, actor=row.actor, branch=row.branch, facts=row.facts
        )
        found.setdefault(row.dossier_code, []).append(event)
    return {code: tuple(happened) for code, happened in found.items()}


def record(db: Session, history: History, happened: Iterable[Event]) -> None:
    """Append events to a locked history and rewrite its projection.

    Raises:
        ImpossibleEvent: the engine does not know how it could follow.
    """
    new = tuple(happened)
    if not new:
        return
    dossier = history.dossier
    state = history.state
    for seq, event in enumerate(new, start=len(history.events) + 1):
        state = engine.after(history.procedure, state, event)
        db.add(_row(dossier, seq, event))
    history.state = state
    history.events = (*history.events, *new)
    dossier.version = len(history.events)
    db.flush()
    project(db, history)


def project(db: Session, history: History) -> None:
    """Rewrite the rows that queues read from where the dossier stands."""
    for state in history.state.branches.values():
        row = db.get(BranchRow, (history.dossier.code, state.code))
        if row is None:
            row = BranchRow(dossier_code=history.dossier.code, branch=state.code)
            db.add(row)
        _project_dossier(row, history.dossier)
        _project_branch(row, state, history.dossier.submitted_at)
    db.flush()


def _project_dossier(row: BranchRow, dossier: Dossier) -> None:
    row.world = dossier.world
    row.procedure = dossier.procedure
    row.procedure_version = dossier.procedure_version
    row.applicant_id = dossier.applicant_id
    row.applicant_name = dossier.applicant_name
    row.subject_name = dossier.subject_name
    row.name_key = sortable(dossier.subject_name)
    row.search = searchable(dossier.subject_name, dossier.applicant_name, dossier.code)
    row.submitted_at = dossier.submitted_at


def _project_branch(row: BranchRow, state: BranchState, submitted_at: datetime) -> None:
    row.office = state.office
    row.status = state.status.value
    row.attempt = state.attempt
    row.returns = state.returns
    row.received_at = state.received_at
    row.due_at = state.due_at
    row.changed_at = state.changed_at or submitted_at
    row.failing_since = state.failure.since if state.failure else None


def searchable(*texts: str) -> str:
    """Return texts folded for searching: case, tone marks and đ do not matter."""
    return " ".join(names.fold(text) for text in texts)


def sortable(name: str) -> str:
    """Return a name as text whose bytes sort by the Vietnamese alphabet."""
    letters, tones = names.sort_key(name)
    # A separator below every letter keeps shorter names first.
    return _as_text(letters) + "!" + _as_text(tones)


def _as_text(places: Iterable[int]) -> str:
    return "".join(chr(ord("0") + place) for place in places)


def _row(dossier: Dossier, seq: int, event: Event) -> DossierEvent:
    return DossierEvent(
        world=dossier.world,
        dossier_code=dossier.code,
        seq=seq,
        kind=events.kind_of(event),
        branch=getattr(event, "branch", None),
        at=event.at,
        actor=event.actor,
        facts=events.to_facts(event),
    )
