"""Submitting a draft: once, complete, to the right offices."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.dossiers import drafting, submitting
from portal.dossiers.errors import (
    DraftNotFound,
    DraftOutdated,
    DuplicateDossier,
    IncompleteDraft,
)
from portal.dossiers.models import Draft
from portal.dossiers.queries import dossier_of
from portal.dossiers.record import numbering
from portal.dossiers.state import BranchStatus
from portal.work.memory import MemoryQueue
from tests.portal.conftest import Frozen
from tests.portal.factories import (
    DAO,
    DAO_NAME,
    HOME,
    STRANGER,
    a_dossier,
    a_draft,
    bring,
)


def submit(db: Session, draft: Draft, **more: Any) -> Any:
    return submitting.submit(
        db, token=draft.token, person_id=DAO, person_name=DAO_NAME, **more
    )


def test_a_complete_draft_becomes_a_dossier_on_its_way_to_the_first_office(
    db: Session, queue: MemoryQueue
) -> None:
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


def test_submitting_twice_gives_the_same_dossier(
    db: Session, queue: MemoryQueue
) -> None:
    draft = a_draft(db)

    first = submit(db, draft)
    second = submit(db, draft)
    db.commit()

    assert first.code == second.code
    assert len(queue.waiting) == 1


def test_a_dossier_that_is_rolled_back_enqueues_nothing(
    db: Session, queue: MemoryQueue
) -> None:
    submit(db, a_draft(db))

    db.rollback()

    assert queue.waiting == []


def test_an_incomplete_draft_names_every_field_with_its_message(
    db: Session, queue: MemoryQueue
) -> None:
    draft = a_draft(db, child_given_name=None, requester_phone=None)

    with pytest.raises(IncompleteDraft) as refused:
        submit(db, draft)

    assert set(refused.value.errors) == {"child_given_name", "requester_phone"}
    assert all(refused.value.errors.values())
    assert queue.waiting == []
    assert draft.dossier_code is None


def test_a_paper_that_the_answers_make_necessary_is_asked_for(db: Session) -> None:
    draft = a_draft(db, birth_notice_source="0")

    with pytest.raises(IncompleteDraft) as refused:
        submit(db, draft)

    assert list(refused.value.errors) == ["paper.birth_notice_scan"]


def test_where_each_value_came_from_is_kept(db: Session) -> None:
    draft = a_draft(db, locked=("mother_surname",))
    typed = {"mother_given_name": ["Đào Thơm"], "mother_surname": ["Trần"]}
    drafting.save_section(db, draft, section="mother", entries=typed, done=True)

    dossier = submit(db, draft)

    assert dossier.provenance["mother_surname"]["source"] == "population"
    assert dossier.provenance["mother_surname"]["locked"] is True
    assert "mother_given_name" not in dossier.provenance
    assert dossier.answers["mother_given_name"] == "Đào Thơm"


def test_the_same_child_is_not_declared_twice_by_the_same_person(db: Session) -> None:
    earlier = a_dossier(db)

    with pytest.raises(DuplicateDossier) as refused:
        submit(db, a_draft(db, child_given_name="ÂN", child_middle_name="Trần"))

    assert refused.value.code == earlier.code


def test_a_twin_with_another_name_is_another_child(db: Session) -> None:
    earlier = a_dossier(db)

    twin = submit(db, a_draft(db, child_given_name="Yên"))

    assert twin.code != earlier.code


def test_a_citizen_who_says_that_it_is_a_twin_is_believed(db: Session) -> None:
    earlier = a_dossier(db)

    twin = submit(db, a_draft(db), twin=True)

    assert twin.code != earlier.code


def test_after_a_refusal_the_same_child_may_be_declared_again(db: Session) -> None:
    earlier = a_dossier(db)
    bring(db, earlier.code, "civil_status", "refused")

    again = submit(db, a_draft(db))

    assert again.code != earlier.code


def test_a_draft_is_not_submitted_under_a_law_that_has_ended(
    db: Session, frozen: Frozen
) -> None:
    draft = a_draft(db)
    frozen.set("2026-09-01T08:00:00+07:00", db)

    with pytest.raises(DraftOutdated):
        submit(db, draft)


def test_somebody_elses_draft_cannot_be_submitted(db: Session) -> None:
    draft = a_draft(db)

    with pytest.raises(DraftNotFound):
        submitting.submit(
            db, token=draft.token, person_id=STRANGER, person_name="Kẻ Lạ"
        )


def test_each_branch_goes_to_the_commune_of_its_own_address(db: Session) -> None:
    elsewhere = {"province": "01", "commune": "00082", "detail": "Số 3"}
    dossier = a_dossier(db, residence_registration_address=elsewhere)

    seen = dossier_of(db, code=dossier.code, person_id=DAO)

    assert seen.state.branches["civil_status"].office == "commune_civil_status.00070"
    assert seen.state.branches["residence"].office == "commune_police.00082"


def test_an_address_without_a_commune_is_asked_for_and_not_a_crash(db: Session) -> None:
    nowhere = {**HOME, "commune": ""}
    draft = a_draft(db, mother_residence_address=nowhere)

    with pytest.raises(IncompleteDraft) as refused:
        submit(db, draft)

    assert "mother_residence_address" in refused.value.errors
