"""What strangers install: kept in ``var/recipes`` by version, never in the repo."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[2]
STORE = ROOT / "var" / "recipes"
NODE = Path(__file__).parent / "node"
PIN = re.compile(
    r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;\\]+)((?: *;[^\\\n]+)?)", re.MULTILINE
)
LONGEST = 300
OLDEST_NODE = 20
NO_INDEX = ("Temporary failure", "Name or service", "ENOTFOUND", "EAI_AGAIN")


def run(*command: str | Path, cwd: Path, **more: str) -> str:
    """Run a program to its end; what it said when it fails."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | more,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    said = done.stdout + done.stderr
    if done.returncode and any(sign in said for sign in NO_INDEX):
        missing("package index")
    if done.returncode:
        pytest.fail(f"{command[0]} ended with {done.returncode}:\n{said[-6000:]}")
    return said


def pins() -> list[str]:
    """The versions of our own lock files, without what only installers understand."""
    text = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    found = PIN.findall(text)
    return [f"{name}=={version}{where.rstrip()}" for name, version, where in found]


def _kept(name: str, about: Sequence[str]) -> Path:
    """The folder for something that is the same as long as this does not change."""
    key = hashlib.sha256(json.dumps([sys.version, *about]).encode()).hexdigest()[:12]
    return STORE / f"{name}-{key}"


class Environment:
    """A virtual environment of its own; ``pip`` is ours, so that it stays small."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / "bin" / "python"

    def install(self, *wanted: str) -> None:
        pip = (sys.executable, "-m", "pip", "--python", self.python)
        quiet = ("--disable-pip-version-check", "install", "--quiet", "--no-compile")
        pinned = self.folder / "pins.txt"
        pinned.write_text("\n".join(pins()), encoding="utf-8")
        run(*pip, *quiet, "--constraint", pinned, *wanted, cwd=self.folder)

    def uninstall(self, name: str) -> None:
        pip = (sys.executable, "-m", "pip", "--python", self.python)
        run(*pip, "uninstall", "--quiet", "--yes", name, cwd=self.folder)


@contextmanager
def _made(folder: Path) -> Iterator[bool]:
    """Say whether a folder is there; until the end nobody else makes or uses it."""
    STORE.mkdir(parents=True, exist_ok=True)
    sign = folder / "is-complete"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        is_there = sign.exists()
        if not is_there:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield is_there
        sign.touch()


def environment(name: str, *wanted: str) -> Environment:
    """An environment with these packages; made once for each set of versions."""
    folder = _kept(name, [*wanted, *pins()])
    with _made(folder) as is_there:
        if not is_there:
            venv.create(folder)
            Environment(folder).install(*wanted)
    return Environment(folder)


def packages(name: str, *wanted: str) -> Path:
    """A folder with these packages for our own interpreter, beside its own."""
    folder = _kept(name, wanted)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install")
    with _made(folder) as is_there:
        if not is_there:
            quiet = ("--quiet", "--no-compile", "--target", folder)
            run(*pip, *quiet, *wanted, cwd=folder)
    return folder


def wheel(folder: Path) -> Path:
    """Our wheel as it would be published, built by whoever has only pip."""
    command = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel")
    run(*command, "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("lien_thong-*.whl"))


def node() -> str:
    """The program ``node``, new enough for the packages of our lock file."""
    found = shutil.which("node")
    version = run(found, "--version", cwd=ROOT).strip() if found else "v0"
    if found is None or int(version[1:].partition(".")[0]) < OLDEST_NODE:
        missing(f"Node {OLDEST_NODE} (there is {version})")
    return str(found)


def node_folder() -> Path:
    """A folder with our scripts for Node and the packages of their lock file."""
    npm = shutil.which("npm")
    if npm is None:
        missing("npm")
    lock = (NODE / "package-lock.json").read_text(encoding="utf-8")
    folder = _kept("node", [lock])
    with _made(folder) as is_there:
        for source in (*NODE.glob("*.json"), *NODE.glob("*.mjs")):
            _copy(source, folder / source.name)
        if not is_there:
            run(str(npm), "ci", "--ignore-scripts", cwd=folder)
    return folder


def _copy(source: Path, target: Path) -> None:
    """Copy what differs: another process may be reading it."""
    text = source.read_bytes()
    if not target.exists() or target.read_bytes() != text:
        target.write_bytes(text)
