"""What an officer does with one branch: accept, return, refuse, decide.

Every action names the version the officer saw. When the branch changed since, the
action is not done and :class:`StaleDossier` tells what happened; a change of another
branch disturbs nobody.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from forms.names import normalise
from portal import clock
from portal.dossiers import engine, returning
from portal.dossiers.actors import Officer
from portal.dossiers.errors import (
    ActionNotAllowed,
    DossierNotFound,
    NoReason,
    StaleDossier,
)
from portal.dossiers.events import (
    BranchAccepted,
    BranchCancelled,
    BranchDecided,
    BranchEvent,
    BranchRefused,
    BranchReturned,
    BranchSupplemented,
    Event,
    Reason,
)
from portal.dossiers.models import Dossier
from portal.dossiers.record import history, numbering
from portal.dossiers.record.history import History
from portal.dossiers.state import Action, BranchStatus
from portal.dossiers.wording import messages
from portal.work.queue import enqueue

MAX_REASON = 2000


def accept(
    db: Session, code: str, *, branch: str, officer: Officer, version: int
) -> Dossier:
    """Take a branch up (tiếp nhận).

    Raises:
        DossierNotFound: not a branch of the officer's office.
        StaleDossier: it changed since ``version``.
        ActionNotAllowed: it does not stand at ``received``.
    """
    past = _open(db, code, branch, officer, version, Action.ACCEPT)
    at = clock.now(db, past.dossier.world)
    history.record(db, past, [BranchAccepted(**_by(officer, at), branch=branch)])
    return past.dossier


def return_for_supplement(
    db: Session,
    code: str,
    *,
    branch: str,
    officer: Officer,
    version: int,
    reasons: Sequence[Reason],
) -> Dossier:
    """Ask the citizen for a supplement and stop the branch's clock.

    Raises:
        NoReason: there is none, or one has no words.
        ReasonNotAnswerable: the citizen could not change what a reason names.
        DossierNotFound, StaleDossier, ActionNotAllowed: as for :func:`accept`.
    """
    kept = tuple(_worded(reason) for reason in reasons)
    if not kept:
        raise NoReason(code)
    past = _open(db, code, branch, officer, version, Action.RETURN)
    returning.check(past, branch, kept)
    at = clock.now(db, past.dossier.world)
    returned = BranchReturned(**_by(officer, at), branch=branch, reasons=kept)
    history.record(db, past, [returned])
    messages.returned(db, past, returned)
    return past.dossier


def refuse(
    db: Session, code: str, *, branch: str, officer: Officer, version: int, reason: str
) -> Dossier:
    """Refuse a branch with a reason; branches that need it end with it.

    Raises:
        NoReason: the reason has no words.
        DossierNotFound, StaleDossier, ActionNotAllowed: as for :func:`accept`.
    """
    words = normalise(reason)[:MAX_REASON]
    if not words:
        raise NoReason(code)
    past = _open(db, code, branch, officer, version, Action.REFUSE)
    at = clock.now(db, past.dossier.world)
    refused = BranchRefused(**_by(officer, at), branch=branch, reason=words)
    cancelled = [
        BranchCancelled(**_by(officer, at), branch=other, because=branch)
        for other in engine.dependents(past.procedure, branch)
        if past.branch(other).status is BranchStatus.WAITING
    ]
    history.record(db, past, [refused, *cancelled])
    messages.refused(db, past, refused)
    return past.dossier


def decide(
    db: Session, code: str, *, branch: str, officer: Officer, version: int
) -> Dossier:
    """Agree: enter the branch in the register book and have it completed.

    The number is taken in the same transaction, so a book has no holes. A branch
    that had a number already, because a register refused it once, keeps it.

    Raises:
        DossierNotFound, StaleDossier, ActionNotAllowed: as for :func:`accept`.
    """
    past = _open(db, code, branch, officer, version, Action.DECIDE)
    at = clock.now(db, past.dossier.world)
    decided = _decided(db, past, branch, officer, at)
    history.record(db, past, [decided])
    attempt = past.branch(branch).attempt
    enqueue(
        db,
        "complete_branch",
        key=f"{code}/{branch}/{attempt}/complete",
        queue=past.procedure.branch(branch).agency,
        dossier=code,
        branch=branch,
    )
    return past.dossier


def changes_that_matter(past: History, branch: str, version: int) -> tuple[Event, ...]:
    """Return what happened since a version and concerns an officer of a branch."""
    return tuple(
        event
        for event in past.since(version)
        if isinstance(event, BranchSupplemented)
        or (isinstance(event, BranchEvent) and event.branch == branch)
    )


def _open(
    db: Session, code: str, branch: str, officer: Officer, version: int, action: Action
) -> History:
    past = history.load(db, code, lock=True)
    state = past.branch(branch)
    if state.office != officer.office or state.attempt == 0:
        raise DossierNotFound(code)
    changes = changes_that_matter(past, branch, version)
    if changes:
        raise StaleDossier(changes)
    if action not in engine.allowed(past.state, branch):
        raise ActionNotAllowed(action.value, branch, state.status.value)
    return past


def _decided(
    db: Session, past: History, branch: str, officer: Officer, at: datetime
) -> BranchDecided:
    book = past.procedure.branch(branch).result.code
    number = past.branch(branch).number
    if not number:
        year = clock.in_vietnam(at).year
        last = numbering.next_number(
            db, world=past.dossier.world, office=officer.office, book=book, year=year
        )
        number = f"{last}/{year}"
    return BranchDecided(**_by(officer, at), branch=branch, number=number, book=book)


def _worded(reason: Reason) -> Reason:
    words = normalise(reason.text)[:MAX_REASON]
    if not words or bool(reason.field) == bool(reason.paper):
        raise NoReason(reason.field or reason.paper or "")
    return Reason(words, reason.field, reason.paper)


def _by(officer: Officer, at: datetime) -> dict[str, Any]:
    return {"at": at, "actor": officer.person_id, "actor_name": officer.full_name}
