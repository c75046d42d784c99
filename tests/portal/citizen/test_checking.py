"""Check before sending: every answer, its source, its readers; sent once."""

from forms import registry
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
        assert (form[name].display or "Chưa cung cấp") in row.text
        assert bool(row.all(css="src")) == bool(form[name].display)


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
