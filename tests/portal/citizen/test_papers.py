"""Papers: asked for only when needed, refused with the reason, removable."""

import io

import pytest
from PIL import Image, ImageDraw

from tests.portal.factories import a_draft


def a_photo(mark="GIẤY"):
    picture = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(picture).rectangle((100, 100, 700, 500), fill="black")
    ImageDraw.Draw(picture).text((120, 700), mark, fill="black")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def draft(sessions):
    """A draft that declares no electronic birth notice."""
    with sessions.begin() as db:
        return f"/drafts/{a_draft(db, birth_notice_source='0').token}"


def upload(browser, draft, content, name="giấy.jpg"):
    return browser.post(
        f"{draft}/papers/birth_notice_scan", {"file": (io.BytesIO(content), name)}
    )


def test_the_standard_case_needs_no_paper(dao, ready):
    page = dao.get(f"{ready}/papers")

    assert "không cần giấy tờ nào" in page.text


def test_without_an_electronic_notice_its_scan_is_asked_for(dao, draft):
    page = dao.get(f"{draft}/papers")

    assert "Giấy chứng sinh hoặc giấy tờ thay thế" in page.text
    assert "Chưa có tệp" in page.text


def test_a_file_is_listed_with_its_size_and_can_be_removed(dao, draft):
    page = upload(dao, draft, a_photo())
    (item,) = page.root.one("ul", css="files").all("li")
    shown = item.text
    removed = dao.post(item.one("form")["action"])

    assert "giấy.jpg" in shown
    assert "KB" in shown
    assert "Đã có tệp" in page.text
    assert "Chưa có tệp" in removed.text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "trống.jpg", "Tệp trống"),
        (b"no picture", "giấy.jpg", "không phải ảnh JPEG"),
        (b"", "", "Bạn chưa chọn tệp"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(dao, draft, content, name, words):
    page = upload(dao, draft, content, name)

    (link, said), *_ = page.problems()
    assert page.status == 422
    assert page.title.startswith("Lỗi: ")
    assert words in said
    assert page.root.one(id=link.removeprefix("#"))["type"] == "file"


def test_a_paper_nobody_asked_for_is_not_found(dao, draft, ready):
    assert upload(dao, ready, a_photo()).status == 404
    assert dao.post(f"{draft}/papers/khong_co").status == 404


def test_anothers_file_stays(dao, draft, stranger):
    page = upload(dao, draft, a_photo())
    action = page.root.one("ul", css="files").one("form")["action"]

    refused = stranger.post(action)

    assert refused.status == 404
    assert "giấy.jpg" in dao.get(f"{draft}/papers").text


def test_a_file_of_another_draft_cannot_be_removed_through_ones_own(dao, draft, ready):
    page = upload(dao, draft, a_photo())
    action = page.root.one("ul", css="files").one("form")["action"]
    number = action.rsplit("/", 1)[1]

    dao.post(f"{ready}/papers/birth_notice_scan/remove/{number}")

    assert "giấy.jpg" in dao.get(f"{draft}/papers").text
