"""What a person would stumble over on a page."""

import re

from portal.errors import PortalError
from portal.rehearse.page import Page, words_of

BAND = "Bản trình diễn."
_ENGLISH = re.compile(
    r"\b(the|and|your|please|with|this|submit|required|invalid|error|failed|"
    r"not found|field|welcome|unknown|success)\b",
    re.IGNORECASE,
)
_LEFTOVERS = re.compile(r"%\(\w+\)|\{\{|\}\}|\bNone\b|\bundefined\b|Traceback|\bnan\b")


class Stumble(PortalError):  # noqa: N818 - named after what happened
    """Here a person would be stuck, or would trust the page no more.

    Attributes:
        where: the page's address.
        what: what is wrong, in a sentence.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


def check_page(page: Page) -> None:
    """Look a page over as a careful reader would.

    Raises:
        Stumble: no synthetic band, another language, leftovers of the program, or
            an error message.
    """
    words = page.words()
    if BAND not in words:
        raise Stumble(page.url, f"trang không có dải «{BAND}»")
    if page.language != "vi":
        raise Stumble(page.url, f"trang ghi ngôn ngữ «{page.language}», không phải vi")
    if found := _LEFTOVERS.search(words):
        raise Stumble(page.url, f"trên trang còn sót «{found.group()}»")
    if found := _ENGLISH.search(page.own_words()):
        raise Stumble(page.url, f"trên trang tiếng Việt có từ «{found.group()}»")
    _check_errors(page)


def _check_errors(page: Page) -> None:
    for box in page.with_class("errsum") or page.find("//*[@data-testid='error']"):
        raise Stumble(page.url, f"trang báo lỗi: {words_of(box)}")
