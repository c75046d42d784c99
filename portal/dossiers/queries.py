"""Dossiers for screens: one's own, an office's queue, one branch to review."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms import registry
from forms.i18n import Text
from forms.procedure import Procedure
from portal import clock
from portal.dossiers.errors import DossierNotFound
from portal.dossiers.events import Event
from portal.dossiers.models import BranchRow, Dossier
from portal.dossiers.record import history, numbering
from portal.dossiers.record.history import History
from portal.dossiers.returning import returnable_fields, returnable_papers
from portal.dossiers.state import BranchState, BranchStatus, DossierState
from portal.dossiers.wording import refusing, waiting

S = BranchStatus


@dataclass(frozen=True)
class DossierView:
    """A dossier as its applicant sees it."""

    dossier: Dossier
    procedure: Procedure
    state: DossierState
    events: tuple[Event, ...]
    waiting: str
    """Why it is still waiting; empty when it is finished."""
    now: datetime

    @property
    def code(self) -> str:
        """The dossier's code."""
        return self.dossier.code

    def waiting_of(self, branch: str) -> str:
        """Return why one branch is still waiting; empty when it has ended."""
        return waiting.why_branch_waits(self.procedure, self.state, branch, self.now)

    @property
    def refused(self) -> list[BranchState]:
        """The branches that an office refused; those that ended with them are not."""
        branches = self.state.branches.values()
        return [branch for branch in branches if branch.status is S.REFUSED]

    def what_now(self, branch: BranchState) -> str:
        """Return what the citizen can do about a branch that was refused."""
        return refusing.what_now(self.state, branch)


@dataclass(frozen=True)
class ReviewView:
    """A dossier as an office sees it that has one of its branches."""

    dossier: Dossier
    procedure: Procedure
    state: DossierState
    events: tuple[Event, ...]
    office: str
    branches: tuple[str, ...]
    """The branches that were sent to this office."""

    @property
    def version(self) -> int:
        """What an action must name to show that the officer saw this."""
        return self.state.version

    def returnable_fields(self, branch: str) -> tuple[str, ...]:
        """Return the fields that the citizen can be asked to correct."""
        return returnable_fields(self._history(), branch)

    def returnable_papers(self, branch: str) -> tuple[str, ...]:
        """Return the papers that the citizen can be asked for."""
        return returnable_papers(self._history(), branch)

    def _history(self) -> History:
        return History(self.dossier, self.procedure, self.events, self.state)


@dataclass(frozen=True)
class QueueRow:
    """One branch of one dossier in an office's queue."""

    code: str
    branch: str
    branch_title: Text
    procedure: str
    subject_name: str
    applicant_name: str
    status: str
    attempt: int
    returns: int
    submitted_at: datetime
    received_at: datetime
    due_at: datetime | None
    changed_at: datetime
    is_overdue: bool
    is_failing: bool
    """A register does not answer; the portal tries again by itself."""


@dataclass(frozen=True)
class Queue:
    """A page of a queue, and how many rows there are on all pages."""

    rows: tuple[QueueRow, ...]
    total: int


def dossier_of(db: Session, *, code: str, person_id: str) -> DossierView:
    """Return one's own dossier.

    Raises:
        DossierNotFound: there is none with this code, or it is somebody else's.
    """
    past = history.load(db, _canonical(code))
    if past.dossier.applicant_id != person_id:
        raise DossierNotFound(code)
    return _view(past, clock.now(db, past.dossier.world))


def dossiers_of(db: Session, *, person_id: str, world: str) -> list[DossierView]:
    """Return a person's dossiers, newest first."""
    found = list(
        db.scalars(
            sa.select(Dossier)
            .where(Dossier.applicant_id == person_id, Dossier.world == world)
            .order_by(Dossier.submitted_at.desc(), Dossier.code)
        )
    )
    happened = history.events_of(db, [dossier.code for dossier in found])
    now = clock.now(db, world)
    return [
        _view(history.history_of(dossier, happened.get(dossier.code, ())), now)
        for dossier in found
    ]


def review_of(db: Session, *, code: str, office: str) -> ReviewView:
    """Return a dossier for the officers of an office.

    Raises:
        DossierNotFound: there is none, or none of its branches came to this office.
    """
    past = history.load(db, _canonical(code))
    mine = tuple(
        state.code
        for state in past.state.branches.values()
        if state.office == office and state.attempt > 0
    )
    if not mine:
        raise DossierNotFound(code)
    return ReviewView(
        past.dossier, past.procedure, past.state, past.events, office, mine
    )


def queue(  # noqa: PLR0913 - what an officer may ask of a list
    db: Session,
    *,
    office: str,
    world: str,
    filter: str = "",  # noqa: A002 - the screen's word
    sort: str = "due",
    backwards: bool = False,
    text: str = "",
    offset: int = 0,
    limit: int | None = None,
) -> Queue:
    """Return the branches that came to an office.

    Args:
        db: the caller's session.
        office: whose queue.
        world: in which world.
        filter: ``late``, ``today``, ``new``, ``doing``, ``supplement``, ``done``;
            anything else leaves none out.
        sort: ``due``, ``code``, ``name``, ``changed``, ``received``.
        backwards: the other way round.
        text: part of a name or code; case and tone marks do not matter.
        offset: rows to skip.
        limit: rows to return; all without it.
    """
    now = clock.now(db, world)
    where = [*_of_office(office, world, text), *_filtered(filter, now)]
    total = db.scalar(sa.select(sa.func.count()).select_from(BranchRow).where(*where))
    rows = db.scalars(
        sa.select(BranchRow)
        .where(*where)
        .order_by(*_order(sort, backwards=backwards))
        .offset(offset)
        .limit(limit)
    )
    return Queue(tuple(_queue_row(row, now) for row in rows), total or 0)


def counts(db: Session, *, office: str, world: str, text: str = "") -> dict[str, int]:
    """Return how long the list is behind each filter; ``""`` counts them all."""
    now = clock.now(db, world)
    found: dict[str, int] = {}
    for name in ("", *FILTERS):
        where = [*_of_office(office, world, text), *_filtered(name, now)]
        query = sa.select(sa.func.count()).select_from(BranchRow).where(*where)
        found[name] = db.scalar(query) or 0
    return found


def with_officers(
    db: Session, *, world: str, unchanged_since: datetime, limit: int
) -> list[tuple[str, str]]:
    """Return code and branch of what officers of a world could act on, oldest first.

    Also decisions that wait because something fails: a register may have refused
    them. Only what has not changed since a moment, for those who let work rest.
    """
    at_work = BranchRow.status.in_((S.RECEIVED.value, S.ACCEPTED.value))
    failing = sa.and_(
        BranchRow.status == S.DECIDED.value, BranchRow.failing_since.is_not(None)
    )
    rows = db.execute(
        sa.select(BranchRow.dossier_code, BranchRow.branch)
        .where(
            BranchRow.world == world,
            sa.or_(at_work, failing),
            BranchRow.changed_at <= unchanged_since,
        )
        .order_by(BranchRow.changed_at, BranchRow.dossier_code, BranchRow.branch)
        .limit(limit)
    )
    return [(code, branch) for code, branch in rows]


FILTERS = ("late", "today", "new", "doing", "supplement", "done")

_OPEN = (S.RECEIVED.value, S.ACCEPTED.value, S.DECIDED.value)
_BY_STATUS: dict[str, tuple[str, ...]] = {
    "late": _OPEN,
    "today": _OPEN,
    "new": (S.RECEIVED.value,),
    "doing": (S.ACCEPTED.value, S.DECIDED.value),
    "supplement": (S.RETURNED.value,),
    "done": (S.COMPLETED.value, S.REFUSED.value, S.CANCELLED.value),
}
_RUNNING_DUE = sa.case((BranchRow.status.in_(_OPEN), BranchRow.due_at))
"""When a running clock ends; a branch whose clock stands or has ended comes last."""

_ORDERS: dict[str, Any] = {
    "due": _RUNNING_DUE,
    "code": BranchRow.dossier_code,
    "name": BranchRow.name_key,
    "changed": BranchRow.changed_at,
    "received": BranchRow.received_at,
}


def _view(past: History, now: datetime) -> DossierView:
    return DossierView(
        past.dossier,
        past.procedure,
        past.state,
        past.events,
        waiting.why_still_waiting(past.procedure, past.state, now),
        now,
    )


def _canonical(code: str) -> str:
    try:
        return numbering.parse(code)
    except numbering.BadCode:
        raise DossierNotFound(code[:40]) from None


def _of_office(office: str, world: str, text: str) -> list[sa.ColumnElement[bool]]:
    where = [
        BranchRow.world == world,
        BranchRow.office == office,
        BranchRow.received_at.is_not(None),
    ]
    words = history.searchable(text)
    return where + [
        BranchRow.search.contains(word, autoescape=True) for word in words.split()
    ]


def _filtered(name: str, now: datetime) -> list[sa.ColumnElement[bool]]:
    if name not in _BY_STATUS:
        return []
    where: list[sa.ColumnElement[bool]] = [BranchRow.status.in_(_BY_STATUS[name])]
    if name == "late":
        where.append(BranchRow.due_at < now)
    if name == "today":
        local = clock.in_vietnam(now)
        midnight = datetime.combine(local.date(), datetime.min.time(), local.tzinfo)
        where += [
            BranchRow.due_at >= now,
            BranchRow.due_at < midnight + timedelta(days=1),
        ]
    return where


def _order(sort: str, *, backwards: bool) -> list[sa.UnaryExpression[Any]]:
    column = _ORDERS.get(sort, _RUNNING_DUE)
    first = column.desc() if backwards else column.asc()
    return [first.nulls_last(), BranchRow.dossier_code.asc(), BranchRow.branch.asc()]


def _queue_row(row: BranchRow, now: datetime) -> QueueRow:
    overdue = row.status in _OPEN and row.due_at is not None and row.due_at < now
    return QueueRow(
        code=row.dossier_code,
        branch=row.branch,
        branch_title=_title(row),
        procedure=row.procedure,
        subject_name=row.subject_name,
        applicant_name=row.applicant_name,
        status=row.status,
        attempt=row.attempt,
        returns=row.returns,
        submitted_at=row.submitted_at,
        received_at=row.received_at or row.submitted_at,
        due_at=row.due_at,
        changed_at=row.changed_at,
        is_overdue=overdue,
        is_failing=row.failing_since is not None,
    )


def _title(row: BranchRow) -> Text:
    procedure = registry.get_version(row.procedure, row.procedure_version)
    return procedure.branch(row.branch).title
