"""A device asks for a sign-in elsewhere (RFC 8628), as the person meets it."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from mock_idp.clock import Clock
from mock_idp.oidc.clients.client import Client
from mock_idp.oidc.grants.device_authorization import GRANT_TYPE
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import claims_of

KIOSK = Client(
    client_id="kiosk",
    redirect_uris=(),
    client_name="Ki-ốt tại Bộ phận Một cửa",
    grant_types=(GRANT_TYPE,),
)


@pytest.fixture
def kiosk(idp: Flask) -> Browser:
    """A kiosk that is registered here."""
    idp.extensions["mock_idp"].provider.clients.put(KIOSK)
    return Browser(idp)


def begin(kiosk: Browser) -> dict[str, Any]:
    asked = {"client_id": "kiosk", "scope": "openid profile"}
    begun: dict[str, Any] = kiosk.client.post("/device_authorization", data=asked).json
    return begun


def poll(kiosk: Browser, begun: dict[str, Any]) -> dict[str, Any]:
    form = {
        "grant_type": GRANT_TYPE,
        "device_code": begun["device_code"],
        "client_id": "kiosk",
    }
    answer: dict[str, Any] = kiosk.client.post("/token", data=form).json
    return answer


def compare(browser: Browser, code: str) -> Page:
    return browser.submit(browser.open("/device"), "device-code", user_code=code)


def test_a_person_signs_in_for_the_device(
    kiosk: Browser, browser: Browser, clock: Clock
) -> None:
    begun = begin(kiosk)
    before = poll(kiosk, begun)

    page = compare(browser, begun["user_code"].lower().replace("-", " "))
    people = browser.submit(page, "device-compare", "device-yes")
    consent = browser.approve(browser.choose(people, "dao"))
    done = browser.submit(consent, "consent", "consent-yes")
    clock.advance(6)
    tokens = poll(kiosk, begun)

    assert before["error"] == "authorization_pending"
    assert page.texts["user-code"] == begun["user_code"]
    assert done.codes == ["device_approved"]
    assert claims_of(tokens["id_token"])["name"] == "Trần Thị Hồng Đào"


def test_the_address_may_bring_the_code_but_it_is_still_compared(
    kiosk: Browser, browser: Browser
) -> None:
    begun = begin(kiosk)
    address = begun["verification_uri_complete"].split("8391")[1]

    page = browser.open(address)
    compared = browser.submit(page, "device-code")

    assert ("user_code", begun["user_code"]) in page.forms["device-code"][0].fields
    assert "device-compare" in compared.forms


@pytest.mark.parametrize("moment", ["compare", "people", "consent"])
def test_saying_no_refuses_the_device(
    kiosk: Browser, browser: Browser, moment: str
) -> None:
    begun = begin(kiosk)
    page = compare(browser, begun["user_code"])

    if moment == "compare":
        end = browser.submit(page, "device-compare", "device-no")
    elif moment == "people":
        people = browser.submit(page, "device-compare", "device-yes")
        end = browser.submit(people, "cancel")
    else:
        people = browser.submit(page, "device-compare", "device-yes")
        consent = browser.approve(browser.choose(people, "dao"))
        end = browser.submit(consent, "consent", "consent-no")

    assert end.codes == ["device_denied"]
    assert poll(kiosk, begun)["error"] == "access_denied"


def test_the_phone_refuses_for_the_device(
    kiosk: Browser, browser: Browser, other_browser: Browser
) -> None:
    begun = begin(kiosk)
    page = compare(browser, begun["user_code"])
    people = browser.submit(page, "device-compare", "device-yes")
    waiting = browser.choose(people, "dao")

    other_browser.submit(other_browser.open(waiting.links["open-phone"]), "", "deny")
    end = browser.submit(browser.open(waiting.url), "cancel")

    assert end.codes == ["device_denied"]


def test_an_answer_that_comes_too_late_is_told(
    kiosk: Browser, browser: Browser, clock: Clock
) -> None:
    begun = begin(kiosk)
    page = compare(browser, begun["user_code"])
    people = browser.submit(page, "device-compare", "device-yes")
    consent = browser.approve(browser.choose(people, "dao"))
    clock.advance(601)

    end = browser.submit(consent, "consent", "consent-yes")

    assert end.codes == ["device_too_late"]


@pytest.mark.parametrize("code", ["", "XXXX-XXXX", "\x00", "Ầ" * 50, "<b>"])
def test_an_unknown_code_says_what_to_do(browser: Browser, code: str) -> None:
    page = compare(browser, code)

    assert page.status == 422
    assert page.codes == ["user_code_unknown"]
    assert "bắt đầu lại ở đó" in page.text


def test_a_signed_in_person_only_agrees(
    kiosk: Browser, browser: Browser, idp: Flask
) -> None:
    other = replace(KIOSK, client_id="kiosk-2")
    idp.extensions["mock_idp"].provider.clients.put(other)
    begun = begin(kiosk)
    page = compare(browser, begun["user_code"])
    people = browser.submit(page, "device-compare", "device-yes")
    browser.submit(
        browser.approve(browser.choose(people, "dao")), "consent", "consent-yes"
    )

    again = compare(browser, begin(kiosk)["user_code"])
    consent = browser.submit(again, "device-compare", "device-yes")

    assert "consent" in consent.forms
