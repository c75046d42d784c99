"""What goes in and out of one tab of Chromium, and where it is stopped."""

from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from playwright.sync_api import Error

from mock_idp.checker.browsing.agent import LARGEST_PAGE, MOST_HOPS
from mock_idp.checker.browsing.page import REDIRECTS, Page, Step
from mock_idp.checker.browsing.visitor import Pause, never

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

EVERYTHING = [
    {"urlPattern": "*", "requestStage": "Request"},
    {"urlPattern": "*", "requestStage": "Response"},
]
CALLS = ("XHR", "Fetch")
ENDLESS = ("EventSource", "WebSocket", "Ping", "Media")
"""Kinds of requests that a page at rest may keep open."""
TOO_MANY = "TooManyRedirects"

Event = dict[str, Any]


class Traffic:
    """The requests of one tab, since it last set out.

    Attributes:
        held: the step that was not taken, because it was to be paused.
        is_endless: it led in circles.
        instead: an address, and the page to show there that nobody serves.
    """

    def __init__(self, link: "CDPSession", frame: str) -> None:
        self._link, self._frame = link, frame
        self._open: set[str] = set()
        self.instead: tuple[str, str] | None = None
        self.begin(never)
        link.on("Fetch.requestPaused", self._stopped)
        link.on("Network.requestWillBeSent", self._sent)
        link.on("Network.responseReceivedExtraInfo", self._heard)
        link.on("Network.responseReceived", self._answered)
        link.on("Network.loadingFinished", self._ended)
        link.on("Network.loadingFailed", self._ended)
        link.send("Network.enable")
        link.send("Fetch.enable", {"patterns": EVERYTHING})

    def begin(self, pause: Pause) -> None:
        """Set out: forget what was, and pause where it is said."""
        self._answers: list[tuple[str, Page]] = []
        self._cookies: dict[str, list[tuple[str, ...]]] = {}
        self.held: Step | None = None
        self.is_endless = False
        self._pause, self._hops = pause, 0
        self._open.clear()

    def pages(self) -> list[Page]:
        """Return the answers to the tab and to its scripts' calls, in order."""
        cookies = {name: iter(said) for name, said in self._cookies.items()}
        return [
            replace(page, cookies=next(cookies.get(name, iter(())), ()))
            for name, page in self._answers
        ]

    @property
    def is_busy(self) -> bool:
        """Say whether an answer is awaited."""
        return bool(self._open)

    @property
    def is_over(self) -> bool:
        """Say whether the walk ends here."""
        return self.held is not None or self.is_endless

    def _sent(self, event: Event) -> None:
        if event.get("type") not in ENDLESS:
            self._open.add(event["requestId"])

    def _heard(self, event: Event) -> None:
        """Note the cookies of an answer, which are told apart from it."""
        told = {name.lower(): text for name, text in event["headers"].items()}
        said = told.get("set-cookie", "")
        cookies = tuple(said.split("\n")) if said else ()
        self._cookies.setdefault(event["requestId"], []).append(cookies)

    def _answered(self, event: Event) -> None:
        """Stop waiting for what nobody may ever read to its end.

        A script need not read the answer to its call, and a page that is left takes
        what it was still loading with it.
        """
        if event.get("type") in CALLS:
            self._ended(event)
        elif event.get("type") == "Document" and event.get("frameId") == self._frame:
            self._open &= {event["requestId"]}

    def _ended(self, event: Event) -> None:
        self._open.discard(event["requestId"])

    def _stopped(self, event: Event) -> None:
        """Look at a request or an answer that Chromium has stopped, and let it go."""
        is_answer = "responseStatusCode" in event or "responseErrorReason" in event
        with suppress(Error):  # the page may be gone by now
            if is_answer:
                self._note(event)
            elif self._is_own_step(event) and not self._may_go(event):
                return
            self._tell("Fetch.continueRequest", event)

    def _tell(self, order: str, event: Event, **more: object) -> Event:
        said = {"requestId": event["requestId"], **more}
        answer: Event = self._link.send(order, said)
        return answer

    def _is_own_step(self, event: Event) -> bool:
        return bool(
            event["resourceType"] == "Document" and event["frameId"] == self._frame
        )

    def _may_go(self, event: Event) -> bool:
        step = step_of(event["request"])
        if self.instead is not None and self.instead[0] == step.url:
            self._show(event, self.instead[1])
            return False
        self._hops += 1
        if self._hops > MOST_HOPS:
            self.is_endless = True
        elif self._pause(step):
            self.held = step
        else:
            return True
        self._open.discard(event.get("networkId", ""))
        self._tell("Fetch.failRequest", event, errorReason="Aborted")
        return False

    def _show(self, event: Event, text: str) -> None:
        self.instead = None
        headers = [{"name": "Content-Type", "value": "text/html; charset=utf-8"}]
        body = b64encode(text.encode()).decode()
        told = {"responseCode": 200, "responseHeaders": headers, "body": body}
        self._tell("Fetch.fulfillRequest", event, **told)

    def _note(self, event: Event) -> None:
        is_step = self._is_own_step(event)
        if not is_step and event["resourceType"] not in CALLS:
            return
        step = step_of(event["request"])
        reason = event.get("responseErrorReason")
        if reason is not None:
            if is_step:
                self._add(event, Page(step, 0, failed=reason))
            return
        status = event["responseStatusCode"]
        headers = headers_of(event.get("responseHeaders", []))
        text = "" if not is_step or status in REDIRECTS else self._body(event)
        location = next(iter(headers.get("location", ())), None)
        kind = next(iter(headers.get("content-type", ())), "").lower()
        page = Page(step, status, location, text, kind, is_document=is_step)
        self._add(event, page)

    def _add(self, event: Event, page: Page) -> None:
        self._answers.append((event.get("networkId", ""), page))

    def _body(self, event: Event) -> str:
        try:
            told = self._tell("Fetch.getResponseBody", event)
        except Error:
            return ""
        text = str(told["body"])
        if told.get("base64Encoded"):
            text = b64decode(text)[:LARGEST_PAGE].decode("utf-8", "replace")
        return text[:LARGEST_PAGE]


def step_of(request: Event) -> Step:
    """Return a request as the step of a walk."""
    url = request["url"] + request.get("urlFragment", "")
    if request["method"] != "POST":
        return Step(request["method"], url)
    form = parse_qsl(request.get("postData", ""), keep_blank_values=True)
    return Step("POST", url, tuple(form))


def headers_of(told: list[dict[str, str]]) -> dict[str, list[str]]:
    """Return headers by small name."""
    found: dict[str, list[str]] = {}
    for each in told:
        found.setdefault(each["name"].lower(), []).append(each["value"])
    return found
