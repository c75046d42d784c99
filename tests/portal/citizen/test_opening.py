"""From «Bắt đầu» to a task list that is nearly done."""

import pytest
import requests

from portal.dossiers.drafting import drafts_of, open_draft
from tests.portal.autofill.register import ADMIN
from tests.portal.citizen.conftest import browser_of
from tests.portal.citizen.steps import code_of, sent
from tests.portal.factories import DAO, WORLD, bring


def drafts(sessions, person_id=DAO):
    with sessions() as db:
        return drafts_of(db, person_id=person_id, world=WORLD)


def switch_off(register):
    answer = requests.delete(
        f"{register.url}/admin/faults", headers={**ADMIN, "X-World": WORLD}, timeout=5
    )
    answer.raise_for_status()


def numbers(words):
    return [int(part) for part in words.replace("/", " ").split() if part.isdigit()]


def test_a_visitor_is_sent_to_sign_in_and_back(visitor):
    answer = visitor.client.get("/procedures/birth/open")

    assert answer.status_code == 302
    assert "next=/procedures/birth/open" in answer.headers["Location"]


def test_the_standard_case_opens_nearly_filled_in(dao, sessions):
    page = dao.get("/procedures/birth/open")

    (draft,) = drafts(sessions)
    heading = page.root.one(css="meter__h").text
    assert page.path == f"/drafts/{draft.token}"
    assert len(draft.prefill) >= 50
    assert numbers(heading)[0] >= 50
    assert "Xong" in page.text


def test_the_heading_counts_what_the_parts_below_count(dao):
    page = dao.get("/procedures/birth/open")

    filled, shown, left = numbers(page.root.one(css="meter__h").text)
    parts = [small.text for small in page.root.all("small")]
    assert filled + left <= shown
    assert left == sum(numbers(words)[0] for words in parts if "còn" in words)


def test_opening_again_goes_on_with_the_same_draft(dao, sessions):
    first = dao.get("/procedures/birth/open")
    again = dao.get("/procedures/birth/open")

    assert first.path == again.path
    assert len(drafts(sessions)) == 1


def test_a_mother_of_twins_chooses_which_child(portal, register, sessions):
    sen = browser_of(portal, register.numbers["sen"], "Mẹ sinh đôi")

    page = sen.get("/procedures/birth/open")
    buttons = page.root.one("main").all("form", method="post")
    codes = [f.one("input", name="notice")["value"] for f in buttons]
    chosen = sen.post("/procedures/birth/open", {"notice": codes[1]})

    (draft,) = drafts(sessions, register.numbers["sen"])
    records = {f["record"] for f in draft.prefill.values()}
    assert page.text.startswith("Bước 2") or "Hồ sơ này cho ai?" in page.text
    assert len(codes) == 3  # two children, and one without a notice
    assert chosen.path == f"/drafts/{draft.token}"
    assert codes[1] in records
    assert codes[0] not in records


def test_after_the_first_twin_the_second_is_offered(portal, register, sessions):
    sen = browser_of(portal, register.numbers["sen"], "Mẹ sinh đôi")
    page = sen.get("/procedures/birth/open")
    form = page.root.one("main").all("form", method="post")[0]
    first = form.one("input", name="notice")["value"]
    sen.post("/procedures/birth/open", {"notice": first})

    page = sen.get("/procedures/birth/open")

    assert "Làm tiếp bản nháp" in page.text
    assert first not in page.html
    assert len(drafts(sessions, register.numbers["sen"])) == 1


def test_a_foreign_notice_code_is_not_used(portal, register, sessions, dao):
    phuc = browser_of(portal, register.numbers["phuc"], "Cụ Phúc")

    phuc.post("/procedures/birth/open", {"notice": "00123.GCS.01001.26"})

    (draft,) = drafts(sessions, register.numbers["phuc"])
    assert "00123.GCS.01001.26" not in str(draft.prefill)


@pytest.fixture
def register_down(portal, register):
    """The register does not answer in this world."""
    register.switch_on("down", WORLD)
    yield
    switch_off(register)


def test_without_the_register_the_draft_opens_and_says_what_still_works(
    dao, register_down
):
    page = dao.get("/procedures/birth/open")

    assert page.status == 200
    assert "Cơ sở dữ liệu quốc gia về dân cư" in page.text
    assert "Bạn vẫn tự khai và gửi được ngay" in page.text
    assert "Lấy lại dữ liệu" in page.text


def test_everybody_learns_that_the_register_fails_now(
    dao, stranger, visitor, frozen, register_down
):
    dao.get("/procedures/birth/open")
    frozen.set("2026-03-10T08:35:00+07:00")

    pages = [visitor.get("/procedures/birth"), stranger.get("/procedures/birth/open")]

    for page in pages:
        assert "Cơ sở dữ liệu quốc gia về dân cư" in page.text
        assert "Từ 08:30 ngày 10/03/2026." in page.text
        assert "Bạn vẫn tự khai và gửi được ngay" in page.text


def test_an_outage_that_nobody_met_lately_is_not_claimed(
    dao, visitor, frozen, register_down
):
    dao.get("/procedures/birth/open")
    frozen.set("2026-03-10T09:30:00+07:00")

    page = visitor.get("/procedures/birth")

    assert "không trả lời" not in page.text


def test_a_good_answer_ends_the_outage_for_everybody(dao, visitor, register):
    register.switch_on("down", WORLD)
    opened = dao.get("/procedures/birth/open")
    before = visitor.get("/procedures/birth")
    switch_off(register)

    dao.post(f"{opened.path}/read-again")

    assert "không trả lời" in before.text
    assert "không trả lời" not in visitor.get("/procedures/birth").text


def test_after_a_refusal_the_same_child_can_be_declared_again(dao, sessions):
    code = code_of(sent(dao))
    with sessions.begin() as db:
        bring(db, code, "civil_status", "refused")

    page = dao.get("/procedures/birth/open")

    (draft,) = drafts(sessions)
    assert page.path == f"/drafts/{draft.token}"
    assert "00123.GCS.01001.26" in {f["record"] for f in draft.prefill.values()}


def test_reading_again_fills_in_what_was_missing(dao, register, sessions):
    register.switch_on("down", WORLD)
    page = dao.get("/procedures/birth/open")
    before = len(drafts(sessions)[0].prefill)
    switch_off(register)

    page = dao.post(f"{page.path}/read-again")

    assert len(drafts(sessions)[0].prefill) > before
    assert "Lấy lại dữ liệu" not in page.text


def test_what_is_shared_later_is_filled_in_on_request(portal, sessions):
    wary = browser_of(portal, DAO, "Trần Thị Hồng Đào", scopes=("openid",))
    page = wary.get("/procedures/birth/open")
    before = len(drafts(sessions)[0].prefill)

    open_now = browser_of(portal, DAO, "Trần Thị Hồng Đào")
    open_now.post(f"{page.path}/read-again")

    assert len(drafts(sessions)[0].prefill) > before


def test_what_was_not_shared_is_named(portal):
    dao = browser_of(portal, DAO, "Trần Thị Hồng Đào", scopes=("openid", "dinh_danh"))

    page = dao.get("/procedures/birth/open")

    assert "Bạn chưa đồng ý chia sẻ: nơi cư trú, cha mẹ, vợ chồng, con." in page.text


def test_another_persons_draft_is_not_found(dao, stranger):
    page = dao.get("/procedures/birth/open")

    for below in ("", "/s/child", "/papers", "/check", "/next", "/wrong/child_sex"):
        answer = stranger.get(page.path + below)
        assert answer.status == 404
        assert "Không có trang này" in answer.text


def test_a_draft_left_empty_by_a_crash_is_filled_in_instead_of_offered(dao, sessions):
    with sessions.begin() as db:
        open_draft(db, world=WORLD, procedure="birth", person_id=DAO)

    page = dao.get("/procedures/birth/open")

    (draft,) = drafts(sessions)
    assert page.path == f"/drafts/{draft.token}"
    assert len(draft.prefill) >= 50


def test_another_child_can_be_declared_although_one_is_known(dao, begun, sessions):
    offered = [link.get("href") for link in dao.get(begun).root.all("a")]

    choice = dao.get("/procedures/birth/open?choose=1")
    opened = dao.post("/procedures/birth/open", {"notice": ""})

    assert "/procedures/birth/open?choose=1" in offered
    assert "Con khác" in choice.text
    assert opened.path.startswith("/drafts/")
    assert len(drafts(sessions)) == 2
