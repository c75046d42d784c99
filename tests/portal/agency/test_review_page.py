from datetime import date

import pytest
from sqlalchemy.orm import Session

from forms import registry
from forms.fields.field import LOCK_REASONS
from portal.autofill.values import Filled
from portal.dossiers import submitting
from portal.dossiers.state import BranchStatus
from tests.portal.agency.desk import Desk, post, version_on
from tests.portal.factories import (
    DAO,
    DAO_NAME,
    MORNING,
    a_dossier,
    a_draft,
    receive,
    state_of,
)


@pytest.fixture
def received(db: Session) -> str:
    code = a_dossier(db, status="received", locked=("mother_surname",)).code
    db.commit()
    return code


@pytest.fixture
def accepted(db: Session) -> str:
    code = a_dossier(db, status="accepted").code
    db.commit()
    return code


def test_an_officer_sees_only_the_answers_that_the_branch_uses(
    desk: Desk, received: str, db: Session
) -> None:
    specs = registry.get("birth", date(2026, 3, 10)).eform.specs()
    others = [s for s in specs.values() if "civil_status" not in s.used_by]

    page = desk().get(f"/agency/{received}/civil_status").text

    assert "answer-child_given_name" in page
    assert others
    assert not [s.name for s in others if f'id="answer-{s.name}"' in page]


def test_each_answer_tells_where_it_came_from(desk: Desk, received: str) -> None:
    page = desk().get(f"/agency/{received}/civil_status").text

    row = page.split('id="answer-mother_surname"')[1].split('id="answer-')[0]
    assert "Từ CSDL dân cư" in row
    assert "Bản ghi" in row
    assert "<span>901</span><span>196</span><span>004</span><span>217</span>" in row


def test_no_source_is_explained_to_the_officer_as_the_officers_own(
    desk: Desk, db: Session
) -> None:
    values = {"requester_full_name": Filled(DAO_NAME, "identity", DAO, MORNING)}
    draft = a_draft(db)
    draft.prefill = {**draft.prefill, **{k: v.to_json() for k, v in values.items()}}
    code = submitting.submit(
        db, token=draft.token, person_id=DAO, person_name=DAO_NAME
    ).code
    receive(db, code, "civil_status")
    db.commit()

    page = desk().get(f"/agency/{code}/civil_status").text

    assert "Tài khoản định danh điện tử của người yêu cầu" in page
    assert "của bạn" not in str(LOCK_REASONS["identity"])
    assert "mà bạn" not in page


def test_accepting_leads_on_to_deciding(desk: Desk, received: str, db: Session) -> None:
    client = desk()
    page = client.get(f"/agency/{received}/civil_status").text

    answer = post(
        client, f"/agency/{received}/civil_status/accept", version=version_on(page)
    )

    assert answer.status_code == 303
    next_page = client.get(answer.location).text
    assert f"Đã tiếp nhận hồ sơ {received}." in next_page
    assert "Ký và cấp Giấy khai sinh" in next_page
    assert state_of(db, received, "civil_status").status is BranchStatus.ACCEPTED


def test_deciding_leads_to_the_next_waiting_dossier(
    desk: Desk, accepted: str, db: Session
) -> None:
    waiting = a_dossier(db, status="received").code
    db.commit()
    client = desk()
    page = client.get(f"/agency/{accepted}/civil_status").text

    answer = post(
        client, f"/agency/{accepted}/civil_status/decide", version=version_on(page)
    )

    assert answer.location.startswith(f"/agency/{waiting}/civil_status?")
    assert f"Đã ký giải quyết hồ sơ {accepted}." in client.get(answer.location).text
    assert state_of(db, accepted, "civil_status").status is BranchStatus.DECIDED


def test_deciding_the_last_one_leads_to_the_queue(desk: Desk, accepted: str) -> None:
    client = desk()
    page = client.get(f"/agency/{accepted}/civil_status").text

    answer = post(
        client, f"/agency/{accepted}/civil_status/decide", version=version_on(page)
    )

    assert answer.location.startswith("/agency?")
    assert accepted in client.get(answer.location).text


def test_the_slower_of_two_officers_sees_what_happened_meanwhile(
    desk: Desk, received: str, db: Session
) -> None:
    first, second = desk(), desk()
    seen = version_on(first.get(f"/agency/{received}/civil_status").text)
    post(first, f"/agency/{received}/civil_status/accept", version=seen)

    answer = post(second, f"/agency/{received}/civil_status/accept", version=seen)

    assert answer.status_code == 409
    assert "Trong lúc bạn xem, hồ sơ đã thay đổi" in answer.text
    assert "Cán bộ đã tiếp nhận" in answer.text
    assert version_on(answer.text) != seen
    assert "Phạm Minh Khôi" in answer.text


def test_an_action_out_of_order_is_explained_and_not_done(
    desk: Desk, received: str, db: Session
) -> None:
    client = desk()
    seen = version_on(client.get(f"/agency/{received}/civil_status").text)

    answer = post(client, f"/agency/{received}/civil_status/decide", version=seen)

    assert answer.status_code == 409
    assert "Việc này không còn làm được với hồ sơ" in answer.text
    assert state_of(db, received, "civil_status").status is BranchStatus.RECEIVED


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 40, "１", "\x00"])
def test_a_forged_version_changes_nothing(
    desk: Desk, received: str, db: Session, version: str
) -> None:
    answer = post(desk(), f"/agency/{received}/civil_status/accept", version=version)

    assert answer.status_code == 409
    assert state_of(db, received, "civil_status").status is BranchStatus.RECEIVED


@pytest.mark.parametrize(
    ("branch", "path"),
    [
        ("residence", "{code}/civil_status"),
        ("residence", "{code}/residence"),
        ("civil_status", "{code}/residence"),
        ("civil_status", "{code}/nothing"),
        ("civil_status", "LT-260310-XXXXX/civil_status"),
        ("civil_status", "%00/civil_status"),
    ],
)
def test_what_is_not_this_offices_does_not_exist(
    desk: Desk, received: str, branch: str, path: str
) -> None:
    client = desk(branch)
    address = "/agency/" + path.format(code=received)

    shown = client.get(address)
    done = post(client, address + "/accept", version="3")

    assert [shown.status_code, done.status_code] == [404, 404]


def test_nothing_happens_without_the_pages_token(
    desk: Desk, received: str, db: Session
) -> None:
    answer = desk().post(f"/agency/{received}/civil_status/accept", data={"version": 3})

    assert answer.status_code == 400
    assert state_of(db, received, "civil_status").status is BranchStatus.RECEIVED


def test_a_sentence_about_another_offices_dossier_is_not_shown(
    desk: Desk, received: str
) -> None:
    page = desk("residence").get(f"/agency?done=accept&of={received}").text

    assert "Đã tiếp nhận hồ sơ" not in page


def test_a_later_branch_tells_how_far_the_dossier_has_come(
    desk: Desk, db: Session
) -> None:
    code = a_dossier(db, branch="residence", status="received").code
    db.commit()

    page = desk("residence").get(f"/agency/{code}/residence").text

    assert "answer-child_given_name" in page
    assert "Đã gửi đến Công an" in page
