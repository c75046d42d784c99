"""What the server does without until somebody needs it: its start stays short."""

import subprocess
import sys

import pytest

LIBRARIES = ("joserfc", "cryptography", "sqlalchemy", "requests", "segno", "pyhanko")
ROOMS = (
    *("mock_idp.checker", "mock_idp.control.api", "mock_idp.control.faults.catalogue"),
    *("mock_idp.glass.steps", "mock_idp.glass.trails", "mock_idp.glass.tokens"),
)
START = """
import sys
from mock_idp.app import create_app
from mock_idp.settings import Settings

answer = create_app(Settings()).test_client().get("/.well-known/openid-configuration")
assert answer.status_code == 200
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """Return what a fresh process has imported when discovery has answered."""
    done = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("library", LIBRARIES)
def test_discovery_needs_no_heavy_library(library: str, imported: set[str]) -> None:
    assert "flask" in imported
    assert library not in imported


@pytest.mark.parametrize("room", ROOMS)
def test_discovery_needs_no_rarely_used_room(room: str, imported: set[str]) -> None:
    assert "mock_idp.endpoints" in imported
    assert room not in imported
