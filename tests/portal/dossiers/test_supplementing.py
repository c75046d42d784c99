"""Answering an officer's reasons: only what they name, once, from both sides."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.documents import service as documents
from portal.dossiers import review
from portal.dossiers.errors import (
    ActionNotAllowed,
    DossierNotFound,
    IncompleteDraft,
    StaleDossier,
)
from portal.dossiers.events import BranchSupplemented, Reason
from portal.dossiers.queries import dossier_of
from portal.dossiers.record import history
from portal.dossiers.state import BranchStatus
from portal.dossiers.supplementing import supplement, supplement_form
from portal.work.memory import MemoryQueue
from tests.portal.documents.samples import picture
from tests.portal.factories import (
    DAO,
    HOME,
    MORNING,
    OFFICERS,
    STRANGER,
    a_dossier,
    receive,
    return_it,
    state_of,
)

NAME = Reason("Tên viết sai. Ghi lại.", field="child_given_name")
PLACE = Reason("Thiếu số nhà. Ghi đủ.", field="residence_registration_address")
CONSENT = Reason("Chưa có ý kiến chủ hộ.", paper="residence_consent")


def a_returned(
    db: Session, *reasons: Any, branch: str = "civil_status", **changed: Any
) -> Any:
    code = a_dossier(db, branch=branch, status="accepted", **changed).code
    return_it(db, code, branch, reasons or (NAME,))
    return code


def answer(
    db: Session,
    code: str,
    entries: Any,
    branch: str = "civil_status",
    person_id: str = DAO,
    version: Any = None,
) -> Any:
    if version is None:
        version = history.load(db, code).state.version
    return supplement(
        db, code, branch=branch, person_id=person_id, entries=entries, version=version
    )


def test_the_citizen_sees_only_what_the_reasons_name(db: Session) -> None:
    code = a_returned(db, NAME, Reason("Sai ngày.", field="child_sex"))

    asked = supplement_form(db, code, "civil_status", DAO)

    assert asked.fields == ("child_given_name", "child_sex")
    assert asked.papers == ()
    assert asked.reasons[0].text == "Tên viết sai. Ghi lại."
    assert asked.form["child_given_name"].data == "Ân"


def test_a_correction_is_sent_again_and_nothing_else_changes(
    db: Session, queue: MemoryQueue
) -> None:
    code = a_returned(db)
    before = dict(dossier_of(db, code=code, person_id=DAO).dossier.answers)

    dossier = answer(db, code, {"child_given_name": ["Ánh"], "child_surname": ["Lê"]})
    db.commit()

    state = state_of(db, code, "civil_status")
    assert dossier.answers == {**before, "child_given_name": "Ánh"}
    assert state.status is BranchStatus.SENT
    assert state.attempt == 2
    assert [key for _task, key, _arguments in queue.waiting][-1].endswith("/2")


def test_the_event_tells_old_and_new(db: Session) -> None:
    code = a_returned(db)

    answer(db, code, {"child_given_name": ["Ánh"]})

    told = [
        event
        for event in dossier_of(db, code=code, person_id=DAO).events
        if isinstance(event, BranchSupplemented)
    ]
    assert [dict(event.changed) for event in told] == [
        {"child_given_name": {"old": "Ân", "new": "Ánh"}}
    ]


def test_the_name_of_the_dossier_follows_a_corrected_name(db: Session) -> None:
    code = a_returned(db)

    dossier = answer(db, code, {"child_given_name": ["Ánh"]})

    assert dossier.subject_name == "Nguyễn Trần Bảo Ánh"


def test_a_wrong_correction_is_not_sent(db: Session) -> None:
    code = a_returned(db)

    with pytest.raises(IncompleteDraft) as refused:
        answer(db, code, {"child_given_name": [""]})

    assert list(refused.value.errors) == ["child_given_name"]
    assert state_of(db, code, "civil_status").status is BranchStatus.RETURNED


def test_sending_twice_is_noticed(db: Session) -> None:
    code = a_returned(db)
    version = history.load(db, code).state.version
    answer(db, code, {"child_given_name": ["Ánh"]}, version=version)

    with pytest.raises(StaleDossier):
        answer(db, code, {"child_given_name": ["Anh"]}, version=version)


def test_only_the_applicant_may_answer(db: Session) -> None:
    code = a_returned(db)

    with pytest.raises(DossierNotFound):
        answer(db, code, {"child_given_name": ["Ánh"]}, person_id=STRANGER)
    with pytest.raises(DossierNotFound):
        supplement_form(db, code, "civil_status", STRANGER)


def test_nothing_can_be_supplemented_that_did_not_come_back(db: Session) -> None:
    code = a_dossier(db, status="accepted").code

    with pytest.raises(ActionNotAllowed):
        answer(db, code, {"child_given_name": ["Ánh"]})
    with pytest.raises(DossierNotFound):
        supplement_form(db, code, "nothing", DAO)


def test_a_paper_that_was_asked_for_must_come_and_goes_with_the_dossier(
    db: Session,
) -> None:
    code = a_returned(db, CONSENT, branch="residence")
    with pytest.raises(IncompleteDraft) as refused:
        answer(db, code, {}, branch="residence")
    asked = supplement_form(db, code, "residence", DAO)
    document = documents.keep_upload(
        db,
        owner=DAO,
        draft_token=asked.upload_token,
        paper="residence_consent",
        filename="y-kien.jpg",
        content=picture(),
        now=MORNING,
    )

    answer(db, code, {}, branch="residence")

    assert list(refused.value.errors) == ["paper.residence_consent"]
    assert [kept.id for kept in documents.uploads_of(db, dossier_code=code)] == [
        document.id
    ]


def test_another_address_sends_the_branch_to_another_office(db: Session) -> None:
    code = a_returned(db, PLACE, branch="residence")
    entries = {
        "residence_registration_address-province": ["01"],
        "residence_registration_address-commune": ["00082"],
        "residence_registration_address-detail": ["Số 3 phố Mới"],
    }

    answer(db, code, entries, branch="residence")
    receive(db, code, "residence")

    assert state_of(db, code, "residence").office == "commune_police.00082"
    with pytest.raises(DossierNotFound):
        review.accept(
            db,
            code,
            branch="residence",
            officer=OFFICERS["residence"],
            version=history.load(db, code).state.version,
        )


def test_a_correction_that_brings_up_a_question_has_it_answered_too(
    db: Session,
) -> None:
    copies = Reason("Ghi rõ có cần bản sao.", field="copies_requested")
    code = a_returned(db, copies)
    yes = {"copies_requested": ["1"]}

    with pytest.raises(IncompleteDraft) as refused:
        answer(db, code, yes)
    dossier = answer(db, code, {**yes, "copies_count": ["2"]})

    assert list(refused.value.errors) == ["copies_count"]
    assert dossier.answers["copies_count"] == 2


def test_an_answer_that_a_correction_hides_is_withdrawn(db: Session) -> None:
    copies = Reason("Ghi rõ có cần bản sao.", field="copies_requested")
    code = a_returned(db, copies, copies_requested="1", copies_count=3)

    dossier = answer(db, code, {"copies_requested": ["0"]})

    assert "copies_count" not in dossier.answers


def test_unchanged_answers_stay_exactly_as_they_were(db: Session) -> None:
    code = a_returned(db, PLACE, branch="residence")
    before = dict(dossier_of(db, code=code, person_id=DAO).dossier.answers)
    detail = {"residence_registration_address-detail": ["Số 12 phố Hàng Trống, P. 3"]}
    rest = {
        "residence_registration_address-province": [HOME["province"]],
        "residence_registration_address-commune": [HOME["commune"]],
    }

    after = dict(answer(db, code, detail | rest, branch="residence").answers)

    assert after.pop("residence_registration_address")["detail"].endswith("P. 3")
    before.pop("residence_registration_address")
    assert after == before


def test_a_second_return_asks_under_a_new_upload_token(db: Session) -> None:
    code = a_returned(db)
    first = supplement_form(db, code, "civil_status", DAO).upload_token
    answer(db, code, {"child_given_name": ["Ánh"]})
    receive(db, code, "civil_status")
    return_it(db, code, "civil_status", (NAME,))

    second = supplement_form(db, code, "civil_status", DAO).upload_token

    assert first != second
