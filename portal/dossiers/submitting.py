"""Submit a draft: check it, give it a code, send its first branches. Once."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms import names, registry
from forms.eform import Eform
from forms.i18n import gettext
from forms.procedure import Procedure
from portal import clock
from portal.documents import service as documents
from portal.dossiers import drafting, sending
from portal.dossiers.errors import (
    DraftNotFound,
    DraftOutdated,
    DuplicateDossier,
    IncompleteDraft,
)
from portal.dossiers.events import DossierSubmitted
from portal.dossiers.models import BranchRow, Dossier, Draft
from portal.dossiers.papers import missing_papers
from portal.dossiers.record import history, numbering
from portal.dossiers.state import BranchStatus, DossierState
from portal.dossiers.wording import messages

_NOTHING_WILL_COME = (BranchStatus.REFUSED.value, BranchStatus.CANCELLED.value)


def submit(
    db: Session, *, token: str, person_id: str, person_name: str, twin: bool = False
) -> Dossier:
    """Turn one's own draft into a dossier and send it; again gives the same dossier.

    Args:
        db: the caller's session.
        token: the draft.
        person_id: who submits.
        person_name: the name kept on the dossier.
        twin: the citizen says that this is another child than the one of an
            earlier dossier that looks the same.

    Raises:
        DraftNotFound: not one's own draft.
        IncompleteDraft: something is missing or wrong; nothing was sent.
        DuplicateDossier: the same child is in an earlier dossier.
        DraftOutdated: the law changed since the draft was opened.
    """
    draft = _lock(db, token, person_id)
    if draft.dossier_code is not None:
        return history.load(db, draft.dossier_code).dossier
    procedure = _procedure_in_force(db, draft)
    form = drafting.form_of(db, draft)
    answers = _complete(db, draft, procedure, form)
    key = subject_key(procedure, answers, person_id)
    if not twin:
        _check_new(db, draft.world, key)
    dossier = _open(db, draft, procedure, answers, key, person_name)
    draft.dossier_code = dossier.code
    documents.attach_to_dossier(db, draft.token, dossier.code)
    _send(db, dossier, procedure)
    return dossier


def problems(db: Session, draft: Draft) -> dict[str, list[str]]:
    """Return what still keeps a draft from being submitted, by field or paper."""
    procedure = registry.get_version(draft.procedure, draft.version)
    return _errors(db, draft, procedure, drafting.form_of(db, draft))


def provenance_of(
    answers: Mapping[str, Any], prefill: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return where answers come from; what the citizen typed has no entry.

    An answer that differs from its first value was typed.
    """
    return {
        name: {key: kept for key, kept in prefill[name].items() if key != "value"}
        for name, answer in answers.items()
        if name in prefill and prefill[name]["value"] == answer
    }


def subject_name(procedure: Procedure, answers: Mapping[str, Any]) -> str:
    """Return the name of the person that the dossier is about."""
    parts = [str(answers.get(name) or "") for name in procedure.subject_name]
    return names.normalise(" ".join(parts))


def subject_key(procedure: Procedure, answers: Mapping[str, Any], person: str) -> str:
    """Return what two declarations about the same person have in common.

    The applicant, the procedure, the given name without tone marks, and the dates
    of the section that asks for that name.
    """
    given = procedure.subject_name[-1]
    specs = procedure.eform.specs()
    dates = [
        answers.get(spec.name)
        for spec in specs.values()
        if spec.section == specs[given].section and spec.kind == "date"
    ]
    shared = [procedure.code, person, names.fold(str(answers.get(given, ""))), dates]
    return hashlib.sha256(json.dumps(shared).encode()).hexdigest()[:32]


def _lock(db: Session, token: str, person_id: str) -> Draft:
    drafting.find_draft(db, token=token, person_id=person_id)
    # All of this person's drafts, in one order: two drafts about the same child that
    # are sent at the same moment wait for each other, and the second is a duplicate.
    db.execute(
        sa.select(Draft.token)
        .where(Draft.person_id == person_id)
        .order_by(Draft.token)
        .with_for_update()
    )
    draft = db.scalar(
        sa.select(Draft)
        .where(Draft.token == token)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if draft is None:
        raise DraftNotFound(token)
    return draft


def _procedure_in_force(db: Session, draft: Draft) -> Procedure:
    procedure = registry.get_version(draft.procedure, draft.version)
    if not procedure.in_force(clock.today(db, draft.world)):
        raise DraftOutdated(draft.procedure, draft.version)
    return procedure


def _complete(
    db: Session, draft: Draft, procedure: Procedure, form: Eform
) -> dict[str, Any]:
    errors = _errors(db, draft, procedure, form)
    if errors:
        raise IncompleteDraft(errors)
    return form.answers()


def _errors(
    db: Session, draft: Draft, procedure: Procedure, form: Eform
) -> dict[str, list[str]]:
    form.check()
    errors = {
        name: [str(message) for message in messages_]
        for name, messages_ in form.errors.items()
        if name is not None
    }
    answers = form.answers()
    present = {kept.paper for kept in documents.uploads_of(db, draft_token=draft.token)}
    for paper in missing_papers(procedure, answers, present):
        errors[f"paper.{paper.code}"] = [
            gettext("Thiếu %(paper)s. Chụp hoặc quét rồi tải lên.")
            % {"paper": paper.title}
        ]
    for branch in procedure.branches:
        if branch.office_from not in errors and not sending.office_for(branch, answers):
            errors[branch.office_from] = [
                gettext("Chưa rõ nơi giải quyết. Chọn tỉnh và phường, xã.")
            ]
    return errors


def _check_new(db: Session, world: str, key: str) -> None:
    earlier = db.scalar(
        sa.select(Dossier.code)
        .join(BranchRow, BranchRow.dossier_code == Dossier.code)
        .where(
            Dossier.world == world,
            Dossier.subject_key == key,
            BranchRow.status.not_in(_NOTHING_WILL_COME),
        )
        .order_by(Dossier.submitted_at.desc())
        .limit(1)
    )
    if earlier is not None:
        raise DuplicateDossier(earlier)


def _open(
    db: Session,
    draft: Draft,
    procedure: Procedure,
    answers: dict[str, Any],
    key: str,
    person_name: str,
) -> Dossier:
    dossier = Dossier(
        code=numbering.new_code(db, clock.today(db, draft.world)),
        world=draft.world,
        procedure=procedure.code,
        procedure_version=procedure.version,
        applicant_id=draft.person_id,
        applicant_name=names.normalise(person_name),
        subject_name=subject_name(procedure, answers),
        subject_key=key,
        answers=answers,
        provenance=provenance_of(answers, draft.prefill),
        discrepancies=dict(draft.discrepancies),
        notes=list(draft.notes),
        submitted_at=clock.now(db, draft.world),
        version=0,
    )
    db.add(dossier)
    db.flush()
    return dossier


def _send(db: Session, dossier: Dossier, procedure: Procedure) -> None:
    offices = {
        branch.code: sending.office_for(branch, dossier.answers) or ""
        for branch in procedure.branches
    }
    submitted = DossierSubmitted(
        at=dossier.submitted_at,
        actor=dossier.applicant_id,
        actor_name=dossier.applicant_name,
        offices=offices,
    )
    past = history.History(
        dossier, procedure, (), DossierState(procedure.code, procedure.version)
    )
    history.record(db, past, [submitted])
    sending.send_ready(db, past, at=dossier.submitted_at)
    messages.submitted(db, past)
