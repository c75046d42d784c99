"""Submitting a draft: once, complete, to the right offices."""

import pytest

from portal.dossiers import drafting, submitting
from portal.dossiers.errors import (
    DraftNotFound,
    DraftOutdated,
    DuplicateDossier,
    IncompleteDraft,
)
from portal.dossiers.queries import dossier_of
from portal.dossiers.record import numbering
from portal.dossiers.state import BranchStatus
from tests.portal.factories import (
    DAO,
    DAO_NAME,
    HOME,
    STRANGER,
    a_dossier,
    a_draft,
    bring,
)


def submit(db, draft, **more):
    return submitting.submit(
        db, token=draft.token, person_id=DAO, person_name=DAO_NAME, **more
    )


def test_a_complete_draft_becomes_a_dossier_on_its_way_to_the_first_office(db, queue):
    draft = a_draft(db)

    dossier = submit(db, draft)
    db.commit()

    seen = dossier_of(db, code=dossier.code, person_id=DAO)
    assert numbering.parse(dossier.code) == dossier.code
    assert dossier.subject_name == "Nguyễn Trần Bảo Ân"
    assert seen.state.branches["civil_status"].status is BranchStatus.SENT
    assert seen.state.branches["residence"].status is BranchStatus.WAITING
    assert seen.state.branches["civil_status"].office == "commune_civil_status.00070"
    assert [task for task, _key, _arguments in queue.waiting] == ["deliver_branch"]
