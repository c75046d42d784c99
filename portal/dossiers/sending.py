"""Put ready branches on their way: an event and a piece of work, in one commit."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from forms.agencies import office_code
from forms.procedure import Branch
from portal.dossiers import engine
from portal.dossiers.actors import PORTAL
from portal.dossiers.events import BranchSent
from portal.dossiers.record import history
from portal.dossiers.record.history import History
from portal.work.queue import enqueue


def office_for(branch: Branch, answers: Mapping[str, object]) -> str | None:
    """Return the office that an answered address leads to, or None without one."""
    address = answers.get(branch.office_from)
    commune = address.get("commune") if isinstance(address, dict) else None
    return office_code(branch.agency, commune) if commune else None


def send_ready(db: Session, past: History, *, at: datetime) -> None:
    """Send every branch that waits for nothing any more."""
    for branch in engine.ready(past.procedure, past.state):
        state = past.branch(branch.code)
        office = office_for(branch, past.dossier.answers) or state.office
        attempt = state.attempt + 1
        sent = BranchSent(
            at=at, actor=PORTAL, branch=branch.code, office=office, attempt=attempt
        )
        history.record(db, past, [sent])
        enqueue(
            db,
            "deliver_branch",
            key=f"{past.dossier.code}/{branch.code}/{attempt}",
            queue=branch.agency,
            dossier=past.dossier.code,
            branch=branch.code,
            attempt=attempt,
        )
