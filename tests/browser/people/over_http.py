"""Brings the demo into a situation quickly: the people of a rehearsal, over HTTP.

What a window then shows was made by the same pages, without drawing them.
"""

import threading
from dataclasses import dataclass

from playwright.sync_api import StorageState

from portal.rehearse.browser import Browser
from portal.rehearse.citizen import Citizen
from portal.rehearse.officer import Officer
from portal.rehearse.play import OFFICERS

PROCEDURE = "birth"
MAX_ROUNDS = 200
PAUSE_S = 0.1


@dataclass
class Cast:
    """Who is signed in already, by cast name; every person signs in once."""

    url: str

    def __post_init__(self) -> None:
        self._citizens: dict[str, Citizen] = {}
        self._officers: dict[str, Officer] = {}

    def citizen(self, name: str) -> Citizen:
        """Return a citizen who is signed in."""
        if name not in self._citizens:
            citizen = Citizen(name, Browser(self.url))
            citizen.arrive()
            self._citizens[name] = citizen
        return self._citizens[name]

    def officer(self, name: str) -> Officer:
        """Return an officer who is signed in."""
        if name not in self._officers:
            officer = Officer(name, Browser(self.url))
            officer.sign_in()
            self._officers[name] = officer
        return self._officers[name]

    def draft(self, name: str) -> str:
        """Open a draft for the person's first child; returns its path."""
        citizen = self.citizen(name)
        citizen.find_procedure(PROCEDURE)
        citizen.begin(PROCEDURE)
        citizen.choose_first()
        return citizen.browser.page.path

    def ready_draft(self, name: str) -> str:
        """Open a draft and fill in what is missing; returns its path."""
        draft = self.draft(name)
        self.citizen(name).fill_in()
        return draft

    def dossier(self, name: str) -> str:
        """Let a citizen fill in and send; returns the dossier's code."""
        self.ready_draft(name)
        return self.citizen(name).send()

    def session(self, name: str) -> StorageState:
        """Return what makes a window this person's, citizen or officer."""
        person = self.officer(name) if name in OFFICERS else self.citizen(name)
        return session_of(person.browser)

    def press(self, officer: str, path: str, button: str) -> None:
        """Press a button of the page at a path; ``button`` is the form's address."""
        browser = self.officer(officer).browser
        pause = threading.Event()
        for _round in range(MAX_ROUNDS):
            page = browser.try_open(path)
            forms = page.find(f"//form[contains(@action, '{button}')]") if page else []
            if page and forms:
                browser.send(page.form(forms[0]))
                return
            pause.wait(PAUSE_S)
        raise AssertionError(f"{path} never offered {button}")

    def results(self, citizen: str, code: str) -> list[str]:
        """Wait until every result is there; returns their paths."""
        person, pause = self.citizen(citizen), threading.Event()
        for _round in range(MAX_ROUNDS):
            person.browser.open(f"/dossiers/{code}")
            links, expected = person.results()
            if expected and len(links) == expected:
                return [str(link.get("href")) for link in links]
            pause.wait(PAUSE_S)
        raise AssertionError(f"{code} never had its results")

    def let_officers_be(self, mode: str) -> None:
        """Turn the switch of the lobby: officers are ``off``, ``fast`` or ``human``."""
        lobby = Browser(self.url)
        page = lobby.open("/demo")
        form = page.form(page.find("//form[contains(@action, '/demo/autopilot')]")[0])
        form.set("mode", mode)
        lobby.send(form)


def session_of(browser: Browser) -> StorageState:
    """Return the cookies of a rehearsal's browser as a window takes them."""
    return {
        "cookies": [
            {
                "name": cookie.name,
                "value": cookie.value or "",
                "domain": cookie.domain,
                "path": cookie.path,
                "expires": -1,
                "httpOnly": True,
                "secure": False,
                "sameSite": "Lax",
            }
            for cookie in browser._session.cookies
        ]
    }
