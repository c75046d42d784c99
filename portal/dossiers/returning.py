"""What a citizen can be asked to supplement for a branch.

Only what this branch uses, what no register vouches for, and what no other agency
has already decided upon: everything else would lead the citizen nowhere.
"""

from collections.abc import Sequence

from portal.dossiers.errors import ReasonNotAnswerable
from portal.dossiers.events import Reason
from portal.dossiers.record.history import History
from portal.dossiers.state import BranchStatus

_SETTLED = {BranchStatus.DECIDED, BranchStatus.COMPLETED}


def returnable_fields(past: History, branch: str) -> tuple[str, ...]:
    """Return the fields that an officer of this branch may ask to be corrected."""
    settled = {
        other.code
        for other in past.state.branches.values()
        if other.code != branch and other.status in _SETTLED
    }
    return tuple(
        name
        for name, spec in past.procedure.eform.specs().items()
        if branch in spec.used_by
        and not spec.computed
        and not settled & set(spec.used_by)
        and not past.dossier.provenance.get(name, {}).get("locked", False)
    )


def returnable_papers(past: History, branch: str) -> tuple[str, ...]:
    """Return the papers that an officer of this branch may ask for."""
    return tuple(
        paper.code for paper in past.procedure.papers if branch in paper.used_by
    )


def check(past: History, branch: str, reasons: Sequence[Reason]) -> None:
    """Check that the citizen can answer every reason.

    Raises:
        ReasonNotAnswerable: with the first field or paper that cannot be changed.
    """
    fields = returnable_fields(past, branch)
    papers = returnable_papers(past, branch)
    for reason in reasons:
        if reason.field is not None and reason.field not in fields:
            raise ReasonNotAnswerable(reason.field)
        if reason.paper is not None and reason.paper not in papers:
            raise ReasonNotAnswerable(reason.paper)
