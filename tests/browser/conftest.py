"""One browser and one demo to look at, a demo for each journey, windows that watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import running_chromium
from tests.browser.pages.gallery import Gallery
from tests.browser.pages.states import State
from tests.browser.people.over_http import Cast
from tests.browser.people.situation import Situation
from tests.browser.windows import PATIENCE_MS, Windows
from tests.running import demo, free_port


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """The browser of this test process."""
    expect.set_options(timeout=PATIENCE_MS)
    with running_chromium(chromium_path) as browser:
        yield browser


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """Run a demo whose officers are people, in an empty folder."""
    port = free_port()
    program = demo(folder, port=port, autopilot="off").start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        program.stop()


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo of this module's own: what happens in it, no other module sees."""
    with running_demo(tmp_path_factory.mktemp("demo")) as url:
        yield url


@pytest.fixture(scope="session")
def looked_at_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo of this test process for everybody who only looks at pages."""
    with running_demo(tmp_path_factory.mktemp("looked-at")) as url:
        yield url


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test file name the states of pages that it looks at."""
    if "state" in metafunc.fixturenames:
        metafunc.parametrize(
            "state",
            metafunc.module.STATES,
            ids=lambda state: state.name,
            scope="module",
        )


@pytest.fixture(scope="session")
def gallery(chromium: Browser, looked_at_url: str) -> Iterator[Gallery]:
    """The demo in every situation."""
    windows = Windows(chromium, looked_at_url)
    yield Gallery(windows, Situation(Cast(looked_at_url)))
    windows.close()


@pytest.fixture(scope="module")
def shown(gallery: Gallery, state: State) -> Iterator[Page]:
    """A window in that state; what it complains of fails the test."""
    yield gallery.show(state)
    assert gallery.windows.take_complaints() == []


@pytest.fixture
def windows(chromium: Browser, demo_url: str) -> Iterator[Windows]:
    """Windows of one test; what they complain of fails the test."""
    opened = Windows(chromium, demo_url)
    yield opened
    opened.close()
    assert opened.take_complaints() == []
