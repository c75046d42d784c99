"""A browser for tests: follows redirects, reads pages, fills in forms as they stand."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.web.csrf import FIELD
from tests.portal.signed_in import CSRF

VOID = {"input", "meta", "link", "img", "br", "hr", "use", "rect", "line"}


class Element:
    """An element of a page."""

    def __init__(
        self, tag: str, attributes: dict[str, str], parent: "Element | None"
    ) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element] = []
        self.words: list[str | Element] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def walk(self) -> Iterator["Element"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str = "", css: str = "", **wanted: str) -> list["Element"]:
        """Return the elements below with this tag, class and attributes."""
        return [
            found
            for found in self.walk()
            if (not tag or found.tag == tag)
            and (not css or css in found.get("class").split())
            and all(found.attributes.get(k) == v for k, v in wanted.items())
        ]

    def one(self, tag: str = "", css: str = "", **wanted: str) -> "Element":
        found = self.all(tag, css, **wanted)
        assert len(found) == 1, f"{len(found)} of {tag} .{css} {wanted}"
        return found[0]

    @property
    def text(self) -> str:
        parts = [w if isinstance(w, str) else w.text for w in self.words]
        return " ".join(" ".join(parts).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.children.append(made)
        self.here.words.append(made)
        if tag not in VOID:
            self.here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        node: Element | None = self.here
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self.here = node.parent

    def handle_data(self, data: str) -> None:
        self.here.words.append(data)


class Page:
    """An answer with its page."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.request.path
        self.html = response.get_data(as_text=True)
        reader = _Reader()
        reader.feed(self.html)
        self.root = reader.root

    @property
    def title(self) -> str:
        return self.root.one("title").text

    @property
    def text(self) -> str:
        return self.root.one("main").text

    def control(self, name: str) -> Element | None:
        found = [e for e in self.root.walk() if e.get("name") == name]
        return found[0] if found else None

    @property
    def main_form(self) -> Element:
        forms = self.root.one("main").all("form", method="post")
        return max(forms, key=lambda form: len(list(form.walk())))

    def entries(self) -> dict[str, str]:
        """Return what a browser would post from the page's main form, untouched."""
        posted: dict[str, str] = {}
        for box in self.main_form.all("input") + self.main_form.all("textarea"):
            kind = box.get("type", "text")
            if kind in {"checkbox", "radio"} and "checked" not in box.attributes:
                continue
            if kind != "file":
                posted[box["name"]] = box.get("value") or box.text
        for choice in self.main_form.all("select"):
            picked = [o for o in choice.all("option") if "selected" in o.attributes]
            first = choice.all("option")[0]
            posted[choice["name"]] = (picked[0] if picked else first)["value"]
        return posted

    def problems(self) -> list[tuple[str, str]]:
        """Return the links of the error summary: target and words."""
        boxes = self.root.all(css="errsum")
        return [(a["href"], a.text) for box in boxes for a in box.all("a")]


class Browser:
    """Keeps cookies, follows redirects, posts with the hidden token."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **more: Any) -> Page:
        return Page(self.client.get(path, follow_redirects=True, **more))

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> Page:
        sent = {FIELD: CSRF, **(data or {})}
        return Page(self.client.post(path, data=sent, follow_redirects=True))

    def submit(self, page: Page, **changed: Any) -> Page:
        """Send a page's main form as it stands, with some answers changed."""
        entries: dict[str, Any] = {**page.entries(), **changed}
        kept = {name: value for name, value in entries.items() if value is not None}
        action = page.main_form.get("action") or page.path
        return self.post(action, kept)
