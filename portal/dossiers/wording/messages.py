"""Which message a citizen gets when, and the facts it is worded from."""

from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.dossiers.events import BranchRefused, BranchReturned
from portal.dossiers.record.history import History
from portal.dossiers.state import BranchStatus
from portal.notifications import service as notifications


def submitted(db: Session, past: History) -> None:
    """Tell that the dossier is on its way."""
    offices = [
        state.office
        for state in past.state.branches.values()
        if state.status is BranchStatus.SENT
    ]
    _send(db, past, "dossier_submitted", "submitted", offices=offices)


def returned(db: Session, past: History, event: BranchReturned) -> None:
    """Tell what has to be supplemented, and that the clock stands still."""
    reasons = [
        {"text": reason.text, "field": reason.field, "paper": reason.paper}
        for reason in event.reasons
    ]
    state = past.branch(event.branch)
    _send(
        db,
        past,
        "branch_returned",
        f"{event.branch}/returned/{state.returns}",
        branch=event.branch,
        office=state.office,
        reasons=reasons,
        is_repeat=state.is_repeat_return,
    )


def supplemented(db: Session, past: History, branch: str) -> None:
    """Tell that the supplement is on its way."""
    state = past.branch(branch)
    key = f"{branch}/supplemented/{state.attempt}"
    facts = {"branch": branch, "office": state.office}
    _send(db, past, "branch_supplemented", key, **facts)


def refused(db: Session, past: History, event: BranchRefused) -> None:
    """Tell why, and which other branches ended or go on."""
    cancelled = [
        state.code
        for state in past.state.branches.values()
        if state.because == event.branch
    ]
    _send(
        db,
        past,
        "branch_refused",
        f"{event.branch}/refused",
        branch=event.branch,
        office=past.branch(event.branch).office,
        reason=event.reason,
        cancelled=cancelled,
        still_open=_still_open(past),
    )


def completed(db: Session, past: History, branch: str) -> None:
    """Tell that a result is there, and what is still being done."""
    state = past.branch(branch)
    _send(
        db,
        past,
        "branch_completed",
        f"{branch}/completed",
        branch=branch,
        office=state.office,
        number=state.number,
        still_open=_still_open(past),
    )


def _still_open(past: History) -> list[str]:
    return [b.code for b in past.state.branches.values() if not b.is_final]


def _send(
    db: Session,
    past: History,
    template: str,
    key: str,
    **facts: Any,  # noqa: ANN401 - plain JSON
) -> None:
    dossier = past.dossier
    notifications.send(
        db,
        world=dossier.world,
        person_id=dossier.applicant_id,
        template=template,
        dossier_code=dossier.code,
        facts={
            "procedure": dossier.procedure,
            "version": dossier.procedure_version,
            "subject_name": dossier.subject_name,
            **facts,
        },
        now=clock.now(db, dossier.world),
        key=f"{dossier.code}/{key}",
    )
