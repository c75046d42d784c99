"""The how-to pages about the e-ID, run as they stand there.

A comment before a block of code says what it is: ``serve`` starts the e-ID for the
blocks that follow, ``run: text`` is run, and what it prints holds the text. All blocks
of one server are one shell session; a block of Python is one program.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests

from mock_idp.oidc.discovery import metadata
from mock_idp.oidc.provider import Provider
from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[2]
HOWTO = ROOT / "docs" / "howto"
PAGES = sorted(page.name for page in HOWTO.glob("eid-*.md"))
USUAL_PORT = "8391"
BLOCK = re.compile(
    r"^(?P<margin> *)<!-- (?P<what>serve|run)(?:: (?P<says>.*?))? -->\n\n"
    r" *```(?P<language>sh|python)\n(?P<text>.*?)^ *```",
    re.MULTILINE | re.DOTALL,
)
NEXT = "--- next block ---"
CERTIFICATE = "Certificate: "
RESET = f"http://127.0.0.1:{USUAL_PORT}/__mock/reset"


@dataclass(frozen=True)
class Block:
    """One piece of code; ``says`` is what it must print."""

    language: str
    text: str
    says: str


@dataclass
class Part:
    """A server and what is done with it; nothing to serve: blocks that need none."""

    serve: str
    blocks: list[Block] = field(default_factory=list)

    def moved(self, port: str) -> "Part":
        """The same at another port: the usual one may be taken."""
        return Part(
            self.serve,
            [
                Block(*(text.replace(USUAL_PORT, port) for text in vars(b).values()))
                for b in self.blocks
            ],
        )


def parts_of(page: str) -> list[Part]:
    parts = [Part("")]
    for found in BLOCK.finditer((HOWTO / page).read_text(encoding="utf-8")):
        lines = found["text"].splitlines()
        text = "\n".join(line.removeprefix(found["margin"]) for line in lines)
        if found["what"] == "serve":
            parts.append(Part(text))
        else:
            block = Block(found["language"], text, found["says"] or "")
            parts[-1].blocks.append(block)
    return parts


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader")


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    """What a reader has after installing: ``mock-idp`` and ``python3`` on the path."""
    for tool in ("bash", "curl"):
        if shutil.which(tool) is None:
            missing(tool)
    programs = folder / "bin"
    programs.mkdir()
    for name, command in (("mock-idp", " -m mock_idp"), ("python3", "")):
        program = programs / name
        text = f'#!/bin/sh\nexec "{sys.executable}"{command} "$@"\n'
        program.write_text(text, encoding="utf-8")
        program.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MOCK_IDP_")}
    path = f"{programs}:{kept['PATH']}"
    return {**kept, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


@dataclass
class Servers:
    """The e-IDs that run, by the line that started them; pages share them."""

    folder: Path
    environment: dict[str, str]
    running: dict[str, tuple[str, str]] = field(default_factory=dict)
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def port_and_greeting(self, line: str) -> tuple[str, str]:
        """Start what a page says, on a port of its own, or forget what was before."""
        if line in self.running:
            reset = RESET.replace(USUAL_PORT, self.running[line][0])
            requests.post(reset, timeout=10).raise_for_status()
        else:
            port = free_port()
            self.running[line] = port, self._start(line.replace(USUAL_PORT, port), port)
        return self.running[line]

    def _start(self, line: str, port: str) -> str:
        server = subprocess.Popen(
            ["bash", "-c", re.sub(r"\bmock-idp serve", "exec mock-idp serve", line)],
            cwd=self.folder,
            env={**self.environment, "MOCK_IDP_PORT": port},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.processes.append(server)
        assert server.stdout is not None
        said = ""
        while "Mock e-ID" not in said:
            new = server.stdout.readline()
            assert new, f"{line}: it did not start"
            said += new
        return said

    def stop(self) -> None:
        for server in self.processes:
            server.send_signal(signal.SIGTERM)
        for server in self.processes:
            server.communicate(timeout=10)


@pytest.fixture(scope="module")
def servers(folder: Path, environment: dict[str, str]) -> Iterator[Servers]:
    started = Servers(folder, environment)
    yield started
    started.stop()


def script_of(part: Part, folder: Path) -> str:
    lines = ["set -eu"]
    for number, block in enumerate(part.blocks):
        if block.language == "python":
            (folder / f"block{number}.py").write_text(block.text, encoding="utf-8")
            lines.append(f"python3 block{number}.py")
        else:
            lines.append(block.text)
        lines.append(f"echo; echo '{NEXT}'")
    return "\n".join(lines)


def bare(text: str) -> str:
    """Without spaces: JSON may be written with or without them."""
    return "".join(text.split())


def run(
    part: Part, folder: Path, environment: dict[str, str], certificate: str
) -> tuple[list[str], subprocess.CompletedProcess[str]]:
    """Run the blocks of a part as one shell session; what each of them printed."""
    done = subprocess.run(
        ["bash", "-c", script_of(part, folder)],
        cwd=folder,
        env={**environment, "CERTIFICATE": certificate},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.split(NEXT), done


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_does_what_the_page_says(
    page: str, folder: Path, environment: dict[str, str], servers: Servers
) -> None:
    parts = parts_of(page)
    assert any(part.blocks for part in parts)

    for part in parts:
        port, greeting = USUAL_PORT, ""
        if part.serve:
            port, greeting = servers.port_and_greeting(part.serve)
        certificate = greeting.partition(CERTIFICATE)[2].partition("\n")[0]
        here = part.moved(port)

        said, done = run(here, folder, environment, certificate)

        for block, output in zip(here.blocks, said, strict=False):
            is_said = bare(block.says) in bare(output)
            assert is_said, f"{block.text}\n{output}\n{done.stderr}"
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def test_no_command_of_a_page_is_left_out() -> None:
    left = [
        text
        for page in PAGES
        for text in re.findall(
            r"(?<!-->\n\n)^ *```(?:sh|python)\n(.*?)^ *```",
            re.sub(r"-->\n\n +```", "-->\n\n```", (HOWTO / page).read_text("utf-8")),
            re.MULTILINE | re.DOTALL,
        )
    ]

    assert left == ["mock-idp serve --lan\n"]  # it would open a port to the network


def test_a_page_that_is_wrong_would_be_found(tmp_path: Path) -> None:
    wrong = Part("", [Block("sh", "false", ""), Block("sh", "echo yes", "yes")])

    script = script_of(wrong, tmp_path)

    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert done.returncode != 0


def test_what_is_not_offered_is_not_promised(provider: Provider) -> None:
    said: dict[str, Any] = metadata(provider)

    assert "none" not in said["response_types_supported"]
    assert not [m for m in said["response_modes_supported"] if "jwt" in m]
    assert "password" not in said["grant_types_supported"]
    assert not [g for g in said["grant_types_supported"] if "ciba" in g]
    assert not [m for m in said["token_endpoint_auth_methods_supported"] if "tls" in m]
    assert "backchannel_authentication_endpoint" not in said
    assert "authorization_details_types_supported" not in said
