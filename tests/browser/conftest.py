"""One browser for the session, one demo for a module, and windows that watch."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import running_chromium
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


@pytest.fixture
def windows(chromium: Browser, demo_url: str) -> Iterator[Windows]:
    """Windows of one test; what they complain of fails the test."""
    opened = Windows(chromium, demo_url)
    yield opened
    opened.close()
    assert opened.take_complaints() == []
