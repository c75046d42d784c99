"""The glass in a real browser: accessible, within its window, live, without scripts."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from mock_idp.serving import Running, serve
from mock_idp.settings import Settings
from tests.browser.chromium import running_chromium
from tests.browser.pages import looking
from tests.browser.windows import HEIGHT, NARROW, WIDE
from tests.mock_idp.browser import Browser
from tests.mock_idp.conftest import authorize_url, redeem
from tests.mock_idp.control.flows import Flows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATHS = ("/kinh", "/kinh/1", "/kinh/1?mo=1", "/kinh/token")


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Chromium]:
    with running_chromium(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """An e-ID where one person has signed in and out, and one token was spoiled."""
    with serve(Settings(headless=True, open_control=True, admin_key="k")) as served:
        person = Browser(served.app)
        token = redeem(person, person.sign_in(authorize_url())).json["id_token"]
        person.open(f"/logout?{urlencode({'id_token_hint': token})}")
        flows = Flows(served.app, key={"Authorization": "Bearer k"})
        flows.switch_on("I.exp_past", times=1)
        flows.tokens()
        yield served


def _window(chromium: Chromium, running: Running, *, scripts: bool = True) -> Page:
    context = chromium.new_context(
        base_url=running.issuer,
        viewport={"width": WIDE, "height": HEIGHT},
        locale="vi-VN",
        java_script_enabled=scripts,
    )
    return context.new_page()


@pytest.mark.parametrize("path", PATHS)
def test_page_is_accessible_and_fits_its_window(
    chromium: Chromium, running: Running, path: str
):
    page = _window(chromium, running)
    page.goto(path)
    found: dict[str, list[str]] = {}

    for width in (WIDE, NARROW):
        for scheme in ("light", "dark"):
            looking.resize(page, width)
            looking.paint(page, scheme)
            found[f"{width} {scheme}"] = [
                *looking.violations(page),
                *looking.overhang(page),
                *looking.squeezed(page),
            ]
    page.context.close()

    assert {how: what for how, what in found.items() if what} == {}


def test_every_tab_stop_shows_where_one_is(chromium: Chromium, running: Running):
    page = _window(chromium, running)
    page.goto("/kinh/1")

    problems = looking.tab_stop_problems(page)
    page.context.close()

    assert problems == []


def test_a_step_opens_by_keyboard_and_stays_open_when_news_come(
    chromium: Chromium, running: Running
):
    page = _window(chromium, running)
    page.goto("/kinh/1")
    page.locator("#mo-1").focus()
    page.keyboard.press("Enter")
    before = page.locator("[data-testid=steps] > li").count()

    known = running.app.extensions["mock_idp"].journal.find()[1]
    running.app.test_client().get(known.path)  # somebody opens a page of it again
    page.locator(f"#b{before + 1}").wait_for()

    assert page.locator("#buoc-1").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == "mo-1"
    page.context.close()


def test_everything_works_without_scripts(chromium: Chromium, running: Running):
    page = _window(chromium, running, scripts=False)
    page.goto("/kinh")
    page.get_by_test_id("trails").locator("a").first.click()
    page.get_by_test_id("open-all").click()

    assert page.get_by_text("code", exact=True).first.is_visible()
    page.goto("/kinh/token")
    page.fill("#jwt", "not a token")
    page.get_by_role("button", name="Giải thích").click()
    assert page.get_by_test_id("error").is_visible()
    page.context.close()
