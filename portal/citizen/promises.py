"""When the citizen may expect each result, also before an office has confirmed."""

from datetime import datetime

from forms.holidays import is_working_day
from forms.procedure import Branch, Procedure
from portal.dossiers.deadlines import due_at
from portal.dossiers.state import BranchStatus, DossierState

_ENDED = (BranchStatus.REFUSED, BranchStatus.CANCELLED)


def promised(
    procedure: Procedure, state: DossierState, submitted_at: datetime
) -> dict[str, datetime]:
    """Return the promised moment by branch.

    A branch that an office has received keeps the date it was given. For the others
    the time limit is counted from when the branches they wait for must be done.
    """
    found: dict[str, datetime] = {}
    for branch in procedure.branches:
        _promise(branch, procedure, state, submitted_at, found)
    return found


def all_done_by(
    procedure: Procedure, state: DossierState, submitted_at: datetime
) -> datetime | None:
    """Return by when everything is promised: the latest of the branches.

    What was refused is promised no more; ``None`` when nothing is left to wait for
    and not everything was done.
    """
    living = [code for code, b in state.branches.items() if b.status not in _ENDED]
    if state.is_final and len(living) < len(state.branches):
        return None
    dates = promised(procedure, state, submitted_at)
    return max((dates[code] for code in living), default=submitted_at)


def _promise(
    branch: Branch,
    procedure: Procedure,
    state: DossierState,
    submitted_at: datetime,
    found: dict[str, datetime],
) -> datetime:
    if branch.code in found:
        return found[branch.code]
    known = (
        state.branches[branch.code].due_at if branch.code in state.branches else None
    )
    starts = [
        _promise(procedure.branch(need), procedure, state, submitted_at, found)
        for need in branch.needs
    ]
    begin = max(starts, default=submitted_at)
    found[branch.code] = known or due_at(begin, branch.deadline, is_working_day)
    return found[branch.code]


def finished(state: DossierState) -> int:
    """Return how many branches have their result."""
    return sum(b.completed_at is not None for b in state.branches.values())
