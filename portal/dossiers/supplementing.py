"""Answer an officer's reasons: only what they name, once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from forms.eform import Eform
from forms.i18n import gettext
from portal import clock
from portal.documents import service as documents
from portal.dossiers import sending
from portal.dossiers.drafting import Entries
from portal.dossiers.errors import (
    ActionNotAllowed,
    DossierNotFound,
    IncompleteDraft,
    StaleDossier,
)
from portal.dossiers.events import BranchSupplemented, Reason
from portal.dossiers.models import Dossier
from portal.dossiers.record import history
from portal.dossiers.record.history import History
from portal.dossiers.review import changes_that_matter
from portal.dossiers.state import Action, BranchStatus
from portal.dossiers.submitting import subject_key, subject_name
from portal.dossiers.wording import messages


@dataclass(frozen=True)
class SupplementForm:
    """What a citizen sees when a branch came back.

    Attributes:
        form: the eForm with the dossier's answers; all but ``fields`` are locked.
        fields: names that may be changed, in the form's order.
        papers: codes of papers that may be sent again.
        upload_token: under which new papers are kept until they are sent
            (``documents.service.keep_upload(draft_token=…)``).
    """

    form: Eform
    fields: tuple[str, ...]
    papers: tuple[str, ...]
    reasons: tuple[Reason, ...]
    version: int
    upload_token: str


def supplement_form(
    db: Session, code: str, branch: str, person_id: str, entries: Entries | None = None
) -> SupplementForm:
    """Return what may be corrected in a returned branch.

    Args:
        db: the caller's session.
        code: one's own dossier.
        branch: the branch that came back.
        person_id: the applicant.
        entries: what was typed, when the page is shown again after an error.

    Raises:
        DossierNotFound: not one's own dossier.
        ActionNotAllowed: the branch waits for no supplement.
    """
    past = _returned(history.load(db, code), branch, person_id)
    return _form(db, past, branch, entries or {})


def supplement(
    db: Session,
    code: str,
    *,
    branch: str,
    person_id: str,
    entries: Entries,
    version: int,
) -> Dossier:
    """Send the corrected answers and papers; the clock runs on when they arrive.

    Posted keys of other fields are ignored, so nothing else can change. New papers
    are those kept under ``SupplementForm.upload_token``.

    Raises:
        DossierNotFound: not one's own dossier.
        StaleDossier: the branch changed since ``version``, also by sending twice.
        ActionNotAllowed: the branch waits for no supplement.
        IncompleteDraft: an answer is wrong, or a paper asked for is missing.
    """
    past = history.load(db, code, lock=True)
    _own(past, person_id)
    changes = changes_that_matter(past, branch, version)
    if changes:
        raise StaleDossier(changes)
    asked = _form(db, _returned(past, branch, person_id), branch, entries)
    papers = _papers(db, asked)
    _check(asked, papers)
    changed = _changes(past.dossier.answers, asked)
    _keep(past, changed)
    documents.attach_to_dossier(db, asked.upload_token, code)
    at = clock.now(db, past.dossier.world)
    supplemented = BranchSupplemented(
        at=at,
        actor=person_id,
        actor_name=past.dossier.applicant_name,
        branch=branch,
        changed=changed,
        papers=papers,
    )
    history.record(db, past, [supplemented])
    sending.send_ready(db, past, at=at)
    messages.supplemented(db, past, branch)
    return past.dossier


def _own(past: History, person_id: str) -> None:
    if past.dossier.applicant_id != person_id:
        raise DossierNotFound(past.dossier.code)


def _returned(past: History, branch: str, person_id: str) -> History:
    _own(past, person_id)
    state = past.branch(branch)
    if state.status is not BranchStatus.RETURNED:
        raise ActionNotAllowed(Action.SUPPLEMENT.value, branch, state.status.value)
    return past


def _form(db: Session, past: History, branch: str, entries: Entries) -> SupplementForm:
    state = past.branch(branch)
    eform = past.procedure.eform
    today = clock.today(db, past.dossier.world)
    named = {reason.field for reason in state.reasons if reason.field}

    def opened(fields: Collection[str]) -> Eform:
        keys = {key for name in fields for key in eform.keys(name)}
        return eform.open(
            entries={k: list(v) for k, v in entries.items() if k in keys},
            prefill=past.dossier.answers,
            locked=set(eform.field_names()) - set(fields),
            today=today,
        )

    # A corrected answer may bring up questions that were not asked before.
    form = opened(named)
    fields = named | _newly_asked(form, past.dossier.answers, named)
    if fields != named:
        form = opened(fields)
    return SupplementForm(
        form=form,
        fields=tuple(name for name in eform.field_names() if name in fields),
        papers=tuple(
            dict.fromkeys(reason.paper for reason in state.reasons if reason.paper)
        ),
        reasons=state.reasons,
        version=past.state.version,
        upload_token=f"{past.dossier.code}.{branch}.{state.returns}",
    )


def _corrected(
    form: Eform, answers: Mapping[str, Any], fields: Collection[str]
) -> dict[str, Any]:
    """Return all answers as they will be: new ones for ``fields``, else the old."""
    new = form.answers()
    kept = {name: value for name, value in answers.items() if name not in fields}
    return kept | {name: new[name] for name in fields if name in new}


def _shown(form: Eform, answers: Mapping[str, Any]) -> set[str]:
    """Return the fields that are asked in a case with these answers."""
    case = type(form).open(entries={}, prefill=answers, today=form.today)
    return {name for name in case.field_names() if case.is_shown(name)}


def _newly_asked(
    form: Eform, answers: Mapping[str, Any], fields: Collection[str]
) -> set[str]:
    corrected = _corrected(form, answers, fields)
    return _shown(form, corrected) - _shown(form, answers)


def _papers(db: Session, asked: SupplementForm) -> dict[str, str]:
    kept = documents.uploads_of(db, draft_token=asked.upload_token)
    return {document.paper: str(document.id) for document in kept}


def _check(asked: SupplementForm, papers: Mapping[str, str]) -> None:
    asked.form.check(asked.fields)
    errors = {
        name: [str(message) for message in found]
        for name, found in asked.form.errors.items()
        if name in asked.fields
    }
    for code in asked.papers:
        if code not in papers:
            errors[f"paper.{code}"] = [
                gettext("Chưa có giấy tờ mới. Chụp hoặc quét rồi tải lên.")
            ]
    if errors:
        raise IncompleteDraft(errors)


def _changes(
    answers: Mapping[str, Any], asked: SupplementForm
) -> dict[str, dict[str, Any]]:
    """Return what changed; answers that a correction hides are withdrawn too."""
    corrected = _corrected(asked.form, answers, asked.fields)
    shown = _shown(asked.form, corrected)
    new = {name: value for name, value in corrected.items() if name in shown}
    return {
        name: {"old": answers.get(name), "new": new.get(name)}
        for name in asked.form.field_names()
        if answers.get(name) != new.get(name)
    }


def _keep(past: History, changed: Mapping[str, Mapping[str, Any]]) -> None:
    dossier = past.dossier
    answers, provenance = dict(dossier.answers), dict(dossier.provenance)
    for name, change in changed.items():
        provenance.pop(name, None)
        if change["new"] is None:
            answers.pop(name, None)
        else:
            answers[name] = change["new"]
    dossier.answers, dossier.provenance = answers, provenance
    dossier.subject_name = subject_name(past.procedure, answers)
    dossier.subject_key = subject_key(past.procedure, answers, dossier.applicant_id)
