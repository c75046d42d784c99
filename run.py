#!/usr/bin/env python3
"""Set up and start Liên Thông with nothing but Python.

``python3 run.py demo`` starts the demo, ``python3 run.py test`` passes the tests.
The first run makes ``.venv`` and installs the pinned packages (with uv when it is
there, else with pip); later runs start at once. Every other word is handed to the
``lienthong`` command: ``python3 run.py check``, ``python3 run.py rehearse birth``.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)

if sys.version_info < NEEDED:  # before anything that an old Python cannot read
    print(
        "Can Python %d.%d tro len, may dang co %d.%d. / "
        "Python %d.%d or later is needed. "
        "Cai ban moi roi chay lai, vi du: python3.12 run.py demo"
        % (NEEDED + tuple(sys.version_info[:2]) + NEEDED),
        file=sys.stderr,
    )
    sys.exit(2)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
RUNTIME = ROOT / "requirements.lock"
DEVELOPMENT = ROOT / "requirements-dev.lock"
STAMP = VENV / ".installed"


def main(words: list[str]) -> int:
    """Run one command; returns its exit status."""
    _say_in_any_terminal()
    command = words[0] if words else "demo"
    testing = command in {"test", "setup"}
    problem = _install(DEVELOPMENT if testing else RUNTIME)
    if problem:
        return _stop(problem)
    if command == "setup":
        print("Đã cài đặt xong.")
        return 0
    if command == "test":
        return _run([str(PYTHON), "-m", "pytest", "-q", *words[1:]])
    return _run([str(PYTHON), "-m", "portal", *(words or ["demo"])])


def _install(lock: Path) -> str | None:
    """Make the environment match the lock file; returns what went wrong, if so."""
    wanted = _fingerprint(lock)
    have = STAMP.read_text().split() if STAMP.exists() else []
    if wanted in have:
        return None
    if STAMP.exists() and _fingerprint(RUNTIME) not in have:
        shutil.rmtree(VENV)  # the lock changed: what it dropped must go too
    print("Đang cài đặt lần đầu (khoảng một phút)…", flush=True)
    problem = _make_venv()
    if problem:
        return problem
    status = _pip_install(lock)
    if status:
        return (
            "Không cài được gói. Kiểm tra mạng rồi chạy lại; nếu máy không có mạng, "
            "đặt các gói đã tải vào một thư mục và đặt PIP_FIND_LINKS, PIP_NO_INDEX=1."
        )
    marks = {_fingerprint(RUNTIME), wanted}
    STAMP.write_text("\n".join(sorted(marks)))
    return None


def _make_venv() -> str | None:
    if PYTHON.exists():
        return None
    try:
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    except OSError as error:
        return "Không tạo được %s: %s." % (VENV, error.strerror)
    if made.returncode == 0:
        return None
    shutil.rmtree(VENV, ignore_errors=True)
    return (
        "Không tạo được môi trường Python trong %s. Thư mục có ghi được không? "
        "Trên Debian và Ubuntu, cài thêm: apt-get install python3-venv" % VENV
    )


def _pip_install(lock: Path) -> int:
    hashed = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
    uv = shutil.which("uv")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    if uv:
        pip = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    status = _run([*pip, *hashed, "-r", str(lock)])
    if status:
        return status
    _make_importable()
    return 0


def _make_importable() -> None:
    """Put this folder on the environment's path, with the commands beside Python."""
    found = subprocess.run(
        [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    site = Path(found.stdout.strip())
    (site / "lienthong.pth").write_text(str(ROOT) + "\n", encoding="utf-8")
    if os.name == "nt":
        return
    commands = {
        "lienthong": "portal",
        "mock-idp": "mock_idp",
        "mock-population-db": "mock_population_db",
    }
    for name, module in commands.items():
        script = BIN / name
        script.write_text('#!/bin/sh\nexec "%s" -m %s "$@"\n' % (PYTHON, module))
        script.chmod(0o755)


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + str(ROOT).encode()).hexdigest()


def _run(command: list[str]) -> int:
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _say_in_any_terminal() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
