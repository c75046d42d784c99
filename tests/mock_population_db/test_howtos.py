"""The how-to pages about the register, run as they stand there.

A comment before a block of code says what it is: ``serve`` needs the register for the
blocks that follow, ``run: text`` is run, and what it prints holds the text. All blocks
after one ``serve`` are one shell session; a block of Python is one program.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from mock_population_db.settings import Settings
from tests.conftest import missing
from tests.mock_idp.test_howtos import (
    HOWTO,
    NEXT,
    ROOT,
    Block,
    Part,
    bare,
    free_port,
    parts_of,
    script_of,
)

pytestmark = pytest.mark.slow

PAGES = sorted(page.name for page in HOWTO.glob("register-*.md"))
SERVE = "mock-population-db serve"
USUAL_PORT = "8392"
LONGEST = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    """What a reader has after installing: both programs on the path."""
    for tool in ("bash", "curl", "sha256sum"):
        if shutil.which(tool) is None:
            missing(tool)
    programs = folder / "bin"
    programs.mkdir()
    wanted = {"mock-population-db": " -m mock_population_db", "python3": ""}
    for name, command in wanted.items():
        program = programs / name
        text = f'#!/bin/sh\nexec "{sys.executable}"{command} "$@"\n'
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("POPULATION_")}
    path = f"{programs}:{kept['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def port(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The register that all pages share."""
    free = free_port()
    server = subprocess.Popen(
        ["bash", "-c", f"exec {SERVE}"],
        cwd=folder,
        env={**environment, "POPULATION_PORT": free},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    said = ""
    while "listening on" not in said:
        new = server.stderr.readline()
        assert new, f"it did not start: {said}"
        said += new
    yield free
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=10)


def moved(part: Part, port: str) -> Part:
    """The same at another port: the usual one may be taken."""
    blocks = [
        Block(*(text.replace(USUAL_PORT, port) for text in vars(block).values()))
        for block in part.blocks
    ]
    return Part(part.serve, blocks)


def run(
    part: Part, folder: Path, environment: dict[str, str]
) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """Run the blocks of a part as one shell session; what each of them printed."""
    done = subprocess.run(
        ["bash", "-c", script_of(part, folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    return done.stdout.split(NEXT), done


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_does_what_the_page_says(
    page: str,
    tmp_path: Path,
    environment: dict[str, str],
    request: pytest.FixtureRequest,
) -> None:
    parts = parts_of(page)
    assert any(part.blocks for part in parts)

    for part in parts:
        here = part
        if part.serve:
            assert part.serve == SERVE
            here = moved(part, forgetful(request.getfixturevalue("port")))

        said, done = run(here, tmp_path, environment)

        for block, output in zip(here.blocks, said, strict=False):
            is_said = bare(block.says) in bare(output)
            assert is_said, f"{block.text}\n{output}\n{done.stderr}"
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def forgetful(port: str) -> str:
    """Let the register forget what another page did; its port."""
    key = {"Authorization": f"Bearer {Settings().admin_key}"}
    reset = f"http://127.0.0.1:{port}/admin/reset"
    requests.post(reset, headers=key, timeout=10).raise_for_status()
    return port


def test_no_command_of_a_page_is_left_out() -> None:
    left = [
        text
        for page in PAGES
        for text in re.findall(
            r"(?<!-->\n\n)^```(?:sh|python)\n(.*?)^```",
            (HOWTO / page).read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
    ]

    assert left == []
