"""What must hold in every state of every page."""

from playwright.sync_api import Page

from portal.rehearse.page import Page as ReadPage
from portal.rehearse.stumbles import check_page
from tests.browser.pages import looking
from tests.browser.pages.gallery import Gallery
from tests.browser.pages.states import State
from tests.browser.windows import NARROW, WIDE

VERY_NARROW = 320
HALF_OF_WIDE = WIDE // 2


class PageChecks:
    """Accessible, readable, and within its window; a test file names the states.

    Of width, colours and language every pair is looked at; what depends on neither
    width nor language, the colours alone, in two of the four views.
    """

    def test_page_is_accessible_wide_and_readable_when_narrow_and_dark(
        self, shown: Page
    ) -> None:
        looking.resize(shown, WIDE)
        light = looking.violations(shown)

        looking.resize(shown, NARROW)
        looking.paint(shown, "dark")
        dark = looking.violations(shown, rules=looking.COLOURS)
        looking.paint(shown, "light")

        assert (light, dark) == ([], [])

    def test_page_fits_its_window(self, shown: Page) -> None:
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

    def test_every_tab_stop_shows_where_one_is(self, shown: Page) -> None:
        looking.resize(shown, WIDE)

        assert looking.tab_stop_problems(shown) == []

    def test_page_is_in_vietnamese(self, shown: Page, state: State) -> None:
        page = ReadPage(shown.url, shown.content())
        for box in page.with_class("errsum") + page.find("//*[@data-testid='error']"):
            box.getparent().remove(box)

        check_page(page)

        assert shown.title().startswith("Lỗi:") is state.is_error

    def test_every_error_link_leads_to_its_control(
        self, shown: Page, state: State
    ) -> None:
        looking.resize(shown, NARROW)

        said = shown.locator("[data-errsum] a, main .field__error")
        assert (said.count() > 0) is state.is_error
        assert looking.dead_error_links(shown) == []

    def test_english_page_is_accessible_narrow_and_readable_when_wide_and_dark(
        self, gallery: Gallery, state: State
    ) -> None:
        page = gallery.show(state, "en")

        looking.resize(page, NARROW)
        light, too_wide = looking.violations(page), looking.overhang(page)
        looking.resize(page, WIDE)
        looking.paint(page, "dark")
        dark = looking.violations(page, rules=looking.COLOURS)

        assert page.locator("html").get_attribute("lang") == "en"
        assert (light, too_wide, dark) == ([], [], [])
