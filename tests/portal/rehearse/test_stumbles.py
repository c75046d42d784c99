import pytest

from portal.rehearse.browser import Browser
from portal.rehearse.stumbles import Stumble
from tests.portal.clients.neighbour import closed_port
from tests.portal.rehearse.site import Site, html


def test_a_sound_page_is_read(site: Site) -> None:
    site.pages["/"] = html("<h1>Việc cần làm</h1>")

    page = Browser(site.url).open("/")

    assert page.heading == "Việc cần làm"


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (html("<h1>Xin chào</h1>", band=""), "không có dải"),
        (html("<h1>Xin chào</h1>", lang="en"), "ngôn ngữ «en»"),
        (html("<p>Please type your name</p>"), "có từ «Please»"),
        (html("<p>Chào %(name)s</p>"), "còn sót «%(name)»"),
        (html("<p>Tên: None</p>"), "còn sót «None»"),
        (html("<div class='errsum'>Có 1 chỗ cần sửa</div>"), "trang báo lỗi: Có 1"),
        (html("<p data-testid='error'>Sai số</p>"), "trang báo lỗi: Sai số"),
    ],
)
def test_a_person_stumbles_over(site: Site, page: str, complaint: str) -> None:
    site.pages["/"] = page

    with pytest.raises(Stumble) as caught:
        Browser(site.url).open("/")

    assert complaint in caught.value.what


@pytest.mark.parametrize(
    "body",
    [
        "<a lang='en' href='/en'>Read this in English</a>",
        "<script>var the = 'and';</script>",
        "<p>Hàng Thêu, đường Andrew</p>",
    ],
)
def test_nobody_stumbles_over_words_that_are_marked_hidden_or_names(
    site: Site, body: str
) -> None:
    site.pages["/"] = html(body)

    assert Browser(site.url).open("/").path == "/"


def test_a_missing_page_is_named_with_what_it_says(site: Site) -> None:
    with pytest.raises(Stumble) as caught:
        Browser(site.url).open("/nowhere")

    assert caught.value.where == f"{site.url}/nowhere"
    assert caught.value.what == "máy chủ trả lời 404: Không có trang này"


def test_a_missing_link_is_named_by_what_was_looked_for(site: Site) -> None:
    site.pages["/"] = html("<a href='/other'>Khác</a>")
    browser = Browser(site.url)
    browser.open("/")

    with pytest.raises(Stumble) as caught:
        browser.follow_to("/procedures/", "thủ tục ở trang đầu")

    assert "thủ tục ở trang đầu" in caught.value.what


def test_a_file_is_no_page(site: Site) -> None:
    site.pages["/paper.pdf"] = "%PDF-1.7"
    browser = Browser(site.url)

    with pytest.raises(Stumble) as caught:
        browser.open("/paper.pdf")

    assert "không phải là một trang" in caught.value.what


def test_a_portal_that_is_not_there_is_a_stumble() -> None:
    with pytest.raises(Stumble) as caught:
        Browser(closed_port()).open("/")

    assert "không mở được trang" in caught.value.what
