"""A page as a person finds it: words, links, forms."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]

Element = Any
"""An lxml element; the library is untyped."""

_UNSEEN = "self::script or self::style or self::noscript or self::template or self::svg"
_FOREIGN = "(@lang and @lang != 'vi' and not(self::html))"
_TYPED = {"text", "search", "email", "tel", "number", "url", "password", "date"}


@dataclass(frozen=True)
class Upload:
    """A file to send with a form."""

    name: str
    content: bytes
    media_type: str


@dataclass
class Form:
    """A form with what stands in its controls; change ``values`` to fill it in."""

    element: Element
    action: str
    method: str
    values: dict[str, list[str]]
    files: dict[str, Upload] = field(default_factory=dict)

    @property
    def is_multipart(self) -> bool:
        """Whether files go along."""
        return str(self.element.get("enctype")) == "multipart/form-data"

    def set(self, name: str, value: str) -> None:
        """Type, choose or tick."""
        self.values[name] = [value]

    def press(self, button: Element | None) -> None:
        """Send the button's own value along, as a browser does."""
        if button is not None and button.get("name"):
            self.set(button.get("name"), button.get("value", ""))


class Page:
    """One answer of a server, read as HTML."""

    def __init__(self, url: str, html: str) -> None:
        self.url = url
        self.root: Element = lxml.html.document_fromstring(html or "<html></html>")

    @property
    def path(self) -> str:
        """The address without the server."""
        return urlsplit(self.url).path

    @property
    def heading(self) -> str:
        """What the page calls itself."""
        found = self.root.xpath("//h1")
        return words_of(found[0]) if found else ""

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        return str(self.root.get("lang", ""))

    def find(self, xpath: str) -> list[Element]:
        """Return the elements that an XPath finds."""
        found: list[Element] = self.root.xpath(xpath)
        return found

    def with_class(self, name: str, tag: str = "*") -> list[Element]:
        """Return the elements of a class."""
        return self.find(f"//{tag}[{has_class(name)}]")

    def marked(self, testid: str) -> Element | None:
        """Return the element with this ``data-testid``."""
        found = self.find(f"//*[@data-testid='{testid}']")
        return found[0] if found else None

    def words(self) -> str:
        """Return what is to be read on the page."""
        return " ".join(words_of(body) for body in self.find("//body"))

    def own_words(self) -> str:
        """Return the words that are not marked as of another language."""
        texts = self.find(f"//body//text()[not(ancestor::*[{_UNSEEN} or {_FOREIGN}])]")
        return " ".join(" ".join(texts).split())

    def address(self, link: Element) -> str:
        """Return where a link leads."""
        return urljoin(self.url, str(link.get("href", "")))

    def links_to(self, path: str) -> list[Element]:
        """Return the links to exactly this path, in the order of the page."""
        return [link for link in self._links() if self._path(link) == path]

    def links_below(self, path: str) -> list[Element]:
        """Return the links to pages below a path."""
        return [link for link in self._links() if self._path(link).startswith(path)]

    def _links(self) -> list[Element]:
        return self.find("//a[@href]")

    def _path(self, link: Element) -> str:
        return urlsplit(self.address(link)).path

    def form(self, element: Element) -> Form:
        """Read a form with what stands in it."""
        return Form(
            element=element,
            action=urljoin(self.url, element.get("action") or self.url),
            method=(element.get("method") or "get").upper(),
            values=_values(element),
        )


def has_class(name: str) -> str:
    """Return the XPath condition for a CSS class."""
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"


def words_of(element: Element) -> str:
    """Return the words in an element, without scripts and pictures."""
    texts = element.xpath(f".//text()[not(ancestor::*[{_UNSEEN}])]")
    return " ".join(" ".join(texts).split())


def typed_controls(element: Element) -> Iterator[Element]:
    """Return the controls into which a person types, chooses or ticks."""
    for control in element.xpath(
        ".//input[@name] | .//select[@name] | .//textarea[@name]"
    ):
        kind = control.get("type", "text")
        if control.tag != "input" or kind in _TYPED | {"radio", "checkbox"}:
            yield control


def options_of(control: Element) -> list[str]:
    """Return the values that a select offers; the empty one is no offer."""
    return [value for value in control.xpath(".//option/@value") if value]


def _values(form: Element) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values
