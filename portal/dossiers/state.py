"""Where a dossier and its branches stand; values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from portal.dossiers.events import FieldChange, Reason
from portal.dossiers.hops import Hop


class BranchStatus(StrEnum):
    """Where a branch stands."""

    WAITING = "waiting"
    """Needs other branches first."""
    SENT = "sent"
    """On its way to the office."""
    RECEIVED = "received"
    """The office has it; no officer has taken it up."""
    ACCEPTED = "accepted"
    """An officer works on it."""
    RETURNED = "returned"
    """The citizen has to supplement; the clock stands still."""
    REFUSED = "refused"
    DECIDED = "decided"
    """Agreed; registers and result are being completed."""
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    """A branch it needs was refused."""

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more will happen."""
        return self in _FINAL

    @property
    def national_code(self) -> int:
        """Status code of the national dossier-sync API (1 to 10)."""
        return _NATIONAL[self]


_FINAL = {BranchStatus.REFUSED, BranchStatus.COMPLETED, BranchStatus.CANCELLED}

_NATIONAL = {
    BranchStatus.WAITING: 1,
    BranchStatus.SENT: 1,
    BranchStatus.RECEIVED: 2,
    BranchStatus.ACCEPTED: 4,
    BranchStatus.RETURNED: 5,
    BranchStatus.REFUSED: 3,
    BranchStatus.DECIDED: 9,
    BranchStatus.COMPLETED: 10,
    BranchStatus.CANCELLED: 8,
}


class Action(StrEnum):
    """What may be done with a branch; SUPPLEMENT is the citizen's."""

    ACCEPT = "accept"
    RETURN = "return"
    REFUSE = "refuse"
    DECIDE = "decide"
    SUPPLEMENT = "supplement"


class DossierStatus(StrEnum):
    """The whole dossier in one word, derived from its branches."""

    SENT = "sent"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    FINISHED = "finished"
    REFUSED = "refused"


@dataclass(frozen=True)
class Failure:
    """A neighbour that does not answer.

    Attributes:
        part: ``office`` (the intake) or ``register``.
        fault: ``down``, ``slow``, ``rubbish`` or ``refused``.
    """

    part: str
    fault: str
    detail: str
    since: datetime

    @property
    def is_refusal(self) -> bool:
        """Tell whether the neighbour understood and said no."""
        return self.fault == "refused"


@dataclass(frozen=True)
class BranchState:
    """Where one branch stands."""

    code: str
    status: BranchStatus
    office: str
    attempt: int = 0
    """How often it was sent; a supplement sends it again."""
    returns: int = 0
    """How often a supplement was asked for."""
    officer: str = ""
    """Name of the officer who acted last."""
    receipt: str = ""
    number: str = ""
    """In the register book; empty until decided."""
    sent_at: datetime | None = None
    first_received_at: datetime | None = None
    received_at: datetime | None = None
    accepted_at: datetime | None = None
    returned_at: datetime | None = None
    supplemented_at: datetime | None = None
    refused_at: datetime | None = None
    decided_at: datetime | None = None
    completed_at: datetime | None = None
    changed_at: datetime | None = None
    due_at: datetime | None = None
    """End of the time limit; stands still while ``returned``."""
    reasons: tuple[Reason, ...] = ()
    """Of the last return."""
    changed: Mapping[str, FieldChange] = field(default_factory=dict)
    """What the last supplement changed."""
    refusal: str = ""
    because: str = ""
    """Branch whose refusal cancelled this one."""
    effects: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What registers gave back, for example ``personal_id``."""
    results: Mapping[str, str] = field(default_factory=dict)
    """Result code to document code."""
    failure: Failure | None = None
    hops: tuple[Hop, ...] = ()

    @property
    def national_code(self) -> int:
        """Status code of the national dossier-sync API."""
        return self.status.national_code

    @property
    def is_final(self) -> bool:
        """Tell whether nothing more will happen to this branch."""
        return self.status.is_final

    @property
    def is_repeat_return(self) -> bool:
        """Tell whether a supplement was asked for twice (late in index 766)."""
        return self.returns > 1

    @property
    def is_stuck_in_register(self) -> bool:
        """Tell whether a register refused to carry out the decision."""
        return (
            self.status is BranchStatus.DECIDED
            and self.failure is not None
            and self.failure.is_refusal
        )

    def is_overdue(self, now: datetime) -> bool:
        """Tell whether the time limit is over and the clock is running."""
        running = not self.is_final and self.status is not BranchStatus.RETURNED
        return running and self.due_at is not None and now > self.due_at


@dataclass(frozen=True)
class DossierState:
    """Where a dossier stands."""

    procedure: str
    procedure_version: str
    version: int = 0
    """Number of events so far."""
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    """End of the time limit of the whole; starts with the first receipt."""
    counted_until: datetime | None = None
    """Until when waiting for supplements has been added to ``due_at``."""
    branches: Mapping[str, BranchState] = field(default_factory=dict)

    @property
    def is_final(self) -> bool:
        """Tell whether every branch has ended."""
        return all(branch.is_final for branch in self.branches.values())

    @property
    def status(self) -> DossierStatus:
        """Return the dossier in one word: what the citizen must do comes first."""
        found = {branch.status for branch in self.branches.values()}
        if BranchStatus.RETURNED in found:
            return DossierStatus.SUPPLEMENT
        if self.is_final and BranchStatus.COMPLETED in found:
            return DossierStatus.FINISHED
        if self.is_final:
            return DossierStatus.REFUSED
        if found <= {BranchStatus.WAITING, BranchStatus.SENT}:
            return DossierStatus.SENT
        return DossierStatus.PROCESSING

    @property
    def facts(self) -> dict[str, Any]:
        """Return what registers gave back to all branches."""
        known: dict[str, Any] = {}
        for branch in self.branches.values():
            known.update(branch.facts)
        return known

    @property
    def hops(self) -> tuple[Hop, ...]:
        """Return the steps of all branches in the order they happened."""
        all_hops = [hop for branch in self.branches.values() for hop in branch.hops]
        return tuple(sorted(all_hops, key=lambda hop: hop.at))
