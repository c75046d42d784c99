"""One branch of one dossier as an officer of its office sees it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from forms.i18n import Text, gettext
from forms.procedure import Branch, Procedure
from portal import clock
from portal.agency.conflicts import Change, at_the_desk
from portal.agency.looks import LOOKS, NOTHING_TO_DO, DeskLook
from portal.agency.rows import deadline_words, running_deadline
from portal.agency.sheet.answers import Facts, Group, Record, groups, records
from portal.agency.sheet.papers import (
    PaperShown,
    ResultShown,
    may_see,
    papers,
    results,
)
from portal.agency.sheet.places import Place
from portal.documents import service as documents
from portal.documents.errors import DocumentNotFound
from portal.documents.service import Document
from portal.dossiers import engine, queries
from portal.dossiers.actors import Officer
from portal.dossiers.errors import DossierNotFound
from portal.dossiers.queries import ReviewView
from portal.dossiers.state import Action, BranchState

RECORD_SOURCE = "birth_notice"
"""The source whose record stands for a paper of the dossier."""


@dataclass(frozen=True)
class Allowed:
    """What may be done now, in the words of the templates."""

    accept: bool
    return_for_supplement: bool
    refuse: bool
    decide: bool

    @property
    def anything(self) -> bool:
        """Tell whether any action is open."""
        return any((self.accept, self.return_for_supplement, self.refuse, self.decide))


@dataclass(frozen=True)
class Sheet:
    """Everything that the review page shows."""

    code: str
    version: int
    world: str
    office: str
    procedure: Procedure
    branch: Branch
    subject: str
    applicant: str
    look: DeskLook
    nothing_to_do: Text | str
    notes: tuple[Text, ...]
    """What autofill wants the officer to know."""
    groups: tuple[Group, ...]
    papers: tuple[PaperShown, ...]
    records: tuple[Record, ...]
    results: tuple[ResultShown, ...]
    hops: tuple[Change, ...]
    due_at: datetime | None
    left: str
    is_late: bool
    failure: str
    dependents: tuple[Text, ...]
    may: Allowed

    def places(self) -> dict[str, Place]:
        """Return where reasons can be pinned, by key, in the order of the page."""
        found = [
            answer.place
            for group in self.groups
            for answer in group.answers
            if answer.place
        ]
        found += [paper.place for paper in self.papers if paper.place]
        return {place.key: place for place in found}


def open_sheet(db: Session, code: str, branch: str, who: Officer) -> Sheet:
    """Return a branch of a dossier for an officer of the office that has it.

    Raises:
        DossierNotFound: no such dossier or branch, or it is another office's.
    """
    view = queries.review_of(db, code=code, office=who.office)
    if branch not in view.branches:
        raise DossierNotFound(code)
    state = view.state.branches[branch]
    return _sheet(db, view, view.procedure.branch(branch), state)


def _sheet(db: Session, view: ReviewView, branch: Branch, state: BranchState) -> Sheet:
    dossier, procedure = view.dossier, view.procedure
    now = clock.now(db, dossier.world)
    seen = groups(procedure, branch.code, _facts(view, state))
    return Sheet(
        code=dossier.code,
        version=view.version,
        world=dossier.world,
        office=state.office,
        procedure=procedure,
        branch=branch,
        subject=dossier.subject_name,
        applicant=dossier.applicant_name,
        look=LOOKS[state.status],
        nothing_to_do=NOTHING_TO_DO.get(state.status, ""),
        notes=tuple(Text(note) for note in dossier.notes),
        groups=seen,
        papers=_papers(db, view, branch, state),
        records=records(seen, RECORD_SOURCE),
        results=_results(db, view, branch),
        hops=tuple(Change(hop.at, at_the_desk(hop)) for hop in state.hops),
        due_at=running_deadline(state.status, state.due_at),
        left=deadline_words(state.status, state.due_at, now),
        is_late=state.is_overdue(now),
        failure=_failure(state),
        dependents=_dependents(procedure, branch),
        may=_allowed(view, branch.code),
    )


def _papers(
    db: Session, view: ReviewView, branch: Branch, state: BranchState
) -> tuple[PaperShown, ...]:
    dossier = view.dossier
    uploads = documents.uploads_of(db, dossier_code=dossier.code)
    since = state.returned_at if state.supplemented_at else None
    return papers(view.procedure, branch, dossier.answers, uploads, since)


def _results(db: Session, view: ReviewView, branch: Branch) -> tuple[ResultShown, ...]:
    issued = documents.results_of(db, view.dossier.code)
    return results([d for d in issued if may_see(d, view.procedure, branch)])


def _dependents(procedure: Procedure, branch: Branch) -> tuple[Text, ...]:
    codes = engine.dependents(procedure, branch.code)
    return tuple(procedure.branch(code).title for code in codes)


def _facts(view: ReviewView, state: BranchState) -> Facts:
    return Facts(
        answers=view.dossier.answers,
        provenance=view.dossier.provenance,
        discrepancies=view.dossier.discrepancies,
        changed=state.changed,
        returnable=frozenset(view.returnable_fields(state.code)),
    )


def _allowed(view: ReviewView, branch: str) -> Allowed:
    actions = engine.allowed(view.state, branch)
    return Allowed(
        accept=Action.ACCEPT in actions,
        return_for_supplement=Action.RETURN in actions,
        refuse=Action.REFUSE in actions,
        decide=Action.DECIDE in actions,
    )


def _failure(state: BranchState) -> str:
    if state.failure is None:
        return ""
    if state.is_stuck_in_register:
        said = gettext("CSDL dân cư không ghi nhận được: %(detail)s")
        return said % {"detail": state.failure.detail}
    return gettext("CSDL dân cư chưa trả lời. Cổng tự gửi lại; bạn không cần làm gì.")


def readable_document(db: Session, document_id: int, who: Officer) -> Document:
    """Return a file of a dossier when a branch at the officer's office needs it.

    Raises:
        DocumentNotFound: no such file, or none that this office may read.
        DossierNotFound: its dossier never came to this office.
    """
    document = db.get(Document, document_id)
    if document is None or document.dossier_code is None:
        raise DocumentNotFound(str(document_id))
    view = queries.review_of(db, code=document.dossier_code, office=who.office)
    ours = [view.procedure.branch(code) for code in view.branches]
    if not any(may_see(document, view.procedure, branch) for branch in ours):
        raise DocumentNotFound(str(document_id))
    return document
