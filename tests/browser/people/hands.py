"""Two ways to work a page: with a mouse, and with the keyboard alone.

Both count: how often something was pressed, and how many questions were answered.
"""

from typing import Protocol

from playwright.sync_api import Locator, Page, expect

MAX_STOPS = 150
_HAS_FOCUS = "e => e === document.activeElement"
_SHARES_NAME_WITH_FOCUS = """e => document.activeElement.name === e.name
  && document.activeElement.type === "radio" """


class Hand(Protocol):
    """What a person can do to a page."""

    page: Page
    presses: int
    """Clicks or keys."""
    answers: int
    """Questions answered: lists, boxes, text."""

    def press(self, target: Locator) -> None:
        """Press a link or a button."""

    def tick(self, box: Locator) -> None:
        """Tick a box, or take one of several radio buttons."""

    def choose(self, box: Locator, label: str) -> None:
        """Take a line of a list."""

    def write(self, box: Locator, text: str) -> None:
        """Replace what stands in a text box."""


class Mouse:
    """Clicks; types only where text is asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0
        self.answers = 0

    def press(self, target: Locator) -> None:
        """Click."""
        target.click()
        self.presses += 1

    def tick(self, box: Locator) -> None:
        """Click the words beside the box."""
        self.page.locator(f"label[for='{box.get_attribute('id')}']").click()
        expect(box).to_be_checked()
        self.presses += 1
        self.answers += 1

    def choose(self, box: Locator, label: str) -> None:
        """Open the list, click the line."""
        box.select_option(label=label)
        self.presses += 2
        self.answers += 1

    def write(self, box: Locator, text: str) -> None:
        """Click into the box and type."""
        box.fill(text)
        self.presses += 1 + len(text)
        self.answers += 1


class Keyboard:
    """Tab, Enter, Space, arrows and letters; a pointer is never used."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0
        self.answers = 0

    def press(self, target: Locator) -> None:
        """Tab to it and press Enter."""
        self._tab_to(target)
        self._key("Enter")

    def tick(self, box: Locator) -> None:
        """Tab to a box and press Space; go to a radio button with the arrows."""
        if box.get_attribute("type") == "radio":
            self._take_radio(box)
        else:
            self._tab_to(box)
            self._key("Space")
        expect(box).to_be_checked()
        self.answers += 1

    def choose(self, box: Locator, label: str) -> None:
        """Tab to the list and go down to the line."""
        self._tab_to(box)
        for _line in range(box.locator("option").count()):
            if box.evaluate("e => e.selectedOptions[0].label") == label:
                break
            self._key("ArrowDown")
        expect(box.locator("option:checked")).to_have_text(label)
        self.answers += 1

    def write(self, box: Locator, text: str) -> None:
        """Tab to the box, which selects its text, and type."""
        self._tab_to(box)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.presses += 1 + len(text)
        self.answers += 1

    def _take_radio(self, box: Locator) -> None:
        for _stop in range(MAX_STOPS):
            if box.evaluate(_SHARES_NAME_WITH_FOCUS):
                break
            self._key("Tab")
        self._key("Space")
        for _other in range(MAX_STOPS):
            if box.is_checked():
                return
            self._key("ArrowDown")

    def _tab_to(self, target: Locator) -> None:
        expect(target).to_be_visible()
        for _stop in range(MAX_STOPS):
            if target.evaluate(_HAS_FOCUS):
                return
            self._key("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1
