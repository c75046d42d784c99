"""What a citizen does, from signing in to the results, with either hand."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.people.hands import Hand

PDF = b"%PDF-"
MAX_LOOKS = 400
RESULTS = 3
RESULTS_MS = 90_000
"""Patience with three agencies, on a machine that is busy with other tests."""


def sign_in(hand: Hand, person: str) -> None:
    """Go through the e-ID with its phone in the same window."""
    page = hand.page
    hand.press(page.get_by_test_id(f"account-{person}").first)
    number = page.get_by_test_id("match-number").inner_text().strip()
    hand.press(page.get_by_test_id("open-phone"))
    hand.press(page.get_by_test_id(f"number-{number}"))
    hand.press(page.get_by_test_id("continue"))
    hand.press(page.get_by_test_id("consent-yes"))


def begin(hand: Hand) -> None:
    """Go from the home page to the sign-in."""
    hand.page.goto("/")
    hand.press(hand.page.get_by_role("link", name="Sinh con"))
    hand.press(hand.page.get_by_role("link", name="Bắt đầu với VNeID"))


def fill_in_and_send(hand: Hand) -> str:
    """Go from the list of tasks to the confirmation; returns the dossier's code.

    The standard case: the registers and the birth notice know all but two answers.
    """
    page = hand.page
    hand.press(page.get_by_role("link", name="Điền phần còn thiếu"))
    _heading(page, "Ngày và nơi sinh")
    copies = page.get_by_role("group", name="Đề nghị cấp bản sao")
    hand.tick(copies.get_by_role("radio", name="Không"))
    _save(hand)
    _heading(page, "Thẻ bảo hiểm y tế")
    clinic = page.get_by_label("Nơi khám bệnh, chữa bệnh ban đầu")
    hand.choose(clinic, _second_line(clinic))
    _save(hand)
    _heading(page, "Kiểm tra trước khi gửi")
    hand.tick(page.get_by_role("checkbox", name="Tôi cam đoan"))
    hand.press(page.get_by_role("button", name="Gửi hồ sơ đến UBND phường"))
    _heading(page, "Đã gửi")
    return page.locator(".sent__code").inner_text().strip()


def follow(hand: Hand) -> Locator:
    """Go on from the confirmation; returns the links to results, as they come."""
    hand.press(hand.page.get_by_role("link", name="Theo dõi hồ sơ"))
    _heading(hand.page, "Hồ sơ của")
    return hand.page.locator("a[href^='/results/']")


def wait_for(results: Locator) -> None:
    """Watch the page bring every result by itself."""
    expect(results).to_have_count(RESULTS, timeout=RESULTS_MS)


def look_again_for(hand: Hand, results: Locator) -> None:
    """Press «Xem tình trạng mới nhất» until every result is there."""
    for _look in range(MAX_LOOKS):
        if results.count() == RESULTS:
            return
        hand.press(hand.page.get_by_role("link", name="Xem tình trạng mới nhất"))
    raise AssertionError(f"{results.count()} results after {MAX_LOOKS} looks")


def supplement(hand: Hand, *, asked: str, box: str, text: str) -> None:
    """Read what an officer asks for, correct that one answer, and send it."""
    page = hand.page
    expect(page.get_by_role("main")).to_contain_text(asked)
    hand.press(page.get_by_role("link", name="Bổ sung ngay"))
    expect(page.get_by_role("main")).to_contain_text(asked)
    hand.write(page.get_by_role("textbox", name=box, exact=True), text)
    hand.press(page.get_by_role("button", name="Gửi bổ sung đến UBND phường"))
    _heading(page, "Hồ sơ của")


def papers_behind(links: Locator) -> list[str]:
    """Return what is wrong with the files behind links to results."""
    wrong = []
    for link in links.all():
        answer = link.page.request.get(str(link.get_attribute("href")))
        kind = answer.headers.get("content-type", "")
        if kind != "application/pdf" or not answer.body().startswith(PDF):
            wrong.append(f"{link.inner_text()}: {answer.status} {kind}")
    return wrong


def _save(hand: Hand) -> None:
    hand.press(hand.page.get_by_role("button", name="Lưu và tiếp tục"))


def _second_line(box: Locator) -> str:
    """Return the first line that is an offer; the one before asks to choose."""
    return box.locator("option").nth(1).inner_text().strip()


def _heading(page: Page, words: str) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(words))
