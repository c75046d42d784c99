"""Where a dossier is: lanes, reasons, results, and nobody else's business."""

import pytest

from portal import autopilot
from portal.clock import World
from portal.documents import service as documents
from portal.documents.facts import assemble
from portal.dossiers.events import Reason
from portal.dossiers.record import history
from tests.portal.factories import MORNING, WORLD, bring, receive, return_it


def test_the_list_holds_drafts_and_dossiers(dao, code):
    page = dao.get("/dossiers")

    assert code in page.text
    assert "Nguyễn Trần Bảo Ân" in page.text
    assert "Bản nháp" not in page.text


def test_a_draft_stands_in_the_list_with_its_age(dao, frozen):
    dao.get("/procedures/birth/open")
    frozen.set("2026-03-13T09:00:00+07:00")

    page = dao.get("/dossiers")

    assert "Mở 3 ngày trước" in page.text
    assert "Làm tiếp" in page.text


def test_a_code_is_found_however_it_is_written(dao, code):
    page = dao.get("/dossiers", query_string={"code": code.lower().replace("-", " ")})

    assert page.path == f"/dossiers/{code}"


def test_a_wrong_code_is_answered_beside_the_box(dao, code):
    page = dao.get("/dossiers", query_string={"code": code[:-1] + "0"})

    assert page.status == 422
    assert page.problems()[0][0] == "#code"
    assert page.control("code")["value"] == code[:-1] + "0"


def test_the_lanes_show_offices_states_and_hops(dao, code, sessions):
    with sessions.begin() as db:
        receive(db, code, "civil_status")

    page = dao.get(f"/dossiers/{code}")

    lanes = [lane.text for lane in page.root.all("li", css="tl__step")]
    assert len(lanes) == 3
    assert "UBND phường Hoàn Kiếm" in lanes[0]
    assert "BN-000001" in lanes[0]
    assert "Chờ cơ quan khác" in lanes[1]
    assert "Tự bắt đầu khi xong: Đăng ký khai sinh" in lanes[1]
    assert "Bạn không cần làm gì." in page.root.one(css="now").text


def test_the_live_part_is_answered_only_when_it_changed(dao, code, sessions):
    page = dao.get(f"/dossiers/{code}")
    tag = page.root.one(id="live")["data-live-tag"]
    path = page.root.one(id="live")["data-live"]

    same = dao.client.get(path, headers={"If-None-Match": tag})
    with sessions.begin() as db:
        receive(db, code, "civil_status")
    changed = dao.client.get(path, headers={"If-None-Match": tag})

    assert same.status_code == 304
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag
    assert "BN-000001" in changed.text
    assert "<html" not in changed.text


def test_without_a_script_the_page_has_a_plain_link_to_reload(dao, code):
    links = [a["href"] for a in dao.get(f"/dossiers/{code}").root.all("a")]

    assert f"/dossiers/{code}" in links


@pytest.mark.parametrize("below", ["", "/part", "/sent", "/supplement/civil_status"])
def test_another_persons_dossier_is_not_found(code, stranger, below):
    page = stranger.get(f"/dossiers/{code}{below}")

    assert page.status == 404
    assert "Không có trang này" in page.text
    assert "Ân" not in page.text


def test_a_returned_branch_says_what_is_asked_and_leads_there(dao, code, sessions):
    with sessions.begin() as db:
        bring(db, code, "civil_status", "accepted")
        reason = Reason("Ghi chữ đệm như trên giấy chứng sinh.", "child_middle_name")
        return_it(db, code, "civil_status", (reason,))

    page = dao.get(f"/dossiers/{code}")

    lane = page.root.all("li", css="tl__step")[0]
    assert "Ghi chữ đệm như trên giấy chứng sinh." in lane.text
    assert f"/dossiers/{code}/supplement/civil_status" in [
        a["href"] for a in lane.all("a")
    ]
    assert "Cần bổ sung" in lane.text


def test_a_refused_branch_gives_its_reason(dao, code, sessions):
    with sessions.begin() as db:
        bring(db, code, "civil_status", "refused")

    page = dao.get(f"/dossiers/{code}")

    banner = page.root.one(css="now")
    assert "Không đủ điều kiện." in banner.text
    assert "bạn khai và gửi hồ sơ mới" in banner.text
    assert "khiếu nại" in banner.text
    assert banner.one("a")["href"] == "/procedures/birth"
    assert "Không giải quyết" in page.text
    assert "Hẹn trả tất cả" not in page.text


def test_branches_that_ended_with_a_refused_one_name_no_officer(dao, code, sessions):
    with sessions.begin() as db:
        bring(db, code, "civil_status", "refused")

    lanes = dao.get(f"/dossiers/{code}").root.all("li", css="tl__step")

    assert "Phạm Minh Khôi" in lanes[0].text
    for lane in lanes[1:]:
        assert "Đã dừng" in lane.text
        assert "Không giải quyết" not in lane.text
        assert "Phạm Minh Khôi" not in lane.text


def test_a_refusal_among_results_says_that_the_results_stand(dao, code, sessions):
    with sessions.begin() as db:
        bring(db, code, "residence", "refused")
        going_on = dao.get(f"/dossiers/{code}")
        bring(db, code, "health_insurance", "completed")

    page = dao.get(f"/dossiers/{code}")

    assert "Hẹn trả tất cả" in going_on.text
    assert "Kết quả của các phần khác vẫn giữ nguyên" in page.root.one(css="now").text
    assert "Hẹn trả tất cả" not in page.text
    assert "2/3" in page.root.one(css="now").text


def test_the_autopilot_has_one_pair_of_brackets(dao, code, sessions):
    with sessions.begin() as db:
        receive(db, code, "civil_status")
        db.get(World, WORLD).autopilot = "fast"
        autopilot.step(db, code, "civil_status")

    page = dao.get(f"/dossiers/{code}")

    assert "· Cán bộ tự động (giả lập)" in page.text
    assert "((" not in page.text
    assert "))" not in page.text


@pytest.fixture
def result(code, sessions):
    """The birth certificate of the dossier."""
    with sessions.begin() as db:
        bring(db, code, "civil_status", "decided")
        past = history.load(db, code)
        lane = past.branch("civil_status")
        template = past.procedure.branch("civil_status").result.template
        issued = documents.issue_result(
            db,
            world="public",
            dossier_code=code,
            branch="civil_status",
            result="birth_certificate",
            template=template,
            facts=assemble(
                template,
                answers=past.dossier.answers,
                effects={"personal_id": "901326000019"},
                office=lane.office,
                officer_name="Phạm Minh Khôi",
                number=lane.number,
                decided_at=MORNING,
            ),
            office=lane.office,
            number=lane.number,
            now=MORNING,
            verify_base_url="http://127.0.0.1:8390",
        )
        return issued.code


def test_a_result_is_shown_to_its_owner_and_kept_nowhere_else(dao, result):
    answer = dao.client.get(f"/results/{result}.pdf")

    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_result_of_another_person_is_not_found(stranger, visitor, result):
    assert stranger.get(f"/results/{result}.pdf").status == 404
    assert visitor.client.get(f"/results/{result}.pdf").status_code == 302


def test_a_result_code_that_nobody_has_is_not_found(dao):
    assert dao.get("/results/KHONGCO.pdf").status == 404
