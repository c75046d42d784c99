"""What the server does without until somebody needs it: its start stays short."""

import subprocess
import sys

import pytest

LIBRARIES = (
    *("flask", "werkzeug", "jinja2", "joserfc", "cryptography", "sqlalchemy"),
    *("requests", "segno", "pyhanko", "ssl", "http.client"),
)
ROOMS = (
    *("mock_idp.checker", "mock_idp.control.api", "mock_idp.control.faults.catalogue"),
    *("mock_idp.glass.steps", "mock_idp.glass.trails", "mock_idp.glass.tokens"),
)
START = """
import sys
from io import BytesIO
from mock_idp.front.opening import open_quickly
from mock_idp.settings import Settings

app = open_quickly(Settings())

def ask(path):
    said = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "localhost",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    def start(status, headers, _error=None):
        said.append(status)

    body = b"".join(app(environ, start))
    assert said == ["200 OK"], said
    return body

assert b'"issuer"' in ask("/.well-known/openid-configuration")
print("\\n".join(sys.modules))
assert "VNeID" in ask("/").decode()
assert "flask" in sys.modules
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
    assert "mock_idp.front" in imported
    assert library not in imported


@pytest.mark.parametrize("room", ROOMS)
def test_discovery_needs_no_rarely_used_room(room: str, imported: set[str]) -> None:
    assert "mock_idp.front" in imported
    assert room not in imported
