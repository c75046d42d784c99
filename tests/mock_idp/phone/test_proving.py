"""The step after the number: passcode or face, and what locks."""

import pytest
from flask import Flask

from mock_idp.clock import Clock
from mock_idp.people.traits import Device
from mock_idp.phone.outcomes import Act, Outcome
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import authorize_url, claims_of, redeem


def waiting_for(browser: Browser, person: str) -> Page:
    return browser.choose(browser.open(authorize_url()), person)


def at_factor(browser: Browser, phone: Browser, waiting: Page) -> Page:
    request = phone.open(waiting.links["open-phone"])
    number = browser.open(waiting.url).texts["match-number"]
    return phone.submit(request, "phone-approve", f"number-{number}")


@pytest.fixture
def asks_passcode(idp: Flask) -> None:
    """The next request to anybody asks for the passcode too."""
    idp.extensions["mock_idp"].transactions.outcomes.put(Outcome(Act.ASK_FACTOR))


@pytest.mark.usefixtures("asks_passcode")
def test_the_passcode_is_asked_for_and_told_to_the_service(
    browser: Browser, other_browser: Browser
) -> None:
    waiting = waiting_for(browser, "dao")
    page = at_factor(browser, other_browser, waiting)
    meanwhile = browser.open(waiting.url)

    done = other_browser.submit(page, "phone-passcode", passcode="246810")
    consent = browser.open(waiting.links["continue"])
    end = browser.submit(consent, "consent", "consent-yes")

    assert "Số đã khớp" in meanwhile.text
    assert "phone-approved" in done.texts
    amr = claims_of(redeem(browser, end).json["id_token"])["amr"]
    assert amr == ["swk", "mca", "pin", "mfa"]


@pytest.mark.usefixtures("asks_passcode")
@pytest.mark.parametrize(
    "passcode", ["", "000000", "２４６８１０", "246810 ", "x" * 999]
)
def test_a_wrong_passcode_says_how_many_tries_are_left(
    browser: Browser, other_browser: Browser, passcode: str
) -> None:
    page = at_factor(browser, other_browser, waiting_for(browser, "dao"))

    refused = other_browser.submit(page, "phone-passcode", passcode=passcode)

    assert refused.status == 422
    assert refused.codes == ["passcode_wrong"]
    assert "còn 2 lần" in refused.text


@pytest.mark.usefixtures("asks_passcode")
def test_the_lock_is_seen_on_both_screens_and_opens_with_the_clock(
    browser: Browser, other_browser: Browser, clock: Clock
) -> None:
    waiting = waiting_for(browser, "dao")
    page = at_factor(browser, other_browser, waiting)
    for _ in range(3):
        page = other_browser.submit(page, "phone-passcode", passcode="0")
    computer = browser.open(waiting.url)
    choosing = browser.choose(browser.open(authorize_url()), "dao")
    clock.advance(1800)
    open_again = browser.open(waiting.url)
    asked = browser.submit(open_again, "ask-again")

    assert page.codes == ["phone_locked"]
    assert computer.codes == ["phone_locked"]
    assert "12:30" in computer.text
    assert choosing.status == 403
    assert choosing.codes == ["account_locked_out"]
    assert "Đã hết giờ khóa" in open_again.text
    assert "consent" in browser.approve(asked, other_browser).forms


def test_a_story_may_begin_with_the_lock(
    browser: Browser, other_browser: Browser, clock: Clock
) -> None:
    locked = waiting_for(browser, "dat")
    clock.advance(1800)
    waiting = waiting_for(browser, "dat")
    page = at_factor(browser, other_browser, waiting)

    face = other_browser.submit(page, "phone-face", "face-same")
    other_browser.submit(face, "phone-passcode", passcode="246810")

    assert locked.codes == ["account_locked_out"]
    assert face.codes == ["face_differs"]
    assert "consent" in browser.open(waiting.links["continue"]).forms


@pytest.mark.parametrize(
    ("person", "code"),
    [
        *(("nguyet", "phone_off"), ("oanh", "app_outdated")),
        *(("long", "person_ignores"), ("trang", "push_late")),
    ],
)
def test_a_phone_that_cannot_answer_explains_itself(
    browser: Browser, other_browser: Browser, person: str, code: str
) -> None:
    waiting = waiting_for(browser, person)

    page = other_browser.open(waiting.links["open-phone"])

    assert page.codes == [code]
    assert "phone-approve" not in page.forms


@pytest.mark.parametrize("person", ["nguyet", "oanh"])
def test_switching_on_or_updating_helps(
    browser: Browser, other_browser: Browser, person: str
) -> None:
    waiting = waiting_for(browser, person)
    page = other_browser.open(waiting.links["open-phone"])

    mended = other_browser.submit(page, "mend")

    assert "phone-approve" in mended.forms
    assert "consent" in browser.approve(waiting, other_browser).forms


def test_a_lost_phone_stops_the_sign_in(browser: Browser) -> None:
    page = waiting_for(browser, "quang")

    other = browser.submit(page, "choose-other")

    assert page.codes == ["phone_lost"]
    assert "choose-account" in other.forms


def test_the_phone_itself_shows_that_it_is_off(idp: Flask, browser: Browser) -> None:
    home = browser.submit(browser.open("/phone"), "phone-owner", "account-nguyet")

    on = browser.submit(home, "switch-on")

    nguyet = idp.extensions["mock_idp"].people.find_in_cast("nguyet")
    assert "phone-off" in home.texts
    assert "scan-beside" in on.forms
    assert nguyet.traits.device is Device.OK


def test_an_older_page_hears_of_the_newer_request(browser: Browser) -> None:
    first = waiting_for(browser, "dao")
    waiting_for(browser, "dao")

    older = browser.open(first.url)

    assert older.codes == ["phone_superseded"]


def test_a_step_out_of_order_is_explained(browser: Browser) -> None:
    waiting = waiting_for(browser, "dao")
    token = dict(waiting.forms["choose-other"][0].fields)["form_token"]
    browser.approve(waiting)
    consent = browser.open(waiting.url)
    first = consent.url

    browser.submit(consent, "consent", "consent-no")
    shown = browser.open(first + "/qr", [("form_token", token)])

    assert shown.status == 409
    assert shown.codes == ["step_not_possible"]
