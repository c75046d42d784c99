"""The page about Playwright, run as it stands there in a real Chromium."""

import sys

import pytest

from tests.recipes import installing
from tests.recipes.pages import write_files

pytestmark = pytest.mark.slow


def test_a_browser_signs_in_with_the_phone(tmp_path, chromium_path):
    names = write_files("playwright.md", tmp_path)

    said = installing.run(
        sys.executable,
        *("-m", "pytest", "-vv", "-p", "mock_idp.pytest_plugin"),
        *("-p", "no:cacheprovider"),
        cwd=tmp_path,
        PYTHONPATH=str(installing.ROOT),
        CHROMIUM=chromium_path,
    )

    assert names == ["conftest.py", "web_shop.py", "test_web_shop.py"]
    assert "3 passed" in said, said
