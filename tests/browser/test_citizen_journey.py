"""The standard case as a citizen lives it: from the lobby to three results."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import filing
from tests.browser.people.hands import Keyboard, Mouse
from tests.browser.people.over_http import Cast
from tests.browser.windows import NARROW, Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_ANSWERS = 9
MOST_CLICKS = 20


@pytest.fixture
def fast_officers(demo_url: str) -> None:
    """Officers who answer at once."""
    Cast(demo_url).let_officers_be("fast")


def test_standard_case_takes_a_mouse_from_the_lobby_to_three_results(
    windows: Windows,
) -> None:
    hand = Mouse(windows.open())
    page = hand.page
    page.goto("/demo")
    hand.tick(page.get_by_role("radio", name="Bật, nhanh"))
    hand.press(page.get_by_role("button", name="Đổi chế độ"))

    hand.press(page.get_by_role("link", name="Chạy thử ca chuẩn"))
    filing.sign_in(hand, "dao")
    code = filing.fill_in_and_send(hand)
    results = filing.follow(hand)

    filing.wait_for(results)
    assert filing.papers_behind(results) == []
    assert hand.answers <= MOST_ANSWERS
    assert hand.presses <= MOST_CLICKS
    page.get_by_role("link", name="Tin nhắn").click()
    expect(page.get_by_role("link", name=f"Mở hồ sơ {code}").first).to_be_visible()


def test_standard_case_takes_no_pointer_on_a_phone_wide_screen(
    windows: Windows, fast_officers: None
) -> None:
    hand = Keyboard(windows.open(width=NARROW))
    filing.begin(hand)

    filing.sign_in(hand, "ngoc")
    filing.fill_in_and_send(hand)
    results = filing.follow(hand)

    filing.wait_for(results)
    assert filing.papers_behind(results) == []
    assert hand.answers <= MOST_ANSWERS


def test_standard_case_needs_no_scripts(windows: Windows, fast_officers: None) -> None:
    hand = Mouse(windows.open(scripts=False))
    filing.begin(hand)

    filing.sign_in(hand, "vang")
    filing.fill_in_and_send(hand)
    results = filing.follow(hand)
    filing.look_again_for(hand, results)

    assert filing.papers_behind(results) == []


def test_agreeing_on_another_phone_moves_the_computer_on(windows: Windows) -> None:
    computer, phone = windows.open(), windows.open(width=NARROW)
    computer.goto("/auth/sign-in?next=/dossiers")
    computer.get_by_test_id("account-lan").click()
    number = computer.get_by_test_id("match-number").inner_text().strip()

    phone.goto("/idp/phone")
    phone.get_by_test_id("account-lan").click()
    phone.get_by_test_id("pending").click()
    phone.get_by_test_id(f"number-{number}").click()

    expect(phone.get_by_test_id("phone-approved")).to_be_visible()
    computer.get_by_test_id("consent-yes").click()
    expect(computer.get_by_role("heading", level=1)).to_have_text("Hồ sơ của bạn")
