"""One window of Chromium: walks like our small browser, and runs the pages' scripts.

Chromium is asked to stop before every request and after every answer (its ``Fetch``
domain), so that a visit can look at redirects, and end before one of them.
"""

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from playwright.sync_api import Error

from mock_idp.checker.browsing.chromium import Habits
from mock_idp.checker.browsing.page import Page, Step
from mock_idp.checker.browsing.traffic import Traffic
from mock_idp.checker.browsing.visitor import Pause, Walk, never
from mock_idp.clock import ticks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

LONGEST_SECONDS = 20.0
QUIET_SECONDS = 0.4
"""Nothing happens for so long: the page has come to rest."""
SURE_SECONDS = 0.08
"""The same when the page already says that somebody is signed in."""
LOOK_MILLISECONDS = 15
PRESS_MILLISECONDS = 3000
READ = "() => document.body ? document.body.innerText : ''"
IS_LOADED = "() => document.readyState === 'complete'"
FORM = """<!doctype html><title>check-rp</title><form method="post"></form><script>
const [action, fields] = {told};
const form = document.forms[0];
form.action = action;
for (const [name, value] of fields) {{
  const input = document.createElement("input");
  Object.assign(input, {{type: "hidden", name, value}});
  form.append(input);
}}
form.submit();
</script>"""
"""A page of the e-ID's site that sends a form, as ``form_post`` does."""


class Window:
    """One tab of a browser profile; used by one thread."""

    def __init__(self, context: "BrowserContext", habits: Habits) -> None:
        self._context = context
        self._habits = habits
        self._page = context.new_page()
        self._link = context.new_cdp_session(self._page)
        frame = self._link.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._traffic = Traffic(self._link, frame)
        self._errors: list[str] = []
        self._page.on("pageerror", lambda error: self._errors.append(str(error)))

    @classmethod
    def of(cls, browser: "Browser", habits: Habits) -> Self:
        """Open a window with a profile of its own."""
        context = browser.new_context(
            locale="vi-VN",
            accept_downloads=False,
            service_workers="block",
            ignore_https_errors=habits.is_here,
        )
        return cls(context, habits)

    def tab(self) -> "Window":
        """Open another tab with the same cookies."""
        return Window(self._context, self._habits)

    def open(self, url: str, pause: Pause = never) -> Walk:
        """Open an address and follow it."""
        return self.walk(Step("GET", url), pause)

    def walk(self, step: Step, pause: Pause = never) -> Walk:
        """Take a step and whatever it leads to; stop before a step that is paused."""
        self._errors.clear()
        self._traffic.begin(pause)
        self._go(step)
        self._rest(press=step.url == self._habits.login)
        traffic = self._traffic
        pages = traffic.pages()
        if traffic.held is None and not traffic.is_endless:
            pages = self._followed(pages, pause)
        return Walk(tuple(pages), traffic.held, traffic.is_endless)

    def _go(self, step: Step) -> None:
        url = step.url
        if step.method == "POST":
            url = f"{self._habits.issuer}/check-rp"
            told = json.dumps([step.url, step.form]).replace("<", "\\u003c")
            self._traffic.instead = (url, FORM.format(told=told))
        with suppress(Error):  # a step that is paused or fails ends the order too
            self._link.send("Page.navigate", {"url": url})

    def _rest(self, *, press: bool) -> None:
        """Wait until the page has come to rest; press the button that begins."""
        pressing = self._habits.press if press else None
        until, quiet = ticks() + LONGEST_SECONDS, None
        while ticks() < until and not self._traffic.is_over:
            with suppress(Error):
                self._page.wait_for_timeout(LOOK_MILLISECONDS)
            if self._traffic.is_busy or not self._asks(IS_LOADED):
                quiet = None
                continue
            quiet = quiet or ticks()
            still = ticks() - quiet
            if pressing and still >= SURE_SECONDS and self._press(pressing):
                pressing = quiet = None
            elif still >= (SURE_SECONDS if self._is_welcome() else QUIET_SECONDS):
                return

    def _press(self, words: str) -> bool:
        """Press a button or a link; say whether there was one."""
        page = self._page
        found = page.get_by_role("button", name=words).or_(
            page.get_by_role("link", name=words)
        )
        try:
            if not found.count():
                return False
            found.first.click(timeout=PRESS_MILLISECONDS, no_wait_after=True)
        except Error:
            return False
        return True

    def _is_welcome(self) -> bool:
        text = str(self._asks(READ) or "")
        return Page(Step("GET", ""), 200, text=text).shows(self._habits.good)

    def _asks(self, script: str) -> object:
        """Ask the page; nothing while it is on its way to another one."""
        try:
            found: object = self._page.evaluate(script)
        except Error:
            return None
        return found

    def _followed(self, pages: list[Page], pause: Pause) -> list[Page]:
        """Add what the person sees in the end; do not wait for a slow refresh."""
        seen = self._shown(pages)
        if seen is None:
            return pages
        following = seen.refreshes_to()
        if following is not None and seen.status:
            walk = self.walk(Step("GET", following), pause)
            return [*pages, *walk.pages]
        return [*pages, seen]

    def _shown(self, pages: list[Page]) -> Page | None:
        """Return the page as scripts have left it; nothing when none came at all."""
        answered = [page for page in pages if page.is_document]
        last = answered[-1] if answered else None
        if last is not None and not last.status:
            return None
        try:
            url, text = self._page.url, self._page.content()
        except Error:
            return None
        if not url.startswith(("http://", "https://")):
            return None
        if self._errors and not str(self._asks(READ) or "").strip():
            return Page(Step("GET", url), 0, failed=f"script: {self._errors[0]}"[:200])
        return Page(Step("GET", url), last.status if last else 200, None, text, "html")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(Error):
            self._context.close()
