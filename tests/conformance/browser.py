"""A browser without scripts: cookies, links, forms. Standard library only.

    browser = Browser()
    page = browser.open(url)                 # follows redirects inside the e-ID
    page = browser.submit(page, "consent", "consent-yes")
    answer = browser.sign_in(url)            # everything up to the client's address

Forms, links and buttons are found by their ``data-testid``, a tested contract of the
e-ID's pages.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

Pairs = Sequence[tuple[str, str]]
REDIRECTS = (301, 302, 303, 307, 308)
MOST_STEPS = 12
FORM = "application/x-www-form-urlencoded"


@dataclass
class Form:
    """A form of a page: what a browser would send, and its buttons."""

    action: str
    method: str = "get"
    testid: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.addresses: list[str] = []
        self.frames: list[str] = []
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
            method = given.get("method", "get").lower()
            self._form = Form(given.get("action", ""), method, testid)
            self.forms.append(self._form)
        elif tag == "a" and given.get("href"):
            self.addresses.append(given["href"])
            self.links.setdefault(testid, given["href"])
        elif tag == "iframe" and given.get("src"):
            self.frames.append(given["src"])
        self._read_control(tag, given, testid)
        self._reading = testid or self._reading

    def _read_control(self, tag: str, given: dict[str, str], testid: str) -> None:
        if self._form is None:
            return
        if tag == "input" and given.get("name"):
            is_choice = given.get("type") in ("checkbox", "radio")
            if not is_choice or "checked" in given:
                self._form.fields.append((given["name"], given.get("value", "")))
        elif tag == "button":
            button = (testid, given.get("name", ""), given.get("value", ""))
            self._form.buttons.append(button)

    def handle_data(self, data: str) -> None:
        if self._reading and data.strip():
            self.texts.setdefault(self._reading, data.strip())
            self._reading = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


class Page:
    """An answer of a server.

    Attributes:
        forms, links, texts: by ``data-testid``; ``every_form`` in their order.
        addresses, frames: where links and iframes lead.
        codes: the ``data-code`` of errors on the page.
    """

    def __init__(
        self, url: str, status: int, headers: Mapping[str, str], text: str
    ) -> None:
        self.url, self.status, self.text = url, status, text
        self.headers = {name.lower(): value for name, value in headers.items()}
        is_html = self.headers.get("content-type", "").startswith("text/html")
        read = _Reader(text if is_html else "")
        self.every_form = read.forms
        self.forms = {form.testid: form for form in reversed(read.forms)}
        self.links, self.addresses, self.frames = (
            read.links,
            read.addresses,
            read.frames,
        )
        self.texts, self.codes = read.texts, read.codes
        self.is_html = is_html

    @property
    def location(self) -> str:
        """Return where a redirect leads; empty for anything else."""
        return self.headers.get("location", "")

    @property
    def json(self) -> Any:
        """Return the body of a machine's answer."""
        return json.loads(self.text)


def http_request(
    method: str,
    url: str,
    *,
    form: Mapping[str, str] | Pairs | None = None,
    json_body: object = None,
    headers: Mapping[str, str] | None = None,
) -> Page:
    """Send one request, as a relying party's server does; follow nothing."""
    parts = urlsplit(url)
    sent = dict(headers or {})
    body: bytes | None = None
    if form is not None:
        body = urlencode(
            list(form.items()) if isinstance(form, Mapping) else form
        ).encode()
        sent.setdefault("Content-Type", FORM)
    elif json_body is not None:
        body = json.dumps(json_body).encode()
        sent.setdefault("Content-Type", "application/json")
    kind = (
        http.client.HTTPSConnection
        if parts.scheme == "https"
        else http.client.HTTPConnection
    )
    connection = kind(parts.netloc, timeout=10)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, target, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        page = Page(url, answer.status, dict(answer.getheaders()), text)
        page.headers["set-cookie"] = "\n".join(answer.headers.get_all("Set-Cookie", []))
    finally:
        connection.close()
    return page


class Browser:
    """One browser; ``cookies`` are kept by host and port."""

    def __init__(self) -> None:
        self.cookies: dict[str, dict[str, str]] = {}
        self.visited: list[Page] = []

    def send(self, method: str, url: str, form: Pairs | None = None) -> Page:
        """Send one request with the cookies of its host; follow nothing."""
        jar = self.cookies.setdefault(urlsplit(url).netloc, {})
        cookie = "; ".join(f"{name}={value}" for name, value in jar.items())
        headers = {"Cookie": cookie} if cookie else {}
        page = http_request(method, url, form=form, headers=headers)
        for line in filter(None, page.headers["set-cookie"].split("\n")):
            for name, morsel in SimpleCookie(line).items():
                jar[name] = morsel.value
                if morsel["max-age"] == "0":
                    del jar[name]
        self.visited.append(page)
        return page

    def open(self, url: str, form: Pairs | None = None) -> Page:
        """Open an address; follow redirects while they stay on the same server."""
        page = self.send("GET" if form is None else "POST", url, form)
        here = urlsplit(url).netloc
        for _ in range(MOST_STEPS):
            if page.status not in REDIRECTS:
                break
            target = urljoin(page.url, page.location)
            if urlsplit(target).netloc != here:
                break
            page = self.send("GET", target)
        return page

    def submit(self, page: Page, form: str, button: str = "", **typed: str) -> Page:
        """Press a button of a form; ``typed`` replaces or adds fields."""
        candidates = [
            (each, pressed)
            for each in page.every_form
            if each.testid == form
            for pressed in each.buttons
            if button in ("", pressed[0])
        ]
        assert candidates, f"no button {button!r} in a form {form!r} on {page.url}"
        target, (_, name, value) = candidates[0]
        fields = [(n, v) for n, v in target.fields if n not in typed]
        fields += list(typed.items())
        if name:
            fields.append((name, value))
        return self.open(urljoin(page.url, target.action), fields)

    def sign_in(
        self, page: Page | str, person: str = "dao", form: Pairs | None = None
    ) -> Page:
        """Do what a willing person does until the browser leaves for the client.

        Choose the account, match the number on the phone, agree to share. ``page`` may
        be an address; a page that is none of these is returned as it is.
        """
        page = self.open(page, form) if isinstance(page, str) else page
        for _ in range(MOST_STEPS):
            if "choose-account" in page.forms:
                page = self.submit(page, "choose-account", f"account-{person}")
            elif "match-number" in page.texts:
                page = self.approve(page)
            elif "consent" in page.forms:
                page = self.submit(page, "consent", "consent-yes")
            else:
                return page
        raise AssertionError(f"the sign-in does not end: {page.url}")

    def approve(self, waiting: Page) -> Page:
        """Match the number on the phone (in this browser) and go on."""
        number = waiting.texts["match-number"]
        request = self.open(urljoin(waiting.url, waiting.links["open-phone"]))
        self.submit(request, "phone-approve", f"number-{number}")
        return self.open(urljoin(waiting.url, waiting.links["continue"]))

    @property
    def was_asked(self) -> bool:
        """Say whether a page has asked the person anything since ``forget_pages``."""
        asking = ("choose-account", "consent")
        return any(
            "match-number" in page.texts or any(name in page.forms for name in asking)
            for page in self.visited
        )

    def forget_pages(self) -> None:
        """Begin to look anew at what is asked."""
        self.visited.clear()


def answer_of(page: Page) -> tuple[str, dict[str, str], str]:
    """Return where the client's answer goes, its fields, and the mode it came in.

    The mode is ``query``, ``fragment`` or ``form_post``; a form is read as a browser
    without scripts would post it.
    """
    if page.status in REDIRECTS:
        parts = urlsplit(urljoin(page.url, page.location))
        mode = "fragment" if parts.fragment else "query"
        text = parts.fragment or parts.query
        fields = parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text))
        return parts._replace(fragment="").geturl(), _single(fields), mode
    assert page.every_form, f"no answer on {page.url} ({page.status}): {page.codes}"
    form = page.every_form[0]
    assert form.method == "post"
    return form.action, _single(form.fields), "form_post"


def _single(fields: Pairs) -> dict[str, str]:
    assert len({name for name, _ in fields}) == len(fields), "a field came twice"
    return dict(fields)
