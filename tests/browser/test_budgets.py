"""What a first visit costs: for people with an old phone and a weak network.

The demo's server does not compress; a proxy in front of it does. Text is therefore
counted as ``gzip -9`` makes it, fonts and other compressed files as they are.
"""

import gzip
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response

from tests.browser.people.over_http import Cast
from tests.browser.windows import NARROW, Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KB = 1024
FIRST_VISIT = 150 * KB
STYLES = 25 * KB
SCRIPTS = 5 * KB
FORM_PAGE = 60 * KB
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")

_FILES = """() => performance.getEntriesByType("resource")
  .map(e => new URL(e.name).pathname)"""
_FETCHED = """() => Object.fromEntries(performance.getEntriesByType("resource")
  .map(e => [new URL(e.name).pathname, e.transferSize]))"""


@pytest.fixture(scope="module")
def demo_url(looked_at_url: str) -> str:
    """Here nothing happens; one only looks."""
    return looked_at_url


@dataclass(frozen=True)
class Transfer:
    """One file on its way to the reader."""

    path: str
    kind: str
    size: int


def transfer(response: Response) -> Transfer:
    body = response.body()
    kind = response.headers.get("content-type", "")
    size = len(gzip.compress(body, 9)) if kind.startswith(TEXT) else len(body)
    return Transfer(urlsplit(response.url).path, kind, size)


def first_visit(windows: Windows, path: str) -> list[Transfer]:
    """Open a page in a window that has seen nothing yet."""
    page = windows.open(width=NARROW)
    seen: list[Response] = []

    def keep(response: Response) -> None:
        seen.append(response)

    page.on("response", keep)
    page.goto(path, wait_until="networkidle")
    return [transfer(response) for response in seen]


def weight(files: list[Transfer], kind: str = "") -> int:
    return sum(file.size for file in files if kind in file.kind)


@pytest.mark.parametrize("path", ["/", "/procedures/birth", "/demo"])
def test_first_visit_is_light(windows: Windows, path: str) -> None:
    files = first_visit(windows, path)

    assert weight(files, "font") > 0
    assert weight(files) <= FIRST_VISIT, files
    assert weight(files, "css") <= STYLES, files
    assert 0 < weight(files, "javascript") <= SCRIPTS, files


def test_second_page_fetches_nothing_but_itself_and_what_it_alone_needs(
    windows: Windows,
) -> None:
    page = windows.open(width=NARROW)
    page.goto("/", wait_until="networkidle")
    kept = page.evaluate(_FILES)

    page.goto("/verify", wait_until="networkidle")

    sizes = page.evaluate(_FETCHED)
    assert {path: size for path, size in sizes.items() if path in kept and size} == {}


def test_longest_form_page_is_light(windows: Windows, demo_url: str) -> None:
    cast = Cast(demo_url)
    draft = cast.draft("ngoc")
    page = windows.open(width=NARROW, session=cast.session("ngoc"))

    answer = page.goto(f"{draft}/check")

    assert answer is not None
    assert transfer(answer).size <= FORM_PAGE
