"""Pages that were reached without a browser, drawn and looked at in a real one.

A page is shown at its own address with the style sheets of the running e-ID; scripts
that would ask for news are left out, since the page's state may be long past.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page as Window
from playwright.sync_api import Route

from mock_idp.serving import Running
from tests.browser.pages import looking
from tests.browser.windows import HEIGHT, NARROW, WIDE
from tests.mock_idp.browser import Page

Found = dict[str, list[str]]


@dataclass
class Drawing:
    """One window that shows the pages of one running e-ID."""

    window: Window
    issuer: str

    def look(self, pages: Iterable[Page], language: str) -> Found:
        """Return what is wrong with each page, wide and narrow; empty when all is well.

        As in ``tests.browser.pages.checks``: of width, colours and language every pair
        is looked at; every rule in Vietnamese and wide, and in English and narrow.
        """
        whole = WIDE if language == "vi" else NARROW
        found: Found = {}
        for number, page in enumerate(pages):
            self._show(page)
            for width in (WIDE, NARROW):
                looking.resize(self.window, width)
                found[f"{number} {page.url} {width} px"] = [
                    *(looking.violations(self.window) if width == whole else ()),
                    *looking.overhang(self.window),
                    *looking.squeezed(self.window),
                ]
            looking.resize(self.window, WIDE + NARROW - whole)
            looking.paint(self.window, "dark")
            dark = looking.violations(self.window, rules=looking.COLOURS)
            found[f"{number} {page.url} dark"] = dark
            looking.paint(self.window, "light")
        return {where: what for where, what in found.items() if what}

    def _show(self, page: Page) -> None:
        address = f"{self.issuer}{page.url.removeprefix(self.issuer)}"

        def answer(route: Route) -> None:
            is_page = route.request.resource_type == "document"
            if "/live.js" in route.request.url:
                route.abort()
            elif is_page:
                route.fulfill(status=200, content_type="text/html", body=page.text)
            else:
                route.continue_()

        self.window.unroute_all()
        self.window.route("**/*", answer)
        self.window.goto(address)


@contextmanager
def drawing(chromium: Chromium, running: Running) -> Iterator[Drawing]:
    """Open a window on a running e-ID."""
    context = chromium.new_context(viewport={"width": WIDE, "height": HEIGHT})
    yield Drawing(context.new_page(), running.issuer)
    context.close()
