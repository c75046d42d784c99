"""Check before sending: every answer, its source, its readers; sent once."""

from forms import registry
from portal.autofill.population import NOT_IN_REGISTER
from portal.dossiers.drafting import find_draft, form_of
from portal.dossiers.queries import dossiers_of
from tests.portal.citizen.steps import code_of, sent
from tests.portal.factories import DAO, WORLD


def dossiers(sessions, person_id=DAO):
    with sessions() as db:
        return dossiers_of(db, person_id=person_id, world=WORLD)


def test_every_answer_has_a_row_with_its_source_and_its_readers(dao, ready, sessions):
    page = dao.get(f"{ready}/check")

    procedure = registry.get_version("birth", "2024")
    with sessions() as db:
        form = form_of(db, find_draft(db, token=ready.split("/")[2], person_id=DAO))
    for name in form.field_names():
        if not form.is_shown(name):
            continue
        row = page.root.one(id=f"row-{name}")
        chips = {chip.text for chip in row.all(css="chip")}
        used = form.specs()[name].used_by
        assert chips == {str(b.chip) for b in procedure.branches if b.code in used}
        shown = form[name].display or "Để trống (không bắt buộc)"
        assert shown.replace(" ", "") in row.text.replace(" ", "")
        assert bool(row.all(css="src")) == bool(form[name].display)


def test_what_is_missing_differs_in_words_from_what_may_stay_empty(dao, begun):
    page = dao.get(f"{begun}/check")

    assert "Còn thiếu, phải có" in page.root.one(id="row-copies_requested").text
    optional = page.root.one(id="row-child_middle_name").text
    assert "Để trống (không bắt buộc)" in optional


def test_the_top_of_the_long_page_leads_to_its_end_and_explains_the_marks(dao, ready):
    page = dao.get(f"{ready}/check")

    target = [a["href"] for a in page.root.all("a") if "cam đoan" in a.text]
    assert target == ["#send"]
    assert page.root.one("form", id="send").one("input", id="declared")
    key = page.root.one(css="key")
    assert [chip.text for chip in key.all(css="chip")] == ["KS", "TT", "BHYT"]
    assert page.text.index(key.text) < page.text.index("Người yêu cầu")


def test_a_personal_number_is_read_in_groups_and_kept_in_one(dao, ready, sessions):
    row = dao.get(f"{ready}/check").root.one(id="row-mother_personal_id")

    assert "901 196 004 217" in row.one(css="pid").text
    dao.post(f"{ready}/check", {"declared": "1"})
    (view,) = dossiers(sessions)
    assert view.dossier.answers["mother_personal_id"] == DAO


def test_a_parent_is_said_to_be_alive_in_words(dao, ready):
    row = dao.get(f"{ready}/check").root.one(id="row-mother_deceased")

    assert "Còn sống" in row.text
    assert "Không" not in row.text


def test_what_the_officer_is_told_about_the_draft_the_citizen_reads_too(
    dao, ready, sessions
):
    with sessions.begin() as db:
        draft = find_draft(db, token=ready.split("/")[2], person_id=DAO)
        draft.notes = [str.__str__(NOT_IN_REGISTER)]

    page = dao.get(f"{ready}/check")

    assert "Cán bộ sẽ đọc điều này cùng hồ sơ của bạn" in page.text
    assert str(NOT_IN_REGISTER) in page.text


def test_a_change_link_leads_to_the_control_itself(dao, ready):
    row = dao.get(f"{ready}/check").root.one(id="row-child_middle_name")

    link = row.one("a")
    page = dao.get(link["href"])

    assert "Sửa chữ đệm" in link.text
    assert page.root.one(id=link["href"].split("#")[1])["name"] == "child_middle_name"


def test_a_change_link_unfolds_a_value_that_came_filled_in(dao, ready):
    link = dao.get(f"{ready}/check").root.one(id="row-child_ethnicity").one("a")

    page = dao.get(link["href"])

    control = page.root.one(id=link["href"].split("#")[1])
    folds = [f for f in page.root.all("details", css="quiet") if control in f.walk()]
    assert "open" in folds[0].attributes


def test_a_reported_value_is_marked(dao, ready):
    dao.post(f"{ready}/wrong/mother_ethnicity", {"declared": "Tày"})

    row = dao.get(f"{ready}/check").root.one(id="row-mother_ethnicity")

    assert "Bạn báo: đúng phải là «Tày»" in row.text


def test_the_button_names_the_office_and_says_why(dao, ready):
    page = dao.get(f"{ready}/check")

    assert "Gửi hồ sơ đến UBND phường Hoàn Kiếm" in page.text
    assert "Vì sao nơi này?" in page.text
    assert "Công an phường Hoàn Kiếm" in page.text


def test_the_declaration_is_never_ticked_beforehand(dao, ready):
    box = dao.get(f"{ready}/check").control("declared")

    assert "checked" not in box.attributes


def test_without_the_declaration_nothing_is_sent(dao, ready, sessions):
    page = dao.post(f"{ready}/check")

    assert page.status == 422
    assert page.title.startswith("Lỗi: ")
    assert page.problems()[0][0] == "#declared"
    assert dossiers(sessions) == []


def test_an_unfinished_draft_lists_every_gap_with_a_link_to_it(dao, begun, sessions):
    page = dao.post(f"{begun}/check", {"declared": "1"})

    targets = [link for link, _words in page.problems()]
    assert page.status == 422
    assert any("#copies_requested" in link for link in targets)
    assert any("#primary_care_facility_code" in link for link in targets)
    for link in targets:
        assert dao.get(link).root.one(id=link.split("#")[1])
    assert dossiers(sessions) == []


def test_the_standard_case_is_sent_after_three_pages_and_a_check(dao, sessions):
    page = sent(dao)

    (view,) = dossiers(sessions)
    assert page.path == f"/dossiers/{view.code}/sent"
    assert view.code in page.text
    assert "Thứ Ba, 10/03/2026" in page.text
    assert "Thứ Sáu, 13/03/2026" in page.text
    assert "Bạn không cần làm gì" in page.text


def test_sending_twice_gives_one_dossier(dao, ready, sessions):
    first = dao.post(f"{ready}/check", {"declared": "1"})
    again = dao.post(f"{ready}/check", {"declared": "1"})

    assert code_of(first) == code_of(again)
    assert len(dossiers(sessions)) == 1


def test_going_back_after_sending_leads_to_the_dossier(dao, ready):
    code = code_of(dao.post(f"{ready}/check", {"declared": "1"}))

    for below in ("", "/s/child", "/check", "/papers", "/wrong/mother_ethnicity"):
        assert dao.get(ready + below).path == f"/dossiers/{code}"
    saved = dao.post(f"{ready}/s/child", {"child_middle_name": "Khác"})
    assert saved.path == f"/dossiers/{code}"


def test_the_same_child_twice_is_shown_the_first_dossier(dao, code, ready, sessions):
    page = dao.post(f"{ready}/check", {"declared": "1"})

    assert page.status == 409
    assert f"/dossiers/{code}" in page.html
    assert len(dossiers(sessions)) == 1


def test_a_twin_of_the_same_name_can_still_be_sent(dao, code, ready, sessions):
    dao.post(f"{ready}/check", {"declared": "1", "twin": "1"})

    assert len(dossiers(sessions)) == 2


def test_a_draft_of_an_old_law_says_so(dao, ready, frozen, sessions):
    frozen.set("2026-10-01T09:00:00+07:00")

    page = dao.post(f"{ready}/check", {"declared": "1"})

    assert page.status in {409, 422}
    assert dossiers(sessions) == []
