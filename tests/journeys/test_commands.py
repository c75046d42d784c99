"""What a person meets at the command line: one sentence, and what to do."""

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import demo, free_port, wait_for

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "run.py"
OLD = (3, 8)
PRETEND = """
import sys
sys.version_info = (3, 8, 0, "final", 0)
sys.argv = ["run.py", "demo"]
exec(compile(open(sys.orig_argv[-1], encoding="utf-8").read(), "run.py", "exec"))
"""


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run ``lienthong`` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "portal", *words],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def old_python() -> str | None:
    """Return an interpreter that is too old, when the machine has one that runs."""
    for name in ("python3.8", "python3.9", "python3.10"):
        found = shutil.which(name)
        if found and subprocess.run([found, "-V"], check=False).returncode == 0:
            return found
    return None


def test_a_busy_port_is_named_and_the_next_one_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        busy = taken.getsockname()[1]
        program = demo(tmp_path, port=busy, autopilot="off")
        program.health = None
        program.start()

        said = wait_for(lambda: "đang bận" in program.words(), 60)
        program.kill()

    (line,) = [line for line in program.words().splitlines() if "đang bận" in line]
    used = int(line.rpartition(" ")[2].rstrip("."))
    assert said
    assert line == f"Cổng {busy} đang bận, dùng {used}."
    assert used > busy


def test_the_portal_alone_names_a_busy_port_and_stops(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        busy = taken.getsockname()[1]

        ran = run(
            "serve",
            f"--port={busy}",
            PORTAL_DATABASE_URL=f"sqlite:///{tmp_path / 'portal.sqlite'}",
        )

    assert ran.returncode == 2
    assert ran.stderr.strip() == (
        f"Cổng {busy} đang bận. Chọn cổng khác: lienthong serve --port …"
    )


@pytest.mark.parametrize("words", [["demo", "--no-browser"], ["worker"], ["serve"]])
def test_a_folder_that_cannot_be_written_is_named_in_one_sentence(
    tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("a file, not a folder")
    where = [f"--folder={file / 'var'}"] if words[0] == "demo" else []
    port = [] if words[0] == "worker" else [f"--port={free_port()}"]

    ran = run(
        *words,
        *where,
        *port,
        PORTAL_DATABASE_URL=f"sqlite:///{file / 'var' / 'portal.sqlite'}",
    )

    assert ran.returncode == 2
    assert "Không ghi được vào" in ran.stderr
    assert str(file / "var") in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_a_setting_that_is_wrong_is_named_without_a_trace() -> None:
    ran = run("serve", PORTAL_AUTOPILOT="sometimes")

    assert ran.returncode == 2
    assert "PORTAL_AUTOPILOT" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_check_says_in_json_what_was_looked_at_and_how_to_mend_it() -> None:
    ran = run("check", "--json")

    found = json.loads(ran.stdout)
    bad = [f for f in found if not f["ok"] and not f["optional"]]
    assert {"Python", "Thư viện", "SQLite"} <= {f["what"] for f in found}
    assert all(f["remedy"] for f in found if not f["ok"])
    assert ran.returncode == (1 if bad else 0)


def test_an_old_python_is_told_which_one_is_needed() -> None:
    old = old_python()
    command = [old, str(LAUNCHER), "demo"] if old else pretending(LAUNCHER)

    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=30
    )

    assert ran.returncode == 2
    assert "Python 3.11" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1


def test_an_old_python_can_read_the_launcher() -> None:
    text = LAUNCHER.read_text(encoding="utf-8")

    tree = ast.parse(text, feature_version=OLD)

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Match)]


def pretending(launcher: Path) -> list[str]:
    """Return a command that runs the launcher as if Python were old."""
    return [sys.executable, "-c", PRETEND, str(launcher)]
