"""A browser of one person: keeps cookies, follows links, sends forms."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import requests

from portal.rehearse.page import Element, Form, Page, Upload, words_of
from portal.rehearse.stumbles import Stumble, check_page

TIMEOUT_S = 20
FilePart: TypeAlias = tuple[str, bytes, str]
MAX_QUOTE = 400
_OK = 200


class Browser:
    """What one person sees; every page is looked over as it comes."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy, no .netrc of the machine
        self._session.headers["Accept-Language"] = "vi"
        self.page = Page(self.base_url, "")

    def open(self, path: str) -> Page:
        """Type an address of the portal."""
        return self._show(self._send("GET", f"{self.base_url}{path}"))

    def follow(self, link: Element) -> Page:
        """Follow a link of the page."""
        return self._show(self._send("GET", self.page.address(link)))

    def follow_to(self, path: str, what: str) -> Page:
        """Follow the first link that leads to a path.

        Raises:
            Stumble: there is no such link; ``what`` says what was looked for.
        """
        links = self.page.links_to(path)
        if not links:
            missing = f"không thấy liên kết: {what}, trên trang «{self.page.heading}»"
            raise Stumble(self.page.url, missing)
        return self.follow(links[0])

    def send(self, form: Form, button: Element | None = None) -> Page:
        """Press a button of a form."""
        form.press(button)
        if form.method == "GET":
            return self._show(self._send("GET", form.action, params=form.values))
        files = {name: _part(upload) for name, upload in form.files.items()}
        return self._show(
            self._send("POST", form.action, data=form.values, files=files or None)
        )

    def download(self, link: Element) -> bytes:
        """Open a link that leads to a file."""
        return self._send("GET", self.page.address(link)).content

    def try_open(self, path: str) -> Page | None:
        """Look whether there is a page at an address."""
        try:
            return self.open(path)
        except Stumble:
            return None

    def _show(self, answer: requests.Response) -> Page:
        if "text/html" not in answer.headers.get("Content-Type", ""):
            raise Stumble(answer.url, "đây không phải là một trang")
        self.page = Page(answer.url, answer.text)
        check_page(self.page)
        return self.page

    def _send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, Sequence[str]] | None = None,
        data: Mapping[str, Sequence[str]] | None = None,
        files: Mapping[str, FilePart] | None = None,
    ) -> requests.Response:
        try:
            answer = self._session.request(
                method, url, params=params, data=data, files=files, timeout=TIMEOUT_S
            )
        except requests.RequestException as error:
            reason = f"không mở được trang ({type(error).__name__})"
            raise Stumble(url, reason) from error
        if answer.status_code != _OK:
            raise Stumble(answer.url, _complaint(answer))
        return answer


def _complaint(answer: requests.Response) -> str:
    complaint = f"máy chủ trả lời {answer.status_code}"
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return complaint
    page = Page(answer.url, answer.text)
    boxes = page.with_class("errsum") or page.find("//main")
    if not boxes:
        return complaint
    return f"{complaint}: {words_of(boxes[0])[:MAX_QUOTE]}"


def _part(upload: Upload) -> FilePart:
    return upload.name, upload.content, upload.media_type
