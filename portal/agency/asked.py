"""What an officer asked of the queue: filter, search, order, page; and its links."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import url_for

FILTERS = ("late", "today", "new", "doing", "supplement", "done")
SORTS = ("due", "code", "name", "changed")
PER_PAGE = 50
LONGEST_SEARCH = 100
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Asked:
    """A view of the queue; every view has its own address."""

    filter: str = ""
    text: str = ""
    sort: str = SORTS[0]
    backwards: bool = False
    page: int = 1

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> "Asked":
        """Read an address; what it gets wrong falls back to the plain queue."""
        wanted = arguments.get("filter", "")
        order = arguments.get("sort", "")
        key = order.removeprefix("-")
        return cls(
            filter=wanted if wanted in FILTERS else "",
            text=_search(arguments.get("q", "")),
            sort=key if key in SORTS else SORTS[0],
            backwards=order.startswith("-") and key in SORTS,
            page=_page(arguments.get("page", "")),
        )

    @property
    def narrows(self) -> bool:
        """Tell whether some dossiers may be left out."""
        return bool(self.filter or self.text)

    def filtered_by(self, code: str) -> str:
        """Return the address with another filter, from its first page."""
        return replace(self, filter=code, page=1).address()

    def sorted_by(self, key: str) -> str:
        """Return the address with another order; the same key again turns it round."""
        turned = key == self.sort and not self.backwards
        return replace(self, sort=key, backwards=turned, page=1).address()

    def paged(self, number: int) -> str:
        """Return the address of another page."""
        return replace(self, page=number).address()

    def address(self) -> str:
        """Return the address of this view."""
        order = f"-{self.sort}" if self.backwards else self.sort
        asked = {
            "q": self.text,
            "filter": self.filter,
            "sort": "" if order == SORTS[0] else order,
            "page": "" if self.page == 1 else str(self.page),
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return url_for("agency.queue") + (f"?{query}" if query else "")


def _search(text: str) -> str:
    kept = "".join(letter if letter.isprintable() else " " for letter in text[:1000])
    return unicodedata.normalize("NFC", " ".join(kept.split()))[:LONGEST_SEARCH]


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LAST_PAGE))):
        return 1
    return min(max(int(text), 1), LAST_PAGE)


@dataclass(frozen=True)
class Page:
    """Which rows of a list are shown, counted from 1."""

    number: int
    count: int
    first: int
    last: int

    @classmethod
    def of(cls, asked: int, total: int) -> "Page":
        """Return the page asked for, or the last one there is."""
        count = max(1, -(-total // PER_PAGE))
        number = min(asked, count)
        first = (number - 1) * PER_PAGE
        return cls(number, count, first + 1, min(first + PER_PAGE, total))
