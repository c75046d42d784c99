"""Every page in a real Chromium: both widths, both languages, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from mock_population_db.serving import serve
from tests.browser.chromium import running_chromium
from tests.browser.pages import looking
from tests.browser.windows import NARROW, WIDE, Windows
from tests.mock_population_db.callers import DAO
from tests.mock_population_db.conftest import open_register

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (WIDE, NARROW, 320)
PAGES = {
    "home": "/",
    "search": "/search",
    "search-errors": "/search?sought=1",
    "search-found": "/search?sought=1&name=Trần Thị Hồng Đào&day=2&month=7&year=1996",
    "person": f"/people/{DAO}",
    "person-of-the-nation": "/people/{native}",
    "unknown": "/people/901196000000",
    "places": "/places",
    "province": "/places/04",
    "commune": "/communes/00070",
    "credibility": "/credibility",
    "cleaning": "/cleaning",
    "dictionary": "/dictionary",
}


@pytest.fixture(scope="module")
def chromium(chromium_path: str) -> Iterator[Browser]:
    with running_chromium(chromium_path) as browser:
        yield browser


@pytest.fixture(scope="module")
def windows(chromium: Browser, tmp_path_factory) -> Iterator[Windows]:
    file = tmp_path_factory.mktemp("looked-at") / "population.db"
    with serve(open_register(f"sqlite:///{file}")) as url:
        opened = Windows(chromium, url)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def native(windows: Windows) -> str:
    """Somebody of the nation, the first householder of the ward."""
    page = windows.open()
    page.goto("/communes/00070")
    return page.locator("[data-testid=households] tbody code").first.inner_text()


@pytest.fixture(scope="module", params=PAGES)
def shown(request, windows: Windows, native: str) -> Iterator[Page]:
    page = windows.open()
    page.goto(PAGES[request.param].format(native=native))
    yield page
    assert windows.take_complaints() == []


def test_a_page_is_accessible_at_both_widths_and_in_both_colours(shown: Page):
    found = {}

    for width in (WIDE, NARROW):
        looking.resize(shown, width)
        found[width] = looking.violations(shown)
        looking.paint(shown, "dark")
        found[f"{width} dark"] = looking.violations(shown, rules=looking.COLOURS)
        looking.paint(shown, "light")

    assert {how: what for how, what in found.items() if what} == {}


def test_a_page_fits_its_window(shown: Page):
    found = {}

    for width in WIDTHS:
        looking.resize(shown, width)
        found[width] = looking.overhang(shown) + looking.squeezed(shown)
    looking.resize(shown, WIDE // 2)
    looking.double_text(shown)
    found["text twice as large"] = looking.overhang(shown)
    looking.restore_text(shown)
    looking.resize(shown, NARROW)
    looking.space_text(shown)
    found["text spaced out"] = looking.overhang(shown)
    looking.restore_text(shown)

    assert {how: what for how, what in found.items() if what} == {}


def test_every_stop_of_the_tab_key_is_seen(shown: Page):
    looking.resize(shown, WIDE)

    assert looking.tab_stop_problems(shown) == []


def test_a_page_says_that_its_people_are_synthetic(shown: Page):
    assert shown.get_by_test_id("mock-band").is_visible()
    assert shown.locator("html").get_attribute("lang") == "vi"
    assert shown.locator("script").count() == 0


def test_error_links_lead_to_their_boxes(shown: Page):
    assert looking.dead_error_links(shown) == []


def test_the_english_page_is_accessible_and_fits(shown: Page):
    looking.resize(shown, NARROW)
    here = shown.url
    shown.goto(f"{here}{'&' if '?' in here else '?'}lang=en".replace("#", ""))

    found = looking.violations(shown) + looking.overhang(shown)
    language = shown.locator("html").get_attribute("lang")

    shown.goto(here)
    assert (language, found) == ("en", [])


def test_a_list_is_cleaned_by_hand_of_a_visitor(windows: Windows, native: str):
    page = windows.open(width=NARROW, scripts=False)
    page.goto("/cleaning")
    page.locator("main form .btn").click()
    said = page.locator(".field__error").inner_text()

    rows = f"so_dinh_danh,ho_ten,ngay_sinh\n{native},Sai Tên,01/01/1990\n"
    page.locator("#file").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.locator("main form .btn").click()
    page.locator("[data-testid=state][data-state=done]").wait_for()

    assert said.startswith("Tệp danh sách")
    assert page.locator(".doors a").count() == 5
    assert looking.overhang(page) == []
    assert windows.take_complaints() == []


def test_every_drawing_has_a_table(shown: Page):
    for drawing in shown.locator("main svg[role=img]").all():
        name = drawing.get_attribute("aria-labelledby") or ""
        words = [shown.locator(f"#{part}").text_content() for part in name.split()]

        assert all(words)
        assert shown.locator("main table").count() >= 1
