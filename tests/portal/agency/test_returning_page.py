from html import unescape

import pytest
from sqlalchemy.orm import Session

from portal.dossiers import supplementing
from portal.dossiers.state import BranchStatus
from portal.notifications import service as notifications
from tests.portal.agency.desk import Desk, first, post, version_on
from tests.portal.factories import DAO, a_dossier, bring, state_of

NAME = "field-child_given_name"


@pytest.fixture
def code(db: Session) -> str:
    found = a_dossier(
        db, status="received", locked=("mother_surname",), birth_notice_source="1"
    ).code
    db.commit()
    return found


@pytest.fixture
def address(code: str) -> str:
    return f"/agency/{code}/civil_status"


def test_reasons_are_asked_only_at_the_ticked_places(desk: Desk, address: str) -> None:
    page = desk().get(f"{address}/return?version=3&at={NAME}&at=field-nothing").text

    assert page.count("<fieldset") == 1
    assert "viết sai chính tả" in page
    assert 'name="version" value="3"' in page


def test_without_a_tick_the_officer_is_led_to_the_first_box(
    desk: Desk, address: str
) -> None:
    answer = desk().get(f"{address}/return?version=3")

    assert answer.status_code == 422
    anchor = first(r'<a href="#(tick-[^"]+)">Chưa đánh dấu', answer.text)
    assert f'id="{anchor}"' in answer.text


def test_a_value_that_a_register_vouches_for_cannot_be_ticked(
    desk: Desk, address: str
) -> None:
    page = desk().get(address).text

    assert f"tick-{NAME}" in page
    assert "tick-field-mother_surname" not in page
    client = desk()
    forged = client.get(f"{address}/return?version=3&at=field-mother_surname")
    assert forged.status_code == 422


def test_the_preview_shows_what_the_citizen_will_read_and_sends_nothing(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    form = {
        "version": "3",
        "at": NAME,
        f"why-{NAME}": "spelling",
        f"words-{NAME}": "Giấy ghi  “Ân”\nkhông phải “An”.",
    }

    page = post(desk(), f"{address}/return", step="preview", **form)

    assert page.status_code == 200
    shown = unescape(page.text)
    assert "Người dân sẽ đọc" in shown
    assert "Giấy ghi “Ân” không phải “An”." in shown
    assert "Trả để bổ sung (2 lý do)" in shown
    assert state_of(db, code, "civil_status").status is BranchStatus.RECEIVED


def test_the_citizen_gets_exactly_the_previewed_reasons(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    form = {
        "version": "3",
        "at": NAME,
        f"why-{NAME}": "spelling",
        f"words-{NAME}": "A b",
    }
    client = desk()
    preview = unescape(post(client, f"{address}/return", step="preview", **form).text)

    answer = post(client, f"{address}/return", step="send", **form)

    assert answer.status_code == 303
    asked = supplementing.supplement_form(db, code, "civil_status", DAO)
    texts = [reason.text for reason in asked.reasons]
    assert len(texts) == 2
    message = notifications.inbox(db, DAO)[0]
    assert message.body in preview
    assert all(text in message.body for text in texts)
    assert {reason.field for reason in asked.reasons} == {"child_given_name"}
    assert f"Đã gửi yêu cầu bổ sung hồ sơ {code}" in client.get(answer.location).text


def test_a_return_without_a_reason_is_refused_and_keeps_the_rest(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    other = "field-child_middle_name"
    form = {"version": "3", "at": [NAME, other], f"words-{NAME}": "Viết lại tên."}

    answer = post(desk(), f"{address}/return", step="send", **form)

    assert answer.status_code == 422
    assert "<title>\n" not in answer.text
    assert "Viết lại tên." in answer.text
    anchor = first(r'<a href="#([^"]+)">[^<]*chưa có lý do', answer.text)
    assert f'id="{anchor}"' in answer.text
    assert state_of(db, code, "civil_status").status is BranchStatus.RECEIVED


def test_typed_reasons_survive_a_colleague_who_was_faster(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    bring(db, code, "civil_status", "accepted")
    db.commit()
    form = {"version": "3", "at": NAME, f"words-{NAME}": "Lời tôi vừa gõ."}
    client = desk()

    answer = post(client, f"{address}/return", step="send", **form)

    assert answer.status_code == 409
    assert "Trong lúc bạn xem, hồ sơ đã thay đổi" in answer.text
    assert "Lời tôi vừa gõ." in answer.text
    again = post(
        client,
        f"{address}/return",
        step="send",
        **form | {"version": version_on(answer.text)},
    )
    assert again.status_code == 303
    db.expire_all()
    assert state_of(db, code, "civil_status").status is BranchStatus.RETURNED


def test_a_refusal_needs_a_reason(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    client = desk()

    empty = post(client, f"{address}/refuse", version="3", reason=" \x00 ")

    assert empty.status_code == 422
    assert "Lý do từ chối: đang để trống." in empty.text
    assert state_of(db, code, "civil_status").status is BranchStatus.RECEIVED


def test_a_refusal_warns_what_else_it_ends_and_is_written_down(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    client = desk()
    page = client.get(f"{address}/refuse?version=3").text

    answer = post(client, f"{address}/refuse", version="3", reason="Sai thẩm quyền.")

    assert "Các thủ tục phụ thuộc cũng dừng" in page
    assert answer.status_code == 303
    state = state_of(db, code, "civil_status")
    assert (state.status, state.refusal) == (BranchStatus.REFUSED, "Sai thẩm quyền.")


def test_a_refusal_on_an_old_page_keeps_its_reason(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    bring(db, code, "civil_status", "accepted")
    db.commit()

    answer = post(desk(), f"{address}/refuse", version="3", reason="Lý do đã gõ.")

    assert answer.status_code == 409
    assert "Lý do đã gõ." in answer.text


def test_what_an_officer_types_is_never_markup(desk: Desk, address: str) -> None:
    form = {"version": "3", "at": NAME, f"words-{NAME}": "<script>alert(1)</script>"}

    page = post(desk(), f"{address}/return", step="preview", **form).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_officer_who_reads_english_still_writes_vietnamese_reasons(
    desk: Desk, address: str, code: str, db: Session
) -> None:
    client = desk()
    client.get("/agency?lang=en")
    form = {"version": "3", "at": NAME, f"why-{NAME}": "spelling"}

    post(client, f"{address}/return", step="send", **form)

    asked = supplementing.supplement_form(db, code, "civil_status", DAO)
    assert asked.reasons[0].text.startswith("Có chỗ viết sai chính tả")
