"""What officers do with a branch, and what keeps them from it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.dossiers import review
from portal.dossiers.actors import Officer
from portal.dossiers.errors import (
    ActionNotAllowed,
    DossierNotFound,
    NoReason,
    ReasonNotAnswerable,
    StaleDossier,
)
from portal.dossiers.events import BranchAccepted, Reason
from portal.dossiers.record import history
from portal.dossiers.state import BranchStatus
from portal.work.memory import MemoryQueue
from tests.portal.conftest import Frozen
from tests.portal.factories import (
    OFFICERS,
    a_dossier,
    a_draft,
    accept,
    bring,
    decide,
    receive,
    return_it,
    state_of,
)

KHOI = OFFICERS["civil_status"]
NAME = Reason("Tên viết sai. Ghi lại.", field="child_given_name")


def seen(
    db: Session, code: str, branch: str = "civil_status", officer: Officer = KHOI
) -> Any:
    version = history.load(db, code).state.version
    return {"branch": branch, "officer": officer, "version": version}


def test_an_officer_accepts_and_decides_and_the_work_goes_on(
    db: Session, queue: MemoryQueue
) -> None:
    dossier = a_dossier(db, status="received")

    accept(db, dossier.code, "civil_status")
    decide(db, dossier.code, "civil_status")
    db.commit()

    state = state_of(db, dossier.code, "civil_status")
    assert state.status is BranchStatus.DECIDED
    assert state.number == "1/2026"
    assert state.officer == "Phạm Minh Khôi"
    assert [task for task, _k, _a in queue.waiting] == [
        "deliver_branch",
        "complete_branch",
    ]


def test_the_second_of_two_officers_is_told_what_happened(db: Session) -> None:
    code = a_dossier(db, status="received").code
    old = seen(db, code)
    review.accept(db, code, **old)

    with pytest.raises(StaleDossier) as refused:
        review.refuse(db, code, **old, reason="Không đủ điều kiện.")

    assert [type(event) for event in refused.value.changes] == [BranchAccepted]
    assert refused.value.changes[0].actor_name == "Phạm Minh Khôi"


@pytest.mark.parametrize("version", [-1, 0, 999, 10**9])
def test_a_version_that_the_officer_cannot_have_seen_is_stale(
    db: Session, version: int
) -> None:
    code = a_dossier(db, status="received").code

    with pytest.raises(StaleDossier):
        review.accept(db, code, branch="civil_status", officer=KHOI, version=version)


def test_what_happens_to_another_branch_does_not_disturb_an_officer(
    db: Session,
) -> None:
    code = a_dossier(db, branch="residence", status="received").code
    old = seen(db, code, "residence", OFFICERS["residence"])
    bring(db, code, "health_insurance", "accepted")

    review.accept(db, code, **old)

    assert state_of(db, code, "residence").status is BranchStatus.ACCEPTED


@pytest.mark.parametrize(
    "office",
    ["commune_civil_status.00082", "commune_police.00070", "social_insurance.00070"],
)
def test_officers_of_other_offices_do_not_find_the_dossier(
    db: Session, office: str
) -> None:
    code = a_dossier(db, status="received").code
    stranger = Officer("901090000020", "Cán bộ khác", office)

    with pytest.raises(DossierNotFound):
        review.accept(db, code, **seen(db, code, officer=stranger))


def test_an_office_cannot_act_before_the_branch_was_sent_to_it(db: Session) -> None:
    code = a_dossier(db, status="received").code

    with pytest.raises(DossierNotFound):
        review.accept(db, code, **seen(db, code, "residence", OFFICERS["residence"]))


@pytest.mark.parametrize("status", ["sent", "received", "returned", "refused"])
def test_nothing_is_decided_that_was_not_accepted(db: Session, status: str) -> None:
    code = a_dossier(db, status=status).code

    with pytest.raises(ActionNotAllowed) as refused:
        review.decide(db, code, **seen(db, code))

    assert refused.value.status == status


def test_an_unknown_dossier_or_branch_is_not_found(db: Session) -> None:
    code = a_dossier(db, status="received").code

    with pytest.raises(DossierNotFound):
        review.accept(db, code, **seen(db, code) | {"branch": "nothing"})
    with pytest.raises(DossierNotFound):
        review.accept(
            db, "LT-000000-XXXXX", branch="civil_status", officer=KHOI, version=1
        )


@pytest.mark.parametrize(
    "reasons",
    [
        (),
        (Reason("", field="child_given_name"),),
        (Reason(" \u200b \x00 ", field="child_given_name"),),
        (Reason("Không nói ở đâu."),),
        (Reason("Hai nơi.", field="child_given_name", paper="birth_notice_scan"),),
    ],
)
def test_a_return_needs_reasons_in_words_each_at_one_place(
    db: Session, reasons: tuple[Reason, ...]
) -> None:
    code = a_dossier(db, status="accepted").code

    with pytest.raises(NoReason):
        review.return_for_supplement(db, code, **seen(db, code), reasons=reasons)

    assert state_of(db, code, "civil_status").status is BranchStatus.ACCEPTED


@pytest.mark.parametrize(
    "reason",
    [
        Reason("x", field="no_such_field"),
        Reason("x", field="residence_registration_address"),  # another branch's
        Reason("x", field="child_date_of_birth_in_words"),  # computed
        Reason("x", paper="residence_consent"),  # another branch's
        Reason("x", paper="no_such_paper"),
    ],
)
def test_the_citizen_is_asked_only_what_this_branch_uses(
    db: Session, reason: Reason
) -> None:
    code = a_dossier(db, status="accepted").code

    with pytest.raises(ReasonNotAnswerable):
        review.return_for_supplement(db, code, **seen(db, code), reasons=(reason,))


def test_a_value_that_a_register_vouches_for_is_not_asked_again(db: Session) -> None:
    draft = a_draft(db, locked=("mother_surname",))
    from portal.dossiers.submitting import submit  # noqa: PLC0415 - this once

    code = submit(
        db, token=draft.token, person_id=draft.person_id, person_name="Đào"
    ).code
    bring(db, code, "civil_status", "accepted")

    with pytest.raises(ReasonNotAnswerable):
        review.return_for_supplement(
            db,
            code,
            **seen(db, code),
            reasons=(Reason("Sai họ.", field="mother_surname"),),
        )


def test_what_the_birth_certificate_says_is_not_asked_again_by_others(
    db: Session,
) -> None:
    code = a_dossier(db, branch="residence", status="accepted").code

    with pytest.raises(ReasonNotAnswerable):
        review.return_for_supplement(
            db,
            code,
            **seen(db, code, "residence", OFFICERS["residence"]),
            reasons=(NAME,),
        )


@pytest.mark.parametrize("reason", ["", "  ", "\x00\x01"])
def test_a_refusal_needs_a_reason(db: Session, reason: Reason) -> None:
    code = a_dossier(db, status="accepted").code

    with pytest.raises(NoReason):
        review.refuse(db, code, **seen(db, code), reason=reason)


def test_refusing_the_birth_ends_what_waits_for_it(db: Session) -> None:
    code = a_dossier(db, status="accepted").code

    review.refuse(db, code, **seen(db, code), reason="Không đủ điều kiện.")

    assert state_of(db, code, "civil_status").refusal == "Không đủ điều kiện."
    for branch in ("residence", "health_insurance"):
        assert state_of(db, code, branch).status is BranchStatus.CANCELLED


def test_refusing_the_residence_leaves_birth_and_insurance_alone(db: Session) -> None:
    code = a_dossier(db, branch="residence", status="refused").code

    assert state_of(db, code, "civil_status").status is BranchStatus.COMPLETED
    assert state_of(db, code, "health_insurance").status is BranchStatus.SENT


def test_a_book_has_no_holes_whatever_is_refused_in_between(db: Session) -> None:
    codes = [
        a_dossier(db, child_given_name=name, status="accepted").code
        for name in ("An", "Bình", "Chi")
    ]

    decide(db, codes[0], "civil_status")
    review.refuse(db, codes[1], **seen(db, codes[1]), reason="Không đủ điều kiện.")
    decide(db, codes[2], "civil_status")

    numbers = [state_of(db, code, "civil_status").number for code in codes]
    assert numbers == ["1/2026", "", "2/2026"]


def test_a_book_begins_again_each_year_by_the_calendar_in_vietnam(
    db: Session, frozen: Frozen
) -> None:
    first = a_dossier(db, child_given_name="An", status="accepted").code
    second = a_dossier(db, child_given_name="Bình", status="accepted").code
    frozen.set("2026-12-31T16:59:59+00:00", db)
    decide(db, first, "civil_status")
    frozen.set("2026-12-31T17:00:00+00:00", db)
    decide(db, second, "civil_status")

    numbers = [state_of(db, code, "civil_status").number for code in (first, second)]

    assert numbers == ["1/2026", "1/2027"]


def test_a_returned_branch_stops_its_clock_and_gets_its_days_back(
    db: Session, frozen: Frozen
) -> None:
    frozen.set("2026-03-16T09:00:00+07:00", db)
    code = a_dossier(db, branch="residence", status="received").code
    before = state_of(db, code, "residence")
    return_it(
        db,
        code,
        "residence",
        (Reason("Thiếu số nhà.", field="residence_registration_address"),),
    )

    stopped = state_of(db, code, "residence")

    assert before.due_at is not None
    assert not stopped.is_overdue(before.due_at.replace(year=2027))
    assert stopped.reasons[0].field == "residence_registration_address"


def test_a_receipt_after_three_counts_from_the_next_working_day(
    db: Session, frozen: Frozen
) -> None:
    frozen.set("2026-03-13T15:20:00+07:00", db)
    code = a_dossier(db, status="sent").code

    receive(db, code, "civil_status")

    due = state_of(db, code, "civil_status").due_at
    assert due is not None
    assert due.isoformat() == "2026-03-16T17:00:00+07:00"
