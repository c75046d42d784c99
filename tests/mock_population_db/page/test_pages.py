import io
import re
import time
from urllib.parse import quote

import pytest

from mock_population_db.db import transaction
from mock_population_db.faults import Wanted, switch_on
from mock_population_db.nation.sources import rows
from mock_population_db.register.dictionary.groups import GROUPS
from tests.mock_population_db.callers import DAO, REAL, UNG, Caller, born
from tests.mock_population_db.changed_settings import with_settings
from tests.mock_population_db.page.looking import nation_under, somebody

BAND = "Bản trình diễn. Dữ liệu giả lập, không có giá trị pháp lý."
PAGES = (
    "/",
    "/search",
    f"/people/{DAO}",
    "/places",
    "/places/01",
    "/communes/00070",
    "/cleaning",
    "/dictionary",
)
FORM = re.compile(r'name="form_token" value="([0-9a-f]{64})"')


@pytest.fixture
def browser(register_app):
    return register_app.test_client()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_synthetic_in_both_languages_and_holds_nothing_inline(
    browser, path
):
    for language in ("vi", "en"):
        answer = browser.get(f"{path}?lang={language}")

        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text
        assert (BAND in answer.text) is (language == "vi")
        assert "mock-band" in answer.text
        assert not re.search(r"<script|<style| style=|javascript:", answer.text)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_person_of_the_nation_is_shown_with_all_groups_and_kin(register_app, browser):
    number = somebody(register_app)
    nation = nation_under(register_app)
    index = nation.index_of(number)

    page = browser.get(f"/people/{number}").text

    for group in GROUPS:
        assert f'data-testid="group-{group.number}"' in page
    for child in nation.children(index):
        assert nation.person(child).personal_id in page
    assert "<svg" in page
    assert 'data-testid="kin"' in page


def test_looking_leaves_a_mark_that_the_next_look_shows(browser, caller):
    browser.get(f"/people/{DAO}")

    again = browser.get(f"/people/{DAO}").text

    reads = caller.get(f"/v1/reads?personal_id={DAO}").json["reads"]
    assert [read["requester"] for read in reads] == ["page", "page"]
    assert 'data-testid="reads"' in again
    assert caller.get(f"/v1/reads?personal_id={UNG}").json["reads"]


def test_a_birth_is_seen_in_its_world_only(register_app, browser):
    child = born(Caller(register_app).with_headers(X_World="class-1"))

    there = browser.get(f"/people/{DAO}?world=class-1").text
    here = browser.get(f"/people/{DAO}").text

    assert child in there
    assert child not in here
    assert "world=class-1" in there
    assert browser.get(f"/people/{child}?world=class-1").status_code == 200
    assert browser.get(f"/people/{child}").status_code == 404


def test_a_number_leads_to_its_person(browser):
    answer = browser.get("/search?sought=1&number=901 196 004 217&lang=en")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/people/{DAO}?lang=en"


def test_a_name_and_a_day_find_people_of_the_whole_nation(register_app, browser):
    nation = nation_under(register_app)
    person = nation.person(nation.index_of(somebody(register_app)))
    born = person.date_of_birth
    asked = f"name={quote(person.full_name)}"
    asked += f"&day={born.day}&month={born.month}&year={born.year}"

    page = browser.get(f"/search?sought=1&{asked}").text

    assert person.personal_id in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("number=079096004217", "số thật"),
        ("number=12", "Dữ liệu gửi lên chưa đúng dạng"),
        ("number=901196000000", "chưa có ai mang số này"),
        ("name=Lan", "Ngày sinh: chưa phải một ngày có thật"),
        ("day=31&month=2&year=2000", "Họ và tên: chưa có"),
        ("name=%00&day=x&month=%ff&year=99999999999999999999", "Ngày sinh"),
    ],
)
def test_a_search_that_cannot_be_done_says_where_and_why(browser, asked, said):
    answer = browser.get(f"/search?sought=1&{asked}")

    assert answer.status_code == 422
    assert "<title>Lỗi:" in answer.text
    assert said in answer.text
    assert "data-errsum" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/people/{REAL}", 400),
        ("/people/901196000000", 404),
        ("/people/%00", 400),
        ("/people/x%ED%A0%80", 400),
        ("/people/" + "9" * 5000, 400),
        ("/places/99", 404),
        ("/places/%2e%2e", 404),
        ("/communes/٠٠٠٧٠", 404),
        ("/communes/00070?page=-1", 200),
        ("/communes/00070?page=99999999999999999999", 200),
        ("/communes/00070?page=%D9%A3", 200),
        ("/?world=a b", 400),
        ("/?world=%00", 400),
        ("/?world=" + "x" * 1000, 400),
        ("/search?sought=1&name=" + "ă" * 5000 + "&day=1&month=1&year=1990", 200),
        ("/cleaning/../../etc/passwd", 404),
        ("/cleaning/0/report.json", 404),
        ("/people/<script>alert(1)</script>", 404),
    ],
)
def test_no_address_however_hostile_gives_more_than_a_refusal(browser, path, status):
    answer = browser.get(path)

    assert answer.status_code == status
    assert "<script>" not in answer.text


def test_pages_show_no_people_when_closed(register_app):
    browser = with_settings(register_app, open_pages=False).test_client()

    for path in ("/search", f"/people/{DAO}", "/cleaning"):
        assert browser.get(path).status_code == 403
    ward = browser.get("/communes/00070")
    assert ward.status_code == 200
    assert 'data-testid="households"' not in ward.text
    assert f"/people/{DAO}" not in browser.get("/").text.replace("/v1/people", "")


@pytest.mark.parametrize(
    ("settings", "is_open"),
    [
        ({}, True),
        ({"host": "::1"}, True),
        ({"host": "0.0.0.0"}, False),  # noqa: S104 - that is what is refused
        ({"host": "0.0.0.0", "open_pages": True}, True),  # noqa: S104
        ({"open_pages": False}, False),
    ],
)
def test_only_a_register_on_the_loopback_shows_people_unasked(
    register_app, settings, is_open
):
    browser = with_settings(register_app, **settings).test_client()

    assert (browser.get("/search").status_code == 200) is is_open


def test_a_fault_is_said_on_every_page_of_its_world(register_app, browser):
    wired = register_app.extensions["mock_population_db"]
    with transaction(wired.engine) as db:
        switch_on(db, Wanted("slow", seconds=2), world="public", clock=wired.clock)

    assert "Sự cố đang bật:" in browser.get("/dictionary").text
    assert "Sự cố đang bật:" not in browser.get("/dictionary?world=other").text


def test_counts_of_provinces_add_up_to_the_nation(register_app, browser):
    page = browser.get("/places?lang=en").text
    table = page[page.index('data-testid="provinces"') :]
    rows_of_table = re.findall(r"</th><td>([0-9,]+)</td>", table)[:34]

    counts = [int(text.replace(",", "")) for text in rows_of_table]

    assert len(counts) == 34
    assert sum(counts) == nation_under(register_app).size
    assert "Hoàng Sa" in page
    assert "Trường Sa" in page


def test_the_credibility_report_names_every_published_figure(browser):
    page = browser.get("/credibility").text

    for row in rows("national_figures"):
        assert row["source"].split(":")[0].split("(")[0] in page
    assert page.count("tag--") >= 30


def test_a_list_is_sent_verified_and_its_results_taken(register_app, browser, tmp_path):
    with_settings(register_app, uploads_folder=tmp_path / "uploads")
    token = FORM.search(browser.get("/cleaning").text)[1]
    text = (
        f"so_dinh_danh,ho_ten,ngay_sinh\n{somebody(register_app)},Sai Tên,01/01/1990\n"
    )
    sent = browser.post(
        "/cleaning",
        data={"form_token": token, "file": (io.BytesIO(text.encode()), "list.csv")},
    )

    status = browser.get(sent.headers["Location"])
    for _turn in range(200):
        if "Refresh" not in status.headers:
            break
        time.sleep(0.05)
        status = browser.get(sent.headers["Location"])

    assert sent.status_code == 303
    assert "report.json" in status.text, status.text
    with browser.get(f"{sent.headers['Location']}/report.json") as report:
        assert report.status_code == 200
        assert report.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("token", ["", "0" * 64, "é", "\x00"])
def test_a_form_from_elsewhere_is_refused(browser, token):
    browser.get("/cleaning")

    answer = browser.post(
        "/cleaning", data={"form_token": token, "file": (io.BytesIO(b"x"), "a.csv")}
    )

    assert answer.status_code == 400
    assert "Biểu mẫu đã hết hạn" in answer.text


def test_a_form_without_its_cookie_is_refused(register_app, browser):
    token = FORM.search(browser.get("/cleaning").text)[1]

    answer = register_app.test_client().post("/cleaning", data={"form_token": token})

    assert answer.status_code == 400


def test_no_file_is_said_at_the_box(browser):
    token = FORM.search(browser.get("/cleaning").text)[1]

    answer = browser.post("/cleaning", data={"form_token": token})

    assert answer.status_code == 422
    assert "Tệp danh sách: chưa chọn" in answer.text
