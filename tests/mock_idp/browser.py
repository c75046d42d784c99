"""A browser that follows links and fills forms by ``data-testid``, without scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient


@dataclass
class Form:
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: dict[str, list[Form]] = {}
        self.links: dict[str, str] = {}
        self.codes: list[str] = []
        self.texts: dict[str, str] = {}
        self._form: Form | None = None
        self._reading: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        testid = given.get("data-testid", "")
        if "data-code" in given:
            self.codes.append(given["data-code"])
        if tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.setdefault(testid, []).append(self._form)
        elif tag == "a" and testid:
            self.links[testid] = given["href"]
        elif tag == "input" and self._form is not None:
            ticked = given.get("type") != "checkbox" or "checked" in given
            if ticked and given.get("name"):
                self._form.fields.append((given["name"], given.get("value", "")))
        elif tag == "button" and self._form is not None:
            button = (testid, given.get("name", ""), given.get("value", ""))
            self._form.buttons.append(button)
        if testid:
            self._reading = testid

    def handle_data(self, data: str) -> None:
        if self._reading and data.strip():
            self.texts.setdefault(self._reading, data.strip())
            self._reading = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


class Page:
    """An answer: status, headers, text, and the forms, links and codes in it."""

    def __init__(
        self, url: str, status: int, headers: dict[str, str], text: str
    ) -> None:
        self.url, self.status, self.headers, self.text = url, status, headers, text
        read = _Reader(text)
        self.forms, self.links, self.texts = read.forms, read.links, read.texts
        self.codes = read.codes

    @property
    def location(self) -> str:
        return self.headers["Location"]

    @property
    def answer(self) -> dict[str, str]:
        """What the client gets in its redirect URI."""
        return dict(parse_qsl(urlsplit(self.location).query))


class Browser:
    """One browser with its own cookies, inside the process."""

    def __init__(self, app: Flask, mount: str = "") -> None:
        self.client: FlaskClient = app.test_client()
        self.mount = mount

    def send(
        self, method: str, url: str, data: list[tuple[str, str]] | None = None
    ) -> Page:
        parts = urlsplit(url)
        path = parts.path.removeprefix(self.mount)
        fields: dict[str, list[str]] = {}
        for name, value in data or []:
            fields.setdefault(name, []).append(value)
        answer = self.client.open(
            path,
            method=method,
            query_string=parts.query,
            data=fields or None,
            environ_overrides={"SCRIPT_NAME": self.mount},
        )
        text = answer.get_data(as_text=True)
        answer.close()
        return Page(url, answer.status_code, dict(answer.headers.items()), text)

    def open(self, url: str, data: list[tuple[str, str]] | None = None) -> Page:
        """Open an address and follow redirects as long as they stay here."""
        page = self.send("POST" if data is not None else "GET", url, data)
        while page.status in (302, 303) and page.location.startswith("/"):
            page = self.send("GET", urljoin(page.url, page.location))
        return page

    def submit(self, page: Page, form: str, button: str = "", **typed: str) -> Page:
        """Press a button of a form; ``typed`` replaces or adds fields."""
        found = [
            (f, b) for f in page.forms[form] for b in f.buttons if button in ("", b[0])
        ]
        target, (_, name, value) = found[0]
        fields = [(n, v) for n, v in target.fields if n not in typed]
        fields += list(typed.items())
        if name:
            fields.append((name, value))
        return self.open(target.action or page.url, fields)

    def untick(self, page: Page, form: str, scope: str) -> None:
        """Take a tick away."""
        fields = page.forms[form][0].fields
        fields.remove(("scope", scope))

    def choose(self, page: Page, account: str) -> Page:
        """Choose a person of the cast."""
        return self.submit(page, "choose-account", f"account-{account}")

    def approve(self, waiting: Page, phone: Browser | None = None) -> Page:
        """Agree on the phone (in another browser, if given); go on here."""
        number = waiting.texts["match-number"]
        other = phone or self
        request = other.open(waiting.links["open-phone"])
        other.submit(request, "phone-approve", f"number-{number}")
        return self.open(waiting.links["continue"])

    def sign_in(self, url: str, account: str = "dao") -> Page:
        """Choose, agree on the phone, consent; return the redirect to the client."""
        consent = self.approve(self.choose(self.open(url), account))
        return self.submit(consent, "consent", "consent-yes")
