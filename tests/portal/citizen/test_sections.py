"""Pages of the eForm: nothing is asked twice, nothing typed is lost."""

from portal.dossiers.drafting import find_draft
from tests.portal.citizen.steps import opened
from tests.portal.factories import DAO


def kept(sessions, draft):
    with sessions() as db:
        return find_draft(db, token=draft.rsplit("/", 1)[1], person_id=DAO)


def test_a_locked_value_is_text_and_not_an_input(dao, begun, sessions):
    page = dao.get(f"{begun}/s/mother")

    locked = [n for n, f in kept(sessions, begun).prefill.items() if f["locked"]]
    shown = [name for name in locked if name.startswith("mother_")]
    assert shown
    assert all(page.control(name) is None for name in shown)
    assert "901 196 004 217" in page.text


def test_a_value_says_where_it_comes_from_and_how_to_report_it(dao):
    page = dao.get(f"{opened(dao)}/s/birth")

    origin = page.root.one(id="child_date_of_birth-origin").text
    assert "00123.GCS.01001.26" in origin
    assert "08:30 ngày 10/03/2026" in origin
    assert "Cơ sở y tế đã ký số" in origin
    assert "Thông tin này sai?" in origin


def test_a_wrong_answer_is_told_at_the_top_and_beside_its_box(dao, begun):
    page = dao.get(f"{begun}/s/child")

    answer = dao.submit(page, child_middle_name="Bảo 1")

    (link, words), *_ = answer.problems()
    box = answer.root.one(id=link.removeprefix("#"))
    assert answer.status == 422
    assert answer.title.startswith("Lỗi: ")
    assert box["name"] == "child_middle_name"
    assert box["aria-invalid"] == "true"
    assert words in answer.root.one(id=box["aria-describedby"].split()[-1]).text


def test_a_wrong_answer_is_kept_in_the_draft(dao, begun, sessions):
    dao.submit(dao.get(f"{begun}/s/child"), child_middle_name="Bảo 1")
    again = dao.get(f"{begun}/s/child")

    assert again.control("child_middle_name")["value"] == "Bảo 1"


def test_what_came_back_as_filled_in_counts_as_filled_in(dao, begun, sessions):
    dao.submit(dao.get(f"{begun}/s/child"), child_middle_name="Bảo")

    assert kept(sessions, begun).entries == {"child_middle_name": ["Bảo"]}


def test_going_on_leads_to_the_next_part_that_needs_the_citizen(dao, begun):
    after_child = dao.submit(dao.get(f"{begun}/s/child"), child_middle_name="Bảo")
    after_birth = dao.submit(after_child, copies_requested="0")

    assert after_child.path == f"{begun}/s/birth"
    assert after_birth.path == f"{begun}/s/insurance"


def test_leaving_saves_without_complaint(dao, begun):
    answer = dao.submit(dao.get(f"{begun}/s/child"), child_middle_name="1", leave="1")

    assert answer.path == begun
    assert answer.status == 200
    assert dao.get(f"{begun}/s/child").control("child_middle_name")["value"] == "1"


def test_an_answer_that_brings_a_question_shows_it_without_an_error(dao, begun):
    answer = dao.submit(dao.get(f"{begun}/s/birth"), copies_requested="1")

    assert answer.status == 200
    assert answer.path == f"{begun}/s/birth"
    assert answer.control("copies_count") is not None
    assert not answer.problems()
    assert "có thêm câu hỏi" in answer.text


def test_a_changed_locked_value_is_refused_beside_its_name(dao, begun, sessions):
    page = dao.get(f"{begun}/s/birth")

    answer = dao.submit(
        page,
        **{
            "copies_requested": "0",
            "child_date_of_birth-day": "1",
            "child_date_of_birth-month": "1",
            "child_date_of_birth-year": "2026",
        },
    )

    assert answer.status == 422
    assert answer.problems()[0][0] == "#child_date_of_birth-origin"
    assert "07/03/2026" in answer.text
    assert kept(sessions, begun).entries == {}


def test_a_second_window_sees_what_the_first_saved_and_loses_nothing(
    dao, begun, sessions
):
    first, second = dao.get(f"{begun}/s/child"), dao.get(f"{begun}/s/child")
    dao.submit(first, child_middle_name="Bảo")

    clash = dao.submit(second, child_middle_name="Thảo")

    assert clash.status == 409
    assert "Bảo" in clash.root.one(css="conflict").text
    assert clash.control("child_middle_name")["value"] == "Thảo"
    assert kept(sessions, begun).entries["child_middle_name"] == ["Bảo"]


def test_after_a_clash_ones_own_answer_can_still_be_saved(dao, begun, sessions):
    first, second = dao.get(f"{begun}/s/child"), dao.get(f"{begun}/s/child")
    dao.submit(first, child_middle_name="Bảo")
    clash = dao.submit(second, child_middle_name="Thảo")

    dao.submit(clash)

    assert kept(sessions, begun).entries["child_middle_name"] == ["Thảo"]


def test_a_section_that_does_not_exist_is_not_found(dao, begun):
    assert dao.get(f"{begun}/s/khong_co").status == 404


HOSTILE = [
    {},
    {"child_middle_name": ""},
    {"child_middle_name": ["a", "b", "c", "d", "e", "f"]},
    {"child_middle_name": "x" * 5000},
    {"child_middle_name": "a\x00b"},
    {"child_middle_name": "\x1b[31m"},
    {"child_middle_name": "Bảo"},
    {"child_middle_name": "<script>alert(1)</script>"},
    {"row_version": "-1"},
    {"row_version": "9" * 400},
    {"row_version": "một"},
    {"hometown_address-province": "99", "hometown_address-commune": "??"},
    {"hometown_address": "text", "child_ethnicity": "không có"},
    {"__proto__": "1", "": "1", "csrf_token_": "1"},
]


def test_no_post_breaks_a_section(dao, begun):
    answers = [dao.post(f"{begun}/s/child", posted) for posted in HOSTILE]

    assert {answer.status for answer in answers} <= {200, 409, 422}
    assert not [a for a in answers if "<script>alert" in a.html]


def test_bytes_that_are_no_text_are_refused_or_cleaned(dao, begun):
    body = b"csrf_token=csrf-token-of-the-test&child_middle_name=%ED%A0%80%FF%C3"

    answer = dao.client.post(
        f"{begun}/s/child",
        data=body,
        content_type="application/x-www-form-urlencoded",
    )

    assert answer.status_code in {303, 400, 422}
