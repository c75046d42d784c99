"""Signing in by a QR code, on two screens and without scripts."""

import re

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_idp.clock import Clock
from mock_idp.phone import qr
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url, claims_of, redeem


def show_code(browser: Browser, **changes: str) -> Page:
    return browser.submit(browser.open(authorize_url(**changes)), "show-qr")


def text_of(page: Page) -> str:
    found = re.search(r'data-text="([^"]+)"', page.text)
    assert found is not None
    return found[1].replace("&amp;", "&")


def phone_of(browser: Browser, person: str) -> Page:
    return browser.submit(browser.open("/phone"), "phone-owner", f"account-{person}")


def match(phone: Browser, request: Page, computer: Browser, shown: Page) -> Page:
    waiting = computer.open(shown.url)
    number = waiting.texts["match-number"]
    phone.submit(request, "phone-approve", f"number-{number}")
    return computer.open(waiting.links["continue"])


def test_a_pasted_code_signs_in(browser: Browser, other_browser: Browser) -> None:
    shown = show_code(browser)
    home = phone_of(other_browser, "dao")

    request = other_browser.submit(home, "scan-text", text=text_of(shown))
    consent = match(other_browser, request, browser, shown)
    end = browser.submit(consent, "consent", "consent-yes")

    token = redeem(browser, end).json["id_token"]
    assert "<svg" in shown.text
    assert claims_of(token)["HoVaTen"] == "Trần Thị Hồng Đào"


def test_the_screen_beside_is_scanned_by_a_button(
    browser: Browser, other_browser: Browser
) -> None:
    shown = show_code(browser)
    home = phone_of(other_browser, "ung")

    request = other_browser.submit(home, "scan-beside")

    assert "phone-approve" in request.forms
    assert "Nguyễn Hoàng Ưng" in match(other_browser, request, browser, shown).text


def test_a_code_is_replaced_after_a_minute(
    browser: Browser, other_browser: Browser, clock: Clock
) -> None:
    shown = show_code(browser)
    home = phone_of(other_browser, "dao")
    clock.advance(60)

    newer = browser.open(shown.url)
    old = other_browser.submit(home, "scan-text", text=text_of(shown))
    new = other_browser.submit(home, "scan-text", text=text_of(newer))

    assert text_of(newer) != text_of(shown)
    assert old.codes == ["qr_expired"]
    assert "phone-approve" in new.forms


def test_the_second_phone_hears_that_the_code_was_scanned(
    browser: Browser, other_browser: Browser, idp: Flask
) -> None:
    third = Browser(idp)
    shown = show_code(browser)
    other_browser.submit(
        phone_of(other_browser, "dao"), "scan-text", text=text_of(shown)
    )

    late = third.submit(phone_of(third, "ung"), "scan-text", text=text_of(shown))

    assert late.status == 409
    assert late.codes == ["qr_taken"]
    assert "đã được quét" in late.text


def test_the_page_moves_on_when_the_code_was_scanned(
    browser: Browser, other_browser: Browser
) -> None:
    shown = show_code(browser)
    same = browser.open(shown.url + "/part?on=qr")
    other_browser.submit(phone_of(other_browser, "dao"), "scan-beside")

    moved = browser.open(shown.url + "/part?on=qr")

    assert same.status == 200
    assert text_of(same) == text_of(shown)
    assert moved.headers["X-Live-Location"] == shown.url


def test_the_list_of_people_is_still_there(browser: Browser) -> None:
    shown = show_code(browser)

    page = browser.submit(shown, "choose-other")

    assert "choose-account" in page.forms


def test_a_lost_phone_scans_nothing(browser: Browser, other_browser: Browser) -> None:
    show_code(browser)
    home = phone_of(other_browser, "quang")

    assert "phone-lost" in home.texts
    assert "scan-beside" not in home.forms


@pytest.mark.parametrize(
    "text",
    [
        *("", "hello", "https://example.vn/?txn=a&nonce=b", "vneid-mock://login"),
        *("vneid-mock://login?txn=x&nonce=y", "vneid-mock://[", "a" * 5000),
        "vneid-mock://login?txn=aaaaaaaaaaaaaaaaaaaaaaaa&nonce=aaaaaaaaaaaaaaaa",
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(
    other_browser: Browser, text: str
) -> None:
    home = phone_of(other_browser, "dao")

    refused = other_browser.submit(home, "scan-text", text=text)

    assert refused.status == 422
    assert refused.codes == ["qr_unreadable"]


def test_scanning_without_an_owner_asks_whose_phone_it_is(
    other_browser: Browser,
) -> None:
    page = phone_of(other_browser, "dao")
    token = dict(page.forms["scan-text"][0].fields)["form_token"]
    other_browser.client.delete_cookie("mock_idp_phone")

    answer = other_browser.open("/phone/scan", [("form_token", token), ("text", "x")])

    assert "phone-owner" in answer.forms


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_reading_a_code_never_fails(text: str) -> None:
    assert qr.read(text) is None
    assert qr.read(f"vneid-mock://login?txn={text}") is None
