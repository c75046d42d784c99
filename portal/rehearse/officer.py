"""An officer: the queue, the dossier, the next thing to press."""

from dataclasses import dataclass

from portal.rehearse.browser import Browser
from portal.rehearse.page import Page, has_class
from portal.rehearse.signing_in import sign_in

MAX_ACTIONS = 4
QUEUE = "/agency"


@dataclass
class Officer:
    """One officer at one browser."""

    name: str
    browser: Browser

    def sign_in(self) -> None:
        """Come in through the staff's door."""
        self.browser.open(f"/staff/sign-in?hint={self.name}")
        sign_in(self.browser, self.name)

    def work_on(self, dossier: str) -> int:
        """Do what the queue asks for a dossier; returns how many buttons were pressed.

        Officers of this rehearsal agree: they receive, then decide.
        """
        queue = self.browser.open(QUEUE)
        links = queue.links_below(f"{QUEUE}/{dossier}/")
        if not links:
            return 0
        self.browser.follow(links[0])
        pressed = 0
        while pressed < MAX_ACTIONS and self._press_the_next(self.browser.page):
            pressed += 1
        return pressed

    def _press_the_next(self, page: Page) -> bool:
        forms = page.find(f"//section[{has_class('work')}]//form[@method='post']")
        if not forms:
            return False
        self.browser.send(page.form(forms[0]))
        return True
