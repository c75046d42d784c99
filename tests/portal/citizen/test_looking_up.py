"""A code and its sender's number open states and dates, and nothing personal."""

import pytest

from portal.web.csrf import FIELD
from tests.hostile.nasty import TEXTS
from tests.portal.citizen.browser import Page
from tests.portal.factories import DAO, STRANGER, bring, receive
from tests.portal.signed_in import CSRF

SECRETS = ("Nguyễn", "Trần", "Bảo Ân", DAO, "901 196", "Hoàn Kiếm", "Hàng Trống")


@pytest.fixture
def asking(visitor):
    """A browser in which nobody is signed in, with the page open."""
    with visitor.client.session_transaction() as session:
        session[FIELD] = CSRF
    visitor.get("/lookup")
    return visitor


def ask(browser, code: str, number: str) -> Page:
    return browser.post("/lookup", {"code": code, "number": number})


def test_the_first_page_leads_here_without_a_sign_in(visitor):
    links = [a["href"] for a in visitor.get("/").root.all("a")]

    page = visitor.get("/lookup")

    assert "/lookup" in links
    assert page.status == 200
    assert page.main_form["action"] == "/lookup"


def test_code_and_number_show_each_branch_with_its_date(asking, code, sessions):
    with sessions.begin() as db:
        receive(db, code, "civil_status")

    page = ask(asking, code, DAO)

    rows = [row.text for row in page.root.all(css="sum__row")]
    assert page.status == 200
    assert code in page.text
    assert len(rows) == 3
    assert "Đăng ký khai sinh" in rows[0]
    assert "hẹn 17:00 ngày 10/03/2026" in rows[0]
    assert "Chờ cơ quan khác" in rows[1]


def test_nothing_personal_is_shown(asking, code):
    page = ask(asking, code, DAO)

    assert [word for word in SECRETS if word in page.html] == []


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("returned", "chờ người gửi từ 08:30 ngày 10/03/2026"),
        ("refused", "trả lời lúc 08:30 ngày 10/03/2026"),
        ("completed", "xong lúc 08:30 ngày 10/03/2026"),
        ("accepted", "hẹn 17:00 ngày 10/03/2026"),
    ],
)
def test_each_state_has_its_date(asking, code, sessions, status, words):
    with sessions.begin() as db:
        bring(db, code, "civil_status", status)

    page = ask(asking, code, DAO)

    assert words in page.root.all(css="sum__row")[0].text


def test_a_late_branch_says_so(asking, code, sessions, frozen):
    with sessions.begin() as db:
        receive(db, code, "civil_status")
    frozen.set("2026-03-12T09:00:00+07:00")

    page = ask(asking, code, DAO)

    assert "đã quá hẹn" in page.root.all(css="sum__row")[0].text


def test_the_ways_of_writing_code_and_number_do_not_matter(asking, code):
    page = ask(asking, f" {code.lower().replace('-', ' ')} ", "901 196 004 217")

    assert page.status == 200
    assert code in page.text


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(asking, code):
    other = f"{code[:-5]}22222" if not code.endswith("22222") else f"{code[:-5]}33333"
    wrong_number = ask(asking, code, STRANGER)
    wrong_code = ask(asking, other, DAO)
    nonsense = ask(asking, "KHONG-CO", DAO)

    assert wrong_number.status == wrong_code.status == nonsense.status == 422
    assert wrong_number.problems() == wrong_code.problems() == nonsense.problems()
    assert "Không có hồ sơ nào mang mã và số định danh này" in wrong_number.text
    assert wrong_number.title.startswith("Lỗi: ")


def test_a_real_number_is_refused_with_the_reason(asking, code):
    page = ask(asking, code, "079096004217")

    assert page.status == 422
    assert page.problems()[0][0] == "#number"
    assert "số thật" in page.text


def test_empty_boxes_are_named(asking):
    page = ask(asking, "", " ")

    assert [target for target, _words in page.problems()] == ["#code", "#number"]


def test_an_address_carries_no_number_and_answers_nothing(asking, code):
    page = asking.get("/lookup", query_string={"code": code, "number": DAO})

    assert page.status == 200
    assert code not in page.text
    assert page.main_form["method"] == "post"


def test_without_the_pages_token_nothing_is_looked_up(visitor, code):
    answer = visitor.client.post("/lookup", data={"code": code, "number": DAO})

    assert answer.status_code == 400
    assert code not in answer.get_data(as_text=True)


@pytest.mark.parametrize("box", ["code", "number"])
def test_no_entry_breaks_the_page_or_opens_a_dossier(asking, code, box):
    good = {"code": code, "number": STRANGER}
    for text in (text for text in TEXTS if text != DAO):
        sent = {**good, box: text.encode("utf-8", "surrogatepass")}
        page = asking.post("/lookup", sent)

        assert page.status == 422, text[:40]
        assert "<script>alert(1)" not in page.html
        assert "Từng phần đang ở đâu" not in page.html
