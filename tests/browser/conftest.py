"""One browser for the session, one demo for a module, and windows that watch."""

from collections.abc import Iterator

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


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo with an empty folder, whose officers are people."""
    port = free_port()
    folder = tmp_path_factory.mktemp("demo")
    program = demo(folder, port=port, autopilot="off").start()
    yield f"http://127.0.0.1:{port}"
    program.stop()
    if program.process and program.process.stdout:
        program.process.stdout.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test file name the states of pages that it looks at."""
    if "state" in metafunc.fixturenames:
        metafunc.parametrize(
            "state",
            metafunc.module.STATES,
            ids=lambda state: state.name,
            scope="module",
        )


@pytest.fixture(scope="module")
def gallery(chromium: Browser, demo_url: str) -> Iterator[Gallery]:
    """The demo in every situation."""
    windows = Windows(chromium, demo_url)
    yield Gallery(windows, Situation(Cast(demo_url)))
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
