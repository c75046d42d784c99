"""One window for each person, brought into one state after the other."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.pages import looking
from tests.browser.pages.states import State
from tests.browser.people.situation import Situation
from tests.browser.windows import WIDE, Windows


@dataclass
class Gallery:
    """Brings one window for each person into one state after the other."""

    windows: Windows
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
            session = self.situation.cast.session(who) if who else None
            self.pages[who] = self.windows.open(session=session)
        if not who:
            self.pages[who].context.clear_cookies()
        return self.pages[who]
