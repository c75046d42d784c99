"""httpx is no library of ours; whoever has it reaches the mock without a socket."""

import os
import sys

import pytest

from tests.recipes import installing

pytestmark = pytest.mark.slow


def test_an_httpx_client_is_a_browser_too():
    httpx = installing.packages("httpx", "httpx==0.28.1")
    script = installing.ROOT / "tests" / "recipes" / "httpx_in_process.py"

    installing.run(
        sys.executable,
        *("-W", "error", script),
        cwd=httpx,
        PYTHONPATH=os.pathsep.join((str(installing.ROOT), str(httpx))),
    )
