"""A stranger's program while a test needs it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def started(*command: str | Path, cwd: Path) -> Iterator[str]:
    """Start a program that ends with its input; give the first line it writes."""
    with subprocess.Popen(
        list(map(str, command)),
        cwd=cwd,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        try:
            first = running.stdout.readline()
            assert first, f"{command[0]} ended at once"
            yield first
        finally:
            running.stdin.close()
