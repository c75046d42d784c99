"""A citizen who goes on where she was, whatever breaks off under her hands."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import requests

from portal.rehearse.browser import Browser
from portal.rehearse.citizen import Citizen
from portal.rehearse.page import Form, Page
from portal.rehearse.signing_in import sign_in
from portal.rehearse.stumbles import Stumble

BROKEN_OFF = "không mở được trang"
SECTION = re.compile(r"/drafts/[^/]+/s/[a-z_]+")
NOT_TYPED = {"csrf_token", "row_version"}
LOOKED_OVER = ("requester", "child")
"""Sections that she opens although nothing is missing there."""

HER_WORDS = {
    "requester_email": "dao.moi@example.com",
    "child_middle_name": "Trần Khánh",
    "copies_requested": "0",
}
"""What she types although something else stands there, or nothing."""


class WatchedBrowser(Browser):
    """A browser that counts its requests and remembers what was saved.

    Attributes:
        sent: how many requests it has begun.
        saved: section page to what stood in its boxes when it was saved.
        is_resting: nothing happens around requests meanwhile.
    """

    def __init__(
        self, base_url: str, around: Callable[[int, Callable[[], None]], None]
    ):
        super().__init__(base_url)
        self.sent = 0
        self.saved: dict[str, dict[str, list[str]]] = {}
        self.is_resting = False
        self._around = around

    def send(self, form: Form, button: object = None) -> Page:
        """Type her own words, send, and remember what was saved."""
        for name, words in HER_WORDS.items():
            if name in form.values:
                form.set(name, words)
        here = urlsplit(form.action).path
        page = super().send(form, button)
        if SECTION.fullmatch(here):
            self.saved[here] = typed(form)
        return page

    def _send(self, *words: object, **more: object) -> requests.Response:
        """Send one request; what happens around it may break it off."""
        if self.is_resting:
            return super()._send(*words, **more)  # type: ignore[arg-type]
        self.sent += 1
        got: list[requests.Response] = []

        def ask() -> None:
            got.append(super(WatchedBrowser, self)._send(*words, **more))  # type: ignore[arg-type]

        self._around(self.sent, ask)
        return got[0]


def typed(form: Form) -> dict[str, list[str]]:
    """Return what stands in the boxes of a form."""
    return {k: v for k, v in form.values.items() if k not in NOT_TYPED}


def lost(browser: WatchedBrowser) -> list[str]:
    """Look at every section that was saved; returns what is no longer there."""
    browser.is_resting = True
    try:
        return [
            f"{path}: {said}"
            for path, values in browser.saved.items()
            for said in _differences(browser.open(path), values)
        ]
    finally:
        browser.is_resting = False


def _differences(page: Page, values: dict[str, list[str]]) -> list[str]:
    if page.path.startswith("/dossiers/"):
        return []  # it was sent, although the answer did not arrive
    boxes = page.with_class("eform", "form")
    now = typed(page.form(boxes[0])) if boxes else {}
    return [
        f"{name} was {value}, is {now.get(name)}"
        for name, value in values.items()
        if now.get(name) != value
    ]


def file_dossier(
    name: str, browser: WatchedBrowser, start_again: Callable[[], None]
) -> Citizen:
    """Let a citizen begin again and again until her dossier is sent.

    Args:
        name: her cast name.
        browser: hers; it keeps its cookies.
        start_again: called whenever the portal does not answer.
    """
    citizen = Citizen(name, browser)
    while not citizen.dossier:
        try:
            _go_on(citizen)
        except Stumble as stumble:
            if BROKEN_OFF not in stumble.what:
                raise
            start_again()
    return citizen


def _go_on(citizen: Citizen) -> None:
    citizen.browser.open("/dossiers")
    sign_in(citizen.browser, citizen.name)
    filed = citizen.browser.page.find("//main//h3/a[contains(@href, '/dossiers/')]")
    if filed:
        citizen.dossier = str(filed[0].get("href")).rpartition("/")[2]
        return
    citizen.find_procedure("birth")
    citizen.begin("birth")
    citizen.choose_first()
    draft = citizen.browser.page.path
    for section in LOOKED_OVER:
        page = citizen.browser.open(f"{draft}/s/{section}")
        citizen.browser.send(page.form(page.with_class("eform", "form")[0]))
    citizen.browser.open(draft)
    citizen.fill_in()
    citizen.send()
