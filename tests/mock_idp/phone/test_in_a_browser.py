"""Every page of the phone in a real browser, at 1280 and 360 px, in both languages."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium

from mock_idp.clock import Clock
from mock_idp.people.traits import Device, Traits
from mock_idp.serving import Running, serve
from mock_idp.settings import Settings
from tests.browser.chromium import running_chromium
from tests.mock_idp.browser import Browser, Page
from tests.mock_idp.conftest import NOON, authorize_url
from tests.mock_idp.drawing import drawing
from tests.mock_idp.people.accounts import DAO
from tests.mock_idp.phone.pages import every_phone_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Chromium]:
    with running_chromium(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    clock = Clock()
    clock.freeze(NOON)
    with serve(Settings(admin_key="k"), clock) as served:
        served.app.testing = True
        yield served


def speaker(running: Running, language: str) -> Browser:
    browser = Browser(running.app)
    browser.open(f"/phone?lang={language}")
    return browser


def take(phone: Browser, person: str) -> Page:
    return phone.submit(phone.open("/phone"), "phone-owner", f"account-{person}")


def second_phones(running: Running, language: str) -> list[Page]:
    """A phone that was deactivated, the one that did it, and what each shows."""
    browser, first, second = (speaker(running, language) for _ in range(3))
    take(first, "dao")
    active = take(second, "dao")
    waiting = browser.choose(browser.open(authorize_url(prompt="login")), "dao")
    blocked = first.open(waiting.links["open-phone"])
    return [active, first.open("/phone"), blocked]


def other_homes(running: Running, language: str) -> list[Page]:
    """Phones that are off, lost, locked, or of a person with a second one."""
    here = running.app.extensions["mock_idp"]
    phone = speaker(running, language)
    homes = [take(Browser(running.app), "dao")]
    here.people.set_traits(DAO.personal_id, Traits(device=Device.REPLACED))
    for person in ("nguyet", "quang", "dat", "dao"):
        phone = speaker(running, language)
        homes.append(take(phone, person))
    here.people.reset()
    return homes[1:]


def ended(running: Running, language: str) -> list[Page]:
    """Requests that were refused, agreed to, or came too late."""
    browser = speaker(running, language)
    waiting = browser.choose(browser.open(authorize_url(prompt="login")), "dao")
    address = waiting.links["open-phone"]
    number = int(waiting.texts["match-number"])
    match = browser.open(address)
    wrong = browser.submit(match, "phone-approve", number=str((number + 1) % 100))
    right = browser.open(waiting.url).texts["match-number"]
    agreed = browser.submit(wrong, "phone-approve", f"number-{right}")
    late = browser.choose(browser.open(authorize_url(prompt="login")), "ung")
    running.app.extensions["mock_idp"].clock.advance(121)
    return [match, wrong, agreed, browser.open(late.links["open-phone"])]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("pages", [second_phones, other_homes, ended])
def test_the_pages_of_a_phone_are_accessible_and_fit(
    chromium: Chromium, running: Running, pages: object, language: str
) -> None:
    running.app.extensions["mock_idp"].reset()
    running.app.extensions["mock_idp"].clock.freeze(NOON)

    shown = pages(running, language)  # type: ignore[operator]

    with drawing(chromium, running) as window:
        assert all(f'<html lang="{language}"' in page.text for page in shown)
        assert window.look(shown, language) == {}


def _parts(page: Page) -> str:
    """What a page is made of; two pages of the same parts are looked at once."""
    found = re.findall(r'data-(?:testid|code)="([a-z-_]+)', page.text)
    return " ".join(sorted(set(found) - {"account"}))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_around_a_phone_is_accessible_and_fits(
    chromium: Chromium, running: Running, language: str
) -> None:
    running.app.extensions["mock_idp"].reset()
    running.app.extensions["mock_idp"].clock.freeze(NOON)

    reached = every_phone_page(speaker(running, language))
    shown = {_parts(page): page for page in reached}.values()

    with drawing(chromium, running) as window:
        assert window.look(shown, language) == {}
