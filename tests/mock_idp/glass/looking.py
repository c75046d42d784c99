"""What somebody sees who looks through the glass."""

from __future__ import annotations

import re
from html import unescape

from flask import Flask
from lxml import html

from tests.mock_idp.browser import Browser, Page

KEY = "test-admin-key"


class Looking(Browser):
    """A browser that has entered the key of the control API."""

    def __init__(self, app: Flask, key: str = KEY, prefix: str = "") -> None:
        super().__init__(app)
        self.prefix = prefix
        door = self.open(f"{prefix}/kinh")
        self.submit(door, "glass-key", key=key)

    def list(self) -> Page:
        return self.open(f"{self.prefix}/kinh")

    def newest(self) -> Page:
        """The newest sign-in, with every step open."""
        number = re.search(r'data-testid="trail-(\d+)"', self.list().text)
        assert number is not None
        return self.one(int(number[1]))

    def one(self, number: int) -> Page:
        return self.open(f"{self.prefix}/kinh/{number}?mo=1")


def steps(page: Page) -> list[str]:
    """Each step as one line of text: lanes, title, message."""
    found = html.fromstring(page.text).xpath("//li[starts-with(@data-testid,'step-')]")
    return [
        " ".join(
            " ".join(each.xpath(".//*[contains(@class,'step__text')]//text()")).split()
        )
        for each in found
    ]


def checked(page: Page) -> dict[str, bool]:
    """Each comparison and whether it is ticked."""
    found = html.fromstring(page.text).xpath("//*[@data-testid='checks']/li")
    return {
        each.xpath("string(.//*[@class='checks__title'])"): (
            "checks__item--bad" not in each.get("class")
        )
        for each in found
    }


def rows(page: Page) -> list[tuple[str, str]]:
    """Name and value of every line."""
    found = html.fromstring(page.text).xpath("//div[@class='row']")
    return [
        (
            each.xpath("string(dt)").strip(),
            each.xpath("string(dd/*[@class='row__said'])").strip(),
        )
        for each in found
    ]


def words(page: Page) -> str:
    """Everything that can be read."""
    return unescape(re.sub(r"<[^>]+>", " ", page.text))
