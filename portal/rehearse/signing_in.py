"""Signing in at the e-ID: the computer, the phone, the consent."""

from portal.rehearse.browser import Browser
from portal.rehearse.page import Element
from portal.rehearse.stumbles import Stumble

MAX_PAGES = 8


def sign_in(browser: Browser, person: str) -> None:
    """Go through the e-ID's pages until it sends the browser back.

    Args:
        browser: stands on the e-ID's first page.
        person: the cast name of who signs in.

    Raises:
        Stumble: a page leads nowhere.
    """
    issuer_pages = 0
    while _is_e_id(browser):
        issuer_pages += 1
        if issuer_pages > MAX_PAGES:
            raise Stumble(browser.page.url, "đăng nhập quay vòng, không đi tới")
        _take_one_step(browser, person)


def _is_e_id(browser: Browser) -> bool:
    marks = ("choose-account", "open-phone", "phone-approve", "continue", "consent-yes")
    return any(browser.page.marked(mark) is not None for mark in marks)


def _take_one_step(browser: Browser, person: str) -> None:
    page = browser.page
    if page.marked("choose-account") is not None:
        _press(browser, f"account-{person}")
    elif (number := page.marked("match-number")) is not None:
        _approve_on_the_phone(browser, number.text_content().strip())
    elif (onwards := page.marked("continue")) is not None:
        browser.follow(onwards)
    else:
        _press(browser, "consent-yes")


def _approve_on_the_phone(browser: Browser, number: str) -> None:
    phone = browser.page.marked("open-phone")
    if phone is None:
        raise Stumble(browser.page.url, "không thấy liên kết mở điện thoại")
    browser.follow(phone)
    _press(browser, f"number-{number}")


def _press(browser: Browser, testid: str) -> None:
    page = browser.page
    button: Element | None = page.marked(testid)
    if button is None:
        raise Stumble(page.url, f"không thấy nút «{testid}»")
    owner = button.xpath("ancestor::form[1]")
    browser.send(page.form(owner[0]), button)
