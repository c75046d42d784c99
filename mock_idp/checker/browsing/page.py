"""What a browser without JavaScript sees in a page."""

import html
import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

SILENT = ("script", "style", "template", "noscript")
LONGEST_REFRESH = 10.0
KEEPS_METHOD = (307, 308)
REDIRECTS = (301, 302, 303, *KEEPS_METHOD)
_REFRESH = re.compile(r"\s*([0-9.]+)\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Step:
    """One request a browser makes: an address, or a form sent there."""

    method: str
    url: str
    form: Fields = ()


@dataclass
class Form:
    """A form of a page.

    Attributes:
        is_hidden: it has nothing that a person could fill in.
    """

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    is_hidden: bool = True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.refresh: str | None = None
        self.words: list[str] = []
        self.tags: set[str] = set()
        self._silent = 0
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self._silent += 1
        elif tag == "form":
            method = given.get("method", "get").upper()
            self.forms.append(Form(given.get("action", ""), method))
            self._is_open = True
        elif tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self._take_refresh(given.get("content", ""))
        elif self._is_open:
            self._take_field(tag, given)

    def _take_refresh(self, content: str) -> None:
        found = _REFRESH.match(content)
        if found and float(found[1]) <= LONGEST_REFRESH:
            self.refresh = found[2].strip()

    def _take_field(self, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text" if tag == "input" else "").lower()
        if tag in ("select", "textarea") or (
            tag == "input" and kind not in ("hidden", "submit")
        ):
            self.forms[-1].is_hidden = False
        if given.get("name") and tag == "input":
            self.forms[-1].fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self._silent:
            self._silent -= 1
        elif tag == "form":
            self._is_open = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


@dataclass(frozen=True)
class Page:
    """The answer to one step.

    Attributes:
        status: the status code; 0 when nothing usable came.
        text: the body, as text.
        kind: its content type.
        cookies: the ``Set-Cookie`` headers.
        failed: why nothing usable came.
        is_document: a tab was to show it; else a script asked for it.
    """

    step: Step
    status: int
    location: str | None = None
    text: str = ""
    kind: str = ""
    cookies: tuple[str, ...] = ()
    failed: str = ""
    is_document: bool = True

    def _read(self) -> _Reader:
        reader = _Reader()
        if "html" in self.kind:
            reader.feed(self.text)
            reader.close()
        return reader

    def words(self) -> str:
        """Return what a person reads, in NFC, every run of white space as one space."""
        reader = self._read()
        text = " ".join(reader.words) if reader.words else html.unescape(self.text)
        return plain(text)

    def shows(self, text: str) -> bool:
        """Say whether a person reads a text on the page."""
        return plain(text) in self.words()

    def has_tag(self, name: str) -> bool:
        """Say whether the page has an element of this name."""
        return name in self._read().tags

    def forms(self) -> list[Form]:
        """Return the forms of the page, with whole addresses."""
        found = self._read().forms
        for form in found:
            form.action = urljoin(self.step.url, form.action)
        return found

    def next_step(self) -> Step | None:
        """Return where a browser goes on by itself, if it does."""
        if self.status in REDIRECTS and self.location:
            url = urldefrag(urljoin(self.step.url, self.location)).url
            if self.status in KEEPS_METHOD:
                return Step(self.step.method, url, self.step.form)
            return Step("GET", url)
        reader = self._read()
        refresh = self._refresh_of(reader)
        return Step("GET", refresh) if refresh else self._sent_by_script(reader)

    def refreshes_to(self) -> str | None:
        """Return where the page leads by itself after a while, if it does."""
        return self._refresh_of(self._read())

    def _refresh_of(self, reader: _Reader) -> str | None:
        if not reader.refresh:
            return None
        return urldefrag(urljoin(self.step.url, reader.refresh)).url

    def _sent_by_script(self, reader: _Reader) -> Step | None:
        """Return the form that a script sends to somebody else, if there is one."""
        for form in reader.forms:
            url = urljoin(self.step.url, form.action)
            if form.is_hidden and origin(url) != origin(self.step.url):
                if form.method == "POST":
                    return Step("POST", url, tuple(form.fields))
                return None
        return None


def plain(text: str) -> str:
    """Return a text as it is compared."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def origin(url: str) -> tuple[str, str]:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
