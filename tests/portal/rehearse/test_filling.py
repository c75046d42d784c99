import pytest

from portal.rehearse.browser import Browser
from portal.rehearse.filling import add_paper, fill_in
from portal.rehearse.page import Form, Page
from portal.rehearse.stumbles import Stumble
from tests.portal.rehearse.site import Site, html


def form_of(body: str) -> tuple[Page, Form]:
    page = Page("http://site/s", html(f"<form method='post'>{body}</form>"))
    return page, page.form(page.find("//form")[0])


def field(body: str, label: str = "Ô") -> str:
    return f"<div class='field'><label>{label}</label>{body}</div>"


def test_what_is_already_answered_stays(site: Site) -> None:
    page, form = form_of(field("<input name='child_given_name' value='Ân'>"))

    answered = fill_in(page, form)

    assert answered == 0
    assert form.values["child_given_name"] == ["Ân"]


def test_an_optional_question_stays_empty() -> None:
    label = "Email <span class='opt'>(không bắt buộc)</span>"
    page, form = form_of(field("<input name='requester_email' value=''>", label))

    answered = fill_in(page, form)

    assert answered == 0
    assert form.values["requester_email"] == [""]


def test_an_empty_question_gets_a_persons_answer() -> None:
    page, form = form_of(field("<input name='child_given_name' value=''>"))

    answered = fill_in(page, form)

    assert answered == 1
    assert form.values["child_given_name"] == ["An"]


def test_a_list_without_an_answer_gets_its_first_offer() -> None:
    options = "<option value=''>Chọn</option><option value='a'>A</option>"
    page, form = form_of(field(f"<select name='anything'>{options}</select>"))

    fill_in(page, form)

    assert form.values["anything"] == ["a"]


def test_a_choice_takes_the_answer_that_is_offered() -> None:
    radios = "".join(
        f"<input type='radio' name='copies_requested' value='{value}'>"
        for value in "10"
    )
    page, form = form_of(field(radios))

    fill_in(page, form)

    assert form.values["copies_requested"] == ["0"]


def test_an_empty_box_to_tick_is_an_answer_too() -> None:
    page, form = form_of(field("<input type='checkbox' name='mother_deceased'>"))

    assert fill_in(page, form) == 0
    assert "mother_deceased" not in form.values


def test_the_boxes_of_an_address_are_filled_together() -> None:
    page, form = form_of(
        field(
            "<select name='home-province'><option value=''></option>"
            "<option value='01'>Hà Nội</option></select>"
            "<input name='home-commune'><input name='home-detail'>"
        )
    )

    fill_in(page, form)

    assert form.values["home-province"] == ["01"]
    assert form.values["home-commune"] == ["phường Hoàn Kiếm"]
    assert form.values["home-detail"] == ["số 12 phố Hàng Bạc"]


def test_a_text_that_nobody_can_answer_is_a_stumble() -> None:
    page, form = form_of(field("<input name='riddle'>", "Câu đố"))

    with pytest.raises(Stumble) as caught:
        fill_in(page, form)

    assert "Câu đố" in caught.value.what


def test_a_paper_goes_into_the_file_box() -> None:
    _page, form = form_of("<input type='file' name='paper'>")

    add_paper(form)

    assert form.files["paper"].media_type == "image/png"
    assert form.files["paper"].content.startswith(b"\x89PNG")


def test_a_form_is_sent_with_its_hidden_values_and_the_pressed_button(
    site: Site,
) -> None:
    site.pages["/s"] = html(
        "<form method='post'><input type='hidden' name='token' value='t'>"
        "<button name='answer' value='yes'>Đồng ý</button>"
        "<button name='answer' value='no'>Không</button></form>"
    )
    browser = Browser(site.url)
    page = browser.open("/s")

    browser.send(page.form(page.find("//form")[0]), page.find("//button")[0])

    assert site.posted == [("/s", {"token": "t", "answer": "yes"})]
