"""What an officer does, from the sign-in to the decision."""

from playwright.sync_api import Page, expect

from tests.browser.people.hands import Mouse

MAX_LOOKS = 400


def sign_in(hand: Mouse, officer: str) -> None:
    """Come in by the officer's card in the lobby; nothing is shared but the name."""
    page = hand.page
    page.goto(f"/staff/sign-in?hint={officer}")
    hand.press(page.get_by_test_id(f"account-{officer}").first)
    number = page.get_by_test_id("match-number").inner_text().strip()
    hand.press(page.get_by_test_id("open-phone"))
    hand.press(page.get_by_test_id(f"number-{number}"))
    hand.press(page.get_by_test_id("continue"))
    hand.press(page.get_by_test_id("consent-yes"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hàng việc")


def open_dossier(hand: Mouse, code: str) -> None:
    """Open a dossier from the queue, as soon as it is there."""
    link = hand.page.get_by_role("link", name=code, exact=True)
    for _look in range(MAX_LOOKS):
        hand.page.goto("/agency")
        if link.count():
            break
    hand.press(link)


def accept(hand: Mouse) -> None:
    """Receive the dossier that is open."""
    _work(hand, "Tiếp nhận hồ sơ")


def decide(hand: Mouse, label: str) -> None:
    """Decide the dossier that is open."""
    _work(hand, label)


def ask_for_supplement(hand: Mouse, field_label: str, words: str) -> None:
    """Pin a reason to one answer, read what the citizen will read, and send."""
    page = hand.page
    page.get_by_role("checkbox", name=field_label, exact=False).check()
    _work(hand, "Chọn lý do yêu cầu bổ sung")
    place = page.get_by_role("group", name=field_label)
    hand.write(place.get_by_role("textbox"), words)
    hand.press(page.get_by_role("button", name="Xem trước"))
    preview = page.get_by_role("region", name="Người dân sẽ đọc")
    expect(preview).to_contain_text(words)
    hand.press(page.get_by_role("button", name="Trả để bổ sung (1 lý do)"))


def refuse(hand: Mouse, words: str) -> None:
    """Refuse the dossier that is open, with a reason."""
    page = hand.page
    hand.press(page.get_by_role("link", name="Từ chối giải quyết"))
    hand.press(page.get_by_role("button", name="Từ chối giải quyết"))
    expect(page.locator("[data-errsum]")).to_be_focused()
    hand.write(page.get_by_role("textbox"), words)
    hand.press(page.get_by_role("button", name="Từ chối giải quyết"))


def said(page: Page) -> str:
    """Return what the last step left to say."""
    return page.locator("main [role=status]").first.inner_text()


def _work(hand: Mouse, label: str) -> None:
    """Press a button of «Việc cần làm», looking again until it is offered."""
    work = hand.page.get_by_role("region", name="Việc cần làm")
    button = work.get_by_role("button", name=label)
    for _look in range(MAX_LOOKS):
        if button.count():
            break
        hand.page.reload()
    hand.press(button)
