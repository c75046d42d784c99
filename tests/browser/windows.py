"""Browser windows that notice what a careful visitor must never meet."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    StorageState,
)

WIDE = 1280
NARROW = 360
HEIGHT = 800
PATIENCE_MS = 30_000


class Windows:
    """Opens windows on one origin and keeps a list of what went wrong in them.

    Every window is a browser of its own: no two share cookies.
    """

    def __init__(self, chromium: Browser, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        *,
        width: int = WIDE,
        session: StorageState | None = None,
        scripts: bool = True,
    ) -> Page:
        """Open a window, signed in when a session is given; ``scripts`` may be off."""
        context = self._chromium.new_context(
            base_url=self.url,
            viewport={"width": width, "height": HEIGHT},
            locale="vi-VN",
            java_script_enabled=scripts,
            storage_state=session,
        )
        context.set_default_timeout(PATIENCE_MS)
        context.on("request", self._look_at_request)
        context.on("response", self._look_at_response)
        context.on("console", self._look_at_console)
        context.on("weberror", lambda error: self._complain("script", error.error))
        self._contexts.append(context)
        return context.new_page()

    def take_complaints(self) -> list[str]:
        """Return what went wrong since the last time this was asked."""
        taken, self.complaints = self.complaints, []
        return taken

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _look_at_request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and not self._is_here(request.url):
            self._complain("request to another origin", request.url)

    def _look_at_response(self, response: Response) -> None:
        if response.status >= 500:
            self._complain(f"answer {response.status}", response.url)

    def _look_at_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self._complain("content security policy", message.text)

    def _is_here(self, url: str) -> bool:
        here, there = urlsplit(self.url), urlsplit(url)
        return (here.scheme, here.netloc) == (there.scheme, there.netloc)

    def _complain(self, about: str, what: Any) -> None:
        self.complaints.append(f"{about}: {what}")
