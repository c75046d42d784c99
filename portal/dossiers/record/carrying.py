"""What the worker's tasks write down: received, failed, applied, completed.

Every function may be called twice with the same facts; the second time does nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.dossiers import sending
from portal.dossiers.actors import PORTAL
from portal.dossiers.events import (
    BranchCompleted,
    BranchEvent,
    BranchReceived,
    DeliveryFailed,
    DeliveryResumed,
    EffectApplied,
    ResultIssued,
)
from portal.dossiers.record import history
from portal.dossiers.record.history import History
from portal.dossiers.state import BranchState, BranchStatus, Failure
from portal.dossiers.wording import messages

OFFICE = "office"
REGISTER = "register"


def is_to_be_delivered(past: History, branch: str, attempt: int) -> bool:
    """Tell whether this attempt is still on its way."""
    state = past.branch(branch)
    return state.status is BranchStatus.SENT and state.attempt == attempt


def is_to_be_completed(past: History, branch: str) -> bool:
    """Tell whether a decision waits to be carried out."""
    return past.branch(branch).status is BranchStatus.DECIDED


def mark_received(
    db: Session,
    code: str,
    *,
    branch: str,
    attempt: int,
    receipt: str,
    received_at: datetime,
) -> bool:
    """Write down that the office has the branch; tells whether that was news."""
    past = history.load(db, code, lock=True)
    if not is_to_be_delivered(past, branch, attempt):
        return False
    at = clock.now(db, past.dossier.world)
    received = BranchReceived(
        at=at, actor=PORTAL, branch=branch, receipt=receipt, received_at=received_at
    )
    history.record(db, past, [*_resumed(past.branch(branch), at), received])
    return True


def mark_failed(
    db: Session, code: str, *, branch: str, part: str, fault: str, detail: str
) -> bool:
    """Write down that a neighbour does not answer, once per outage.

    Args:
        db: the caller's session.
        code: the dossier.
        branch: the branch that waits.
        part: ``office`` or ``register``.
        fault: ``down``, ``slow``, ``rubbish`` or ``refused``.
        detail: the neighbour's words, for officers.
    """
    past = history.load(db, code, lock=True)
    state = past.branch(branch)
    if state.status not in {BranchStatus.SENT, BranchStatus.DECIDED}:
        return False
    at = clock.now(db, past.dossier.world)
    known = state.failure
    new = Failure(part, fault, detail, at)
    if known is not None and known.is_refusal == new.is_refusal:
        return False
    failed = DeliveryFailed(
        at=at,
        actor=PORTAL,
        branch=branch,
        part=part,
        fault=fault,
        detail=detail,
        since=known.since if known else at,
    )
    history.record(db, past, [failed])
    return True


def apply_effect(
    db: Session, code: str, *, branch: str, effect: str, facts: Mapping[str, Any]
) -> bool:
    """Write down what a register gave back for one effect of a decision."""
    past = history.load(db, code, lock=True)
    state = past.branch(branch)
    if state.status is not BranchStatus.DECIDED or effect in state.effects:
        return False
    at = clock.now(db, past.dossier.world)
    applied = EffectApplied(
        at=at, actor=PORTAL, branch=branch, effect=effect, facts=dict(facts)
    )
    history.record(db, past, [*_resumed(state, at), applied])
    return True


def complete(db: Session, past: History, *, branch: str, document: str) -> None:
    """Finish a branch whose result is issued, and send what waited for it.

    Args:
        db: the session that holds the lock of ``past``.
        past: the dossier, loaded with ``lock=True`` and still to be completed.
        branch: the branch.
        document: public code of the result.
    """
    state = past.branch(branch)
    at = clock.now(db, past.dossier.world)
    issued = ResultIssued(
        at=at,
        actor=PORTAL,
        branch=branch,
        result=past.procedure.branch(branch).result.code,
        document=document,
        number=state.number,
    )
    done = BranchCompleted(at=at, actor=PORTAL, branch=branch)
    history.record(db, past, [*_resumed(state, at), issued, done])
    sending.send_ready(db, past, at=at)
    messages.completed(db, past, branch)


def _resumed(state: BranchState, at: datetime) -> list[BranchEvent]:
    if state.failure is None:
        return []
    return [
        DeliveryResumed(at=at, actor=PORTAL, branch=state.code, part=state.failure.part)
    ]
