"""Answering an officer: only what was asked, once."""

import io

import pytest

from portal.dossiers.events import Reason
from portal.dossiers.queries import dossier_of
from tests.portal.citizen.test_papers import a_photo
from tests.portal.factories import DAO, bring, return_it

WHY = "Ghi chữ đệm như trên giấy chứng sinh."


def returned(sessions, code, *reasons):
    with sessions.begin() as db:
        bring(db, code, "civil_status", "accepted")
        return_it(db, code, "civil_status", reasons)
    return code


@pytest.fixture
def asked(code, sessions):
    """A dossier whose first branch came back for two fields."""
    return returned(
        sessions,
        code,
        Reason(WHY, "child_middle_name"),
        Reason("Chọn lại bản sao.", "copies_requested"),
    )


def view(sessions, code):
    with sessions() as db:
        return dossier_of(db, code=code, person_id=DAO)


def test_only_what_was_asked_can_be_changed(dao, asked):
    page = dao.get(f"/dossiers/{asked}/supplement/civil_status")

    names = set(page.entries()) | {
        box["name"] for box in page.main_form.all("input", type="radio")
    }
    assert names == {"csrf_token", "version", "child_middle_name", "copies_requested"}
    assert len(page.root.all(css="asked")) == 2
    assert WHY in page.root.all(css="asked")[0].text
    assert "Nguyễn" in page.text


def test_the_correction_goes_out_and_the_rest_stays(dao, asked, sessions):
    before = view(sessions, asked).dossier.answers
    page = dao.get(f"/dossiers/{asked}/supplement/civil_status")

    answer = dao.submit(
        page, child_middle_name="Thảo", father_given_name="Giả", copies_requested="0"
    )

    after = view(sessions, asked).dossier.answers
    assert answer.path == f"/dossiers/{asked}"
    assert after == {**before, "child_middle_name": "Thảo"}
    assert "Bạn đã gửi bổ sung" in answer.text


def test_a_wrong_correction_is_told_beside_its_box_and_kept(dao, asked):
    page = dao.get(f"/dossiers/{asked}/supplement/civil_status")

    answer = dao.submit(page, child_middle_name="1")

    assert answer.status == 422
    assert answer.title.startswith("Lỗi: ")
    assert answer.problems()[0][0] == "#child_middle_name"
    assert answer.control("child_middle_name")["value"] == "1"


def test_pressing_twice_sends_once(dao, asked, sessions):
    page = dao.get(f"/dossiers/{asked}/supplement/civil_status")
    dao.submit(page, child_middle_name="Thảo")
    version = view(sessions, asked).state.version

    again = dao.submit(page, child_middle_name="Khác")

    assert again.path == f"/dossiers/{asked}"
    assert view(sessions, asked).state.version == version


def test_a_branch_that_waits_for_nothing_leads_to_the_dossier(dao, asked):
    page = dao.get(f"/dossiers/{asked}/supplement/residence")

    assert page.path == f"/dossiers/{asked}"
    assert dao.get(f"/dossiers/{asked}/supplement/khong_co").status == 404


def test_a_paper_that_was_asked_for_is_sent_with_the_answer(dao, code, sessions):
    returned(sessions, code, Reason("Ảnh mờ, chụp lại.", paper="birth_notice_scan"))
    path = f"/dossiers/{code}/supplement/civil_status"
    page = dao.get(path)

    without = dao.submit(page)
    photo = (io.BytesIO(a_photo()), "giấy.jpg")
    sent_again = dao.submit(page, **{"paper-birth_notice_scan": photo})

    assert without.status == 422
    assert without.problems()[0][0] == "#paper-birth_notice_scan"
    assert sent_again.path == f"/dossiers/{code}"


def test_a_refused_file_does_not_cost_what_was_typed(dao, code, sessions):
    returned(
        sessions,
        code,
        Reason(WHY, "child_middle_name"),
        Reason("Ảnh mờ, chụp lại.", paper="birth_notice_scan"),
    )
    page = dao.get(f"/dossiers/{code}/supplement/civil_status")

    answer = dao.submit(
        page,
        **{
            "child_middle_name": "Thảo",
            "paper-birth_notice_scan": (io.BytesIO(b"?"), "giấy.jpg"),
        },
    )

    assert answer.status == 422
    assert answer.control("child_middle_name")["value"] == "Thảo"
    assert view(sessions, code).dossier.answers["child_middle_name"] == "Trần Bảo"
