"""The first page: people of the cast, numbers, hints, and who cannot sign in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock_idp.people.cast import read_cast
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url


def test_citizens_and_staff_are_in_groups_of_their_own(browser: Browser) -> None:
    page = browser.open(authorize_url())

    cast = [account for account in read_cast() if account.cast]
    offered = [b[2] for f in page.forms["choose-account"] for b in f.buttons]
    assert offered == [a.cast for a in cast if not a.staff] + [
        a.cast for a in cast if a.staff
    ]
    assert 'id="cast-citizens"' in page.text
    assert 'id="cast-staff"' in page.text


def test_a_hint_puts_a_person_first(browser: Browser) -> None:
    by_name = browser.open(authorize_url(login_hint="ut"))
    by_number = browser.open(authorize_url(login_hint="901158070032"))

    assert by_name.forms["choose-account"][0].buttons[0][2] == "ut"
    assert by_number.forms["choose-account"][0].buttons[0][2] == "ut"


def test_a_hinted_number_is_typed_in_but_tells_no_name(browser: Browser) -> None:
    page = browser.open(authorize_url(login_hint="901093118650"))
    unknown = browser.open(authorize_url(login_hint="901090000001"))

    assert page.forms["choose-account"][0].buttons[0][2] == "ung"
    assert ("number", "901090000001") in unknown.forms["enter-number"][0].fields


def test_a_number_signs_in_with_spaces_and_dots(browser: Browser) -> None:
    page = browser.open(authorize_url())

    waiting = browser.submit(page, "enter-number", number=" 901 196.004-217 ")

    assert "match-number" in waiting.texts


def test_kin_without_a_story_sign_in_by_number(browser: Browser) -> None:
    page = browser.open(authorize_url())

    waiting = browser.submit(page, "enter-number", number="901096047735")

    assert "Đỗ Minh Quân" in waiting.text


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("", "number_missing", "12 chữ số"),
        ("   ", "number_missing", "12 chữ số"),
        ("123", "number_refused", "12 chữ số"),
        ("001196004217", "number_refused", "số thật"),
        ("900196004217", "number_refused", "tỉnh"),
        ("901090000001", "person_unknown", "CSDL dân cư giả lập"),
        ("901188063350", "account_missing", "chưa có tài khoản"),
        ("９０１１９６００４２１７", "number_refused", "12 chữ số"),
    ],
)
def test_a_number_that_cannot_sign_in_says_why(
    browser: Browser, number: str, code: str, words: str
) -> None:
    page = browser.open(authorize_url())

    refused = browser.submit(page, "enter-number", number=number)

    assert refused.status == 422
    assert refused.codes == [code]
    assert words in refused.text


def test_a_locked_account_is_explained_and_leads_back(browser: Browser) -> None:
    page = browser.choose(browser.open(authorize_url()), "tuyet")

    end = browser.submit(page, "cancel")

    assert page.status == 403
    assert page.codes == ["account_locked"]
    assert end.answer["error"] == "access_denied"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_typed_number_breaks_the_page(browser: Browser, number: str) -> None:
    page = browser.open(authorize_url())

    answer = browser.submit(page, "enter-number", number=number)

    assert answer.status in (200, 422)
