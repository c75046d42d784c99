"""A small browser: cookies, redirects, forms; no JavaScript (standard library only)."""

import http.client
import ssl
from collections.abc import Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from typing import Any, Self, cast
from urllib.parse import urlencode, urlsplit
from urllib.request import Request
from urllib.response import addinfourl

from mock_idp.checker.browsing.page import Page, Step
from mock_idp.checker.browsing.visitor import Pause, Walk, never

LARGEST_PAGE = 1024 * 1024
MOST_HOPS = 25
TIMEOUT_SECONDS = 20.0
SPEAKS = {
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
    "User-Agent": "mock-idp-check-rp",
}

Connect = Callable[[str, str, float], http.client.HTTPConnection]
"""Makes a connection from a scheme, a host with port, and seconds."""


class Agent:
    """One browser with cookies of its own; used by one thread.

    Args:
        connect: makes its connections.
    """

    def __init__(
        self, connect: Connect | None = None, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        policy = DefaultCookiePolicy(secure_protocols=("https", "wss", "http"))
        self.jar = CookieJar(policy)
        self._links: dict[tuple[str, str], http.client.HTTPConnection] = {}
        self._connect = connect or connection
        self._timeout = timeout

    def walk(self, step: Step, pause: Pause = never) -> Walk:
        """Take a step and whatever it leads to; stop before a step that is paused."""
        pages: list[Page] = []
        following: Step | None = step
        while following is not None:
            if pause(following):
                return Walk(tuple(pages), following)
            if len(pages) >= MOST_HOPS:
                return Walk(tuple(pages), is_endless=True)
            pages.append(self.send(following))
            following = pages[-1].next_step()
        return Walk(tuple(pages))

    def open(self, url: str, pause: Pause = never) -> Walk:
        """Open an address and follow it."""
        return self.walk(Step("GET", url), pause)

    def tab(self) -> Self:
        """Return this browser: without scripts, tabs differ in nothing."""
        return self

    def send(self, step: Step) -> Page:
        """Take one step; what goes wrong on the way is a page with status 0."""
        parts = urlsplit(step.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Page(step, 0, failed=f"no http address: {step.url[:200]}")
        try:
            return self._exchange(step)
        except (http.client.HTTPException, OSError, ValueError) as error:
            self._drop(parts.scheme, parts.netloc)
            return Page(step, 0, failed=f"{type(error).__name__}: {error}"[:200])

    def _exchange(self, step: Step) -> Page:
        parts = urlsplit(step.url)
        asked = Request(step.url)  # noqa: S310 - for the cookie jar, http(s) only
        self.jar.add_cookie_header(asked)
        headers = SPEAKS | dict(asked.header_items())
        body = None
        if step.method == "POST":
            body = urlencode(step.form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        answer = self._ask(step, path, body, headers)
        text = answer.read(LARGEST_PAGE)
        self.jar.extract_cookies(cast("addinfourl", answer), asked)  # type: ignore[arg-type] # has info()
        if answer.will_close or not answer.isclosed():
            self._drop(parts.scheme, parts.netloc)
        return _page(step, answer, text)

    def _ask(
        self, step: Step, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """Ask over the link that is open, once more over a new one if it was stale."""
        parts = urlsplit(step.url)
        is_old = (parts.scheme, parts.netloc) in self._links
        try:
            return self._ask_once(step, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            self._drop(parts.scheme, parts.netloc)
            if not is_old:
                raise
            return self._ask_once(step, path, body, headers)

    def _ask_once(
        self, step: Step, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        parts = urlsplit(step.url)
        link = self._link(parts.scheme, parts.netloc)
        link.request(step.method, path, body, headers)
        return link.getresponse()

    def _link(self, scheme: str, place: str) -> http.client.HTTPConnection:
        found = self._links.get((scheme, place))
        if found is None:
            found = self._links[scheme, place] = self._connect(
                scheme, place, self._timeout
            )
        return found

    def _drop(self, scheme: str, place: str) -> None:
        link = self._links.pop((scheme, place), None)
        if link is not None:
            link.close()

    def close(self) -> None:
        """Close every connection."""
        for scheme, place in tuple(self._links):
            self._drop(scheme, place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def connection(scheme: str, place: str, timeout: float) -> http.client.HTTPConnection:
    """Return a connection; certificates of this computer are not verified."""
    if scheme == "http":
        return http.client.HTTPConnection(place, timeout=timeout)
    context = ssl.create_default_context()
    if is_here(urlsplit(f"//{place}").hostname or ""):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(place, timeout=timeout, context=context)


def is_here(host: str) -> bool:
    """Say whether a host is this computer, by its name or address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _page(step: Step, answer: Any, body: bytes) -> Page:  # noqa: ANN401 - HTTPResponse
    return Page(
        step,
        answer.status,
        answer.headers.get("Location"),
        body.decode("utf-8", "replace"),
        answer.headers.get("Content-Type", "").lower(),
        tuple(answer.headers.get_all("Set-Cookie") or ()),
    )
