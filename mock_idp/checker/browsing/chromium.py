"""Chromium as a visitor, for relying parties whose pages need JavaScript.

Playwright drives it and is imported here alone: the checker works without it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mock_idp.checker.browsing.agent import is_here
from mock_idp.checker.browsing.visitor import Browse
from mock_idp.errors import BadSetting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    *("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-pings"),
    *("--disable-background-networking", "--disable-component-update"),
)
NO_PLAYWRIGHT = "Playwright is not installed: pip install playwright"
NO_CHROMIUM = (
    "there is no Chromium: playwright install chromium, or --browser PATH-OF-CHROMIUM"
)


@dataclass(frozen=True)
class Habits:
    """What every window knows of the check.

    Attributes:
        issuer: the mock e-ID.
        login: the address where a sign-in begins.
        good: what a page says when somebody is signed in.
        press: words of the button or link to press there, when one must be pressed.
    """

    issuer: str
    login: str
    good: str
    press: str | None = None

    @property
    def is_here(self) -> bool:
        """Say whether the relying party is on this computer."""
        return is_here(urlsplit(self.login).hostname or "")


@contextmanager
def chromium(path: str = "") -> Iterator[Callable[[Habits], Browse]]:
    """Start Chromium without a window.

    Args:
        path: the program; empty: Playwright's own, else the one on this computer.

    Yields:
        What makes a visitor of habits: it opens a fresh profile each time.

    Raises:
        BadSetting: Playwright or Chromium is not installed.
    """
    try:
        from playwright.sync_api import (  # noqa: PLC0415 - not always there
            Error,
            sync_playwright,
        )
    except ImportError:
        raise BadSetting("--browser", NO_PLAYWRIGHT) from None
    from mock_idp.checker.browsing.window import Window  # noqa: PLC0415 - as above

    with sync_playwright() as playwright:
        try:
            browser = _launch(playwright, path)
        except Error as error:
            reason = str(error).strip().partition("\n")[0]
            raise BadSetting("--browser", reason) from None
        try:
            yield lambda habits: lambda: Window.of(browser, habits)
        finally:
            browser.close()


def _launch(playwright: "Playwright", path: str) -> "Browser":
    program = path or _program(playwright)
    return playwright.chromium.launch(executable_path=program, args=list(FLAGS))


def _program(playwright: "Playwright") -> str:
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise BadSetting("--browser", NO_CHROMIUM)
    return found
