"""The simulated phone: whose it is, what waits, and answering."""

import pytest

from mock_idp.clock import Clock
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url


def waiting_for_dao(browser: Browser) -> Page:
    return browser.choose(browser.open(authorize_url()), "dao")


def wrong_number(waiting: Page, request: Page) -> str:
    right = waiting.texts["match-number"]
    buttons = request.forms["phone-approve"][0].buttons
    return next(value for _, _, value in buttons if value != right)


def test_the_phone_shows_who_asks_and_for_what(
    browser: Browser, other_browser: Browser
) -> None:
    waiting = waiting_for_dao(browser)

    page = other_browser.open(waiting.links["open-phone"])

    offered = [value for _, _, value in page.forms["phone-approve"][0].buttons]
    assert "Cổng Dịch vụ công liên thông (giả lập)" in page.text
    assert "127.0.0.1:8390" in page.text
    assert "Nơi thường trú" in page.text
    assert len(offered) == 3
    assert waiting.texts["match-number"] in offered


def test_a_wrong_number_is_explained_and_changes_the_numbers(
    browser: Browser, other_browser: Browser
) -> None:
    waiting = waiting_for_dao(browser)
    request = other_browser.open(waiting.links["open-phone"])
    wrong = wrong_number(waiting, request)

    refused = other_browser.submit(request, "phone-approve", f"number-{wrong}")
    again = browser.open(waiting.url)

    assert refused.status == 422
    assert refused.codes == ["number_wrong"]
    assert "Còn 2 lần" in refused.text
    assert again.texts["match-number"] != waiting.texts["match-number"]
    assert "consent" in browser.approve(again, other_browser).forms


def test_three_wrong_numbers_refuse_the_sign_in(
    browser: Browser, other_browser: Browser
) -> None:
    waiting = waiting_for_dao(browser)
    for _ in range(3):
        request = other_browser.open(waiting.links["open-phone"])
        now = browser.open(waiting.url)
        wrong = wrong_number(now, request)
        other_browser.submit(request, "phone-approve", f"number-{wrong}")

    denied = browser.open(waiting.links["continue"])
    end = browser.submit(denied, "cancel")

    assert denied.codes == ["phone_denied"]
    assert "sai số 3 lần" in denied.text
    assert end.answer["error"] == "access_denied"


def test_not_me_refuses_the_sign_in(browser: Browser, other_browser: Browser) -> None:
    waiting = waiting_for_dao(browser)
    request = other_browser.open(waiting.links["open-phone"])

    said_no = other_browser.submit(request, "", "deny")
    denied = browser.open(waiting.url)

    assert "phone-denied" in said_no.texts
    assert denied.codes == ["phone_denied"]


def test_a_late_answer_counts_for_nothing(
    browser: Browser, other_browser: Browser, clock: Clock
) -> None:
    waiting = waiting_for_dao(browser)
    request = other_browser.open(waiting.links["open-phone"])
    clock.advance(120)

    late = other_browser.submit(
        request, "phone-approve", f"number-{waiting.texts['match-number']}"
    )

    assert late.codes == ["phone_expired"]
    assert browser.open(waiting.url).codes == ["phone_expired"]


@pytest.mark.parametrize("number", ["", "4", "475", "４７", "-1", "x" * 500])
def test_only_two_digits_are_a_number(
    browser: Browser, other_browser: Browser, number: str
) -> None:
    waiting = waiting_for_dao(browser)
    request = other_browser.open(waiting.links["open-phone"])
    token = dict(request.forms["phone-approve"][0].fields)["form_token"]

    answer = other_browser.open(
        request.url, [("form_token", token), ("number", number)]
    )

    assert answer.codes == ["number_wrong"]


def test_a_phone_lists_what_waits_for_its_owner(
    browser: Browser, other_browser: Browser
) -> None:
    home = other_browser.submit(
        other_browser.open("/phone"), "phone-owner", "account-dao"
    )
    waiting_for_dao(browser)
    browser.choose(browser.open(authorize_url()), "ung")

    busy = other_browser.open("/phone")
    part = other_browser.open("/phone/part")

    assert "Chưa có yêu cầu nào đang chờ" in home.text
    assert busy.text.count('data-testid="pending"') == 1
    assert part.text.count('data-testid="pending"') == 1


def test_a_phone_is_taken_by_number_and_put_down(other_browser: Browser) -> None:
    first = other_browser.open("/phone")

    home = other_browser.submit(first, "phone-number", number="901196004217")
    put_down = other_browser.submit(home, "")

    assert "Trần Thị Hồng Đào" in home.text
    assert "phone-number" in put_down.forms


def test_a_wrong_owner_is_refused_with_the_reason(other_browser: Browser) -> None:
    page = other_browser.open("/phone")

    refused = other_browser.submit(page, "phone-number", number="001196004217")

    assert refused.status == 422
    assert refused.codes == ["number_refused"]


def test_an_unknown_request_is_gone(other_browser: Browser) -> None:
    page = other_browser.open("/phone/nothing")

    assert page.status == 410
    assert page.codes == ["transaction_unknown"]


def test_after_agreeing_the_same_browser_is_led_back(browser: Browser) -> None:
    waiting = waiting_for_dao(browser)
    request = browser.open(waiting.links["open-phone"])

    done = browser.submit(
        request, "phone-approve", f"number-{waiting.texts['match-number']}"
    )

    assert "phone-approved" in done.texts
    assert done.links["continue"] == waiting.links["continue"]
