"""Why it is still waiting: an answer for every state, and never a code in it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy.orm import Session

from portal.dossiers.queries import dossier_of
from portal.dossiers.record import carrying, history
from portal.dossiers.state import BranchStatus
from portal.dossiers.wording.waiting import why_branch_waits, why_still_waiting
from tests.portal.conftest import Frozen
from tests.portal.dossiers.walks import Walk, walks
from tests.portal.factories import DAO, a_dossier, receive, return_it

NOTHING = "Bạn không cần làm gì."
CODES = re.compile(r"LT-|[a-z]+_[a-z]+|\b\d{5}\b|%\(|\{|None|BN-|\d{12}")


@given(walks())
@settings(max_examples=80, deadline=None)
def test_every_open_branch_has_an_answer_without_codes(walk: Walk) -> None:
    for now in (walk.now, walk.now + timedelta(days=30)):
        state = walk.state
        for branch in state.branches.values():
            said = why_branch_waits(walk.procedure, state, branch.code, now)
            assert bool(said) is not branch.is_final
            assert not CODES.search(said), said
            if said and branch.status is BranchStatus.RETURNED:
                assert re.search(r"Bạn cần [^.]+\.$", said)
            elif said:
                assert said.endswith(NOTHING)


@given(walks())
@settings(max_examples=60, deadline=None)
def test_a_dossier_says_that_you_must_act_exactly_when_you_must(walk: Walk) -> None:
    said = why_still_waiting(walk.procedure, walk.state, walk.now)

    must = any(b.status is BranchStatus.RETURNED for b in walk.state.branches.values())
    assert bool(said) is not walk.state.is_final
    assert ("Bạn cần" in said) is must


def waiting(db: Session, code: str) -> Any:
    return dossier_of(db, code=code, person_id=DAO).waiting


def test_it_says_when_it_left_and_who_has_not_answered(
    db: Session, frozen: Frozen
) -> None:
    frozen.set("2026-03-10T08:31:00+07:00", db)
    code = a_dossier(db).code
    before = waiting(db, code)
    frozen.set("2026-03-10T08:32:00+07:00", db)
    carrying.mark_failed(
        db, code, branch="civil_status", part="office", fault="down", detail="x"
    )

    after = waiting(db, code)

    assert before.startswith("Hồ sơ đã rời cổng lúc 08:31 hôm nay, đang chờ UBND")
    assert after.startswith(
        "Hồ sơ đã rời cổng lúc 08:31 hôm nay nhưng UBND phường Hoàn Kiếm chưa xác nhận"
    )
    assert "từ 08:32 hôm nay" in after


def test_it_says_since_when_the_register_does_not_answer(
    db: Session, frozen: Frozen
) -> None:
    code = a_dossier(db, status="decided").code
    frozen.set("2026-03-10T09:10:00+07:00", db)
    carrying.mark_failed(
        db, code, branch="civil_status", part="register", fault="slow", detail="x"
    )

    said = waiting(db, code)

    assert "CSDL dân cư chưa trả lời được (từ 09:10 hôm nay)" in said


def test_it_says_by_when_an_answer_is_due(db: Session) -> None:
    code = a_dossier(db, branch="residence", status="accepted").code
    past = history.load(db, code)
    now = past.dossier.submitted_at

    said = why_branch_waits(past.procedure, past.state, "residence", now)

    assert "Công an phường Hoàn Kiếm đã tiếp nhận lúc 08:30 hôm nay" in said
    assert "trước 17:00 ngày 12/03/2026" in said


def test_it_says_that_a_late_answer_is_the_offices_fault(
    db: Session, frozen: Frozen
) -> None:
    code = a_dossier(db, status="received").code
    frozen.set("2026-03-11T08:00:00+07:00", db)

    said = waiting(db, code)

    assert "đã quá hạn trả lời (hạn là 17:00 ngày 10/03/2026)" in said
    assert "Chậm là do cơ quan" in said


def test_it_says_why_what_came_after_three_counts_from_tomorrow(
    db: Session, frozen: Frozen
) -> None:
    frozen.set("2026-03-13T15:20:00+07:00", db)
    code = a_dossier(db).code
    receive(db, code, "civil_status")

    said = waiting(db, code)

    assert "tính là nhận ngày 16/03/2026" in said


def test_a_branch_that_waits_names_what_it_waits_for(db: Session) -> None:
    past = history.load(db, a_dossier(db, status="received").code)
    now = past.dossier.submitted_at

    said = why_branch_waits(past.procedure, past.state, "residence", now)

    assert said.startswith(
        "Công an phường Hoàn Kiếm chưa nhận phần này vì phải có giấy khai sinh trước."
    )


def test_what_you_must_do_is_said_before_what_others_do(db: Session) -> None:
    code = a_dossier(db, branch="residence", status="accepted").code
    from portal.dossiers.events import Reason  # noqa: PLC0415 - this once

    field = "residence_registration_address"
    return_it(db, code, "residence", (Reason("Thiếu số nhà.", field=field),))

    assert "cần bổ sung 1 điểm" in waiting(db, code)


@pytest.mark.parametrize("status", ["refused", "completed"])
def test_a_branch_that_has_ended_waits_for_nothing(db: Session, status: str) -> None:
    past = history.load(db, a_dossier(db, status=status).code)
    now = past.dossier.submitted_at

    assert why_branch_waits(past.procedure, past.state, "civil_status", now) == ""
