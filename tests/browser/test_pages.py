"""Every state of every page: accessible, readable, and within its window."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from portal.rehearse.page import Page as ReadPage
from portal.rehearse.stumbles import check_page
from tests.browser import looking
from tests.browser.over_http import Cast
from tests.browser.states import STATES, Situation, State, prepare
from tests.browser.windows import NARROW, WIDE, Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VERY_NARROW = 320
HALF_OF_WIDE = WIDE // 2


@dataclass
class Gallery:
    """Brings one window for each person into one state after the other."""

    windows: Windows
    cast: Cast
    situation: Situation
    pages: dict[str, Page] = field(default_factory=dict)

    def show(self, state: State, language: str = "vi") -> Page:
        """Return the window of the one who looks, in that state, wide and light."""
        page = self._window(state.who)
        looking.resize(page, WIDE)
        looking.paint(page, "light")
        state.arrive(page, self.situation, language)
        return page

    def _window(self, who: str) -> Page:
        if who not in self.pages:
            cookies = self.cast.cookies(who) if who else None
            self.pages[who] = self.windows.open(cookies=cookies)
        if not who:
            self.pages[who].context.clear_cookies()
        return self.pages[who]


@pytest.fixture(scope="module")
def gallery(chromium: Browser, demo_url: str) -> Iterator[Gallery]:
    """The demo in every situation."""
    windows, cast = Windows(chromium, demo_url), Cast(demo_url)
    yield Gallery(windows, cast, prepare(cast))
    windows.close()


@pytest.fixture(scope="module", params=STATES, ids=lambda state: state.name)
def state(request: pytest.FixtureRequest) -> State:
    """The state that is looked at."""
    found: State = request.param
    return found


@pytest.fixture(scope="module")
def shown(gallery: Gallery, state: State) -> Iterator[Page]:
    """A window in that state; what it complains of fails the test."""
    yield gallery.show(state)
    assert gallery.windows.take_complaints() == []


def test_page_is_accessible_at_both_widths(shown: Page) -> None:
    looking.resize(shown, WIDE)
    wide = looking.violations(shown)
    looking.resize(shown, NARROW)

    narrow = looking.violations(shown)

    assert (wide, narrow) == ([], [])


def test_dark_page_has_contrast(shown: Page) -> None:
    looking.resize(shown, WIDE)

    looking.paint(shown, "dark")
    found = looking.violations(shown, rules=("color-contrast",))
    looking.paint(shown, "light")

    assert found == []


def test_page_fits_its_window(shown: Page) -> None:
    found: dict[str, list[str]] = {}

    for width in (WIDE, NARROW, VERY_NARROW):
        looking.resize(shown, width)
        found[f"{width} px"] = looking.overhang(shown) + looking.squeezed(shown)
    looking.resize(shown, HALF_OF_WIDE)
    looking.double_text(shown)
    found["text twice as large"] = looking.overhang(shown)
    looking.restore_text(shown)
    looking.resize(shown, NARROW)
    looking.space_text(shown)
    found["text spaced out"] = looking.overhang(shown)
    looking.restore_text(shown)

    assert {how: what for how, what in found.items() if what} == {}


def test_every_tab_stop_shows_where_one_is(shown: Page) -> None:
    looking.resize(shown, WIDE)

    assert looking.tab_stop_problems(shown) == []


def test_page_is_in_vietnamese(shown: Page, state: State) -> None:
    page = ReadPage(shown.url, shown.content())
    for box in page.with_class("errsum") + page.find("//*[@data-testid='error']"):
        box.getparent().remove(box)

    check_page(page)

    assert shown.title().startswith("Lỗi:") is state.is_error


def test_every_error_link_leads_to_its_control(shown: Page, state: State) -> None:
    looking.resize(shown, NARROW)

    said = shown.locator("[data-errsum] a, main .field__error")
    assert (said.count() > 0) is state.is_error
    assert looking.dead_error_links(shown) == []


def test_english_page_is_accessible(
    gallery: Gallery, shown: Page, state: State
) -> None:
    page = gallery.show(state, "en")
    looking.resize(page, NARROW)

    assert page.locator("html").get_attribute("lang") == "en"
    assert looking.violations(page) == []
    assert looking.overhang(page) == []
