"""«Thông tin này sai?»: the report stands beside the value and blocks nothing."""

from portal.dossiers.drafting import find_draft
from tests.portal.factories import DAO


def kept(sessions, draft):
    with sessions() as db:
        found = find_draft(db, token=draft.rsplit("/", 1)[1], person_id=DAO)
        return found.discrepancies


def test_the_page_shows_the_value_its_source_and_what_happens_next(dao, begun):
    page = dao.get(f"{begun}/wrong/mother_ethnicity")

    assert "Kinh" in page.text
    assert "Cơ sở dữ liệu quốc gia về dân cư" in page.text
    assert "Bạn vẫn gửi được hồ sơ ngay" in page.text


def test_a_report_is_kept_and_leads_back_to_the_section(dao, begun, sessions):
    page = dao.post(
        f"{begun}/wrong/mother_ethnicity", {"declared": "Tày", "note": "CCCD ghi Tày"}
    )

    report = kept(sessions, begun)["mother_ethnicity"]
    assert page.path == f"{begun}/s/mother"
    assert (report["declared"], report["note"]) == ("Tày", "CCCD ghi Tày")
    assert "đúng phải là «Tày»" in page.text


def test_an_empty_report_is_answered_beside_the_box(dao, begun, sessions):
    page = dao.post(f"{begun}/wrong/mother_ethnicity", {"declared": "  ", "note": "x"})

    assert page.status == 422
    assert page.title.startswith("Lỗi: ")
    assert page.problems()[0][0] == "#declared"
    assert page.control("note").text == "x"
    assert kept(sessions, begun) == {}


def test_a_report_that_is_too_long_says_how_long_it_may_be(dao, begun, sessions):
    page = dao.post(f"{begun}/wrong/mother_ethnicity", {"declared": "x" * 301})

    assert page.status == 422
    assert "300 ký tự" in page.problems()[0][1]


def test_a_report_can_be_taken_back(dao, begun, sessions):
    dao.post(f"{begun}/wrong/mother_ethnicity", {"declared": "Tày"})

    dao.post(f"{begun}/wrong/mother_ethnicity", {"take_back": "1"})

    assert kept(sessions, begun) == {}


def test_only_values_of_a_source_can_be_reported(dao, begun):
    assert dao.get(f"{begun}/wrong/child_middle_name").status == 404
    assert dao.get(f"{begun}/wrong/khong_co").status == 404


def test_a_number_of_the_real_range_is_refused_in_a_report(dao, begun, sessions):
    real = {"declared": "Tày", "note": "số của mẹ là 001 196 004 217"}

    page = dao.post(f"{begun}/wrong/mother_ethnicity", real)

    assert page.status == 422
    assert "số thật" in page.text
    assert kept(sessions, begun) == {}
