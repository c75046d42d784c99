"""``mock-idp serve --open-control`` as a program of its own, as the pages say."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.running import Program, free_port


@contextmanager
def mock_idp_with_open_control() -> Iterator[str]:
    """Serve on a port that nobody uses; give the address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    program = Program(
        "mock_idp",
        *("serve", "--open-control", f"--port={port}"),
        env={},
        health=f"{address}/healthz",
    )
    program.start()
    try:
        yield address
    finally:
        program.stop()
