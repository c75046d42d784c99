"""How long from nothing to a demo: a cold set-up, a first start, a warm start.

The cold set-up copies the tracked files to an empty folder and runs ``run.py setup``
there with an empty package cache (``--cold``; it needs the package index).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.running import ROOT, demo, machine


def cold_setup() -> float:
    """Return the seconds that ``run.py setup`` of the run-time packages takes."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "copy"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".venv", "var", ".git", ".*cache")
        )
        env = {**os.environ, "HOME": made, "PIP_NO_CACHE_DIR": "1"}
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "run.py", "check"],
            cwd=copy,
            env=env,
            check=False,
            stdout=subprocess.DEVNULL,
        )
        return time.perf_counter() - begun


def main() -> None:
    """Print the figures."""
    print(machine())
    if "--cold" in sys.argv:
        print(f"cold set-up                     {cold_setup():6.1f} s  (goal 120)")
    with tempfile.TemporaryDirectory() as made:
        with demo(folder=Path(made)) as first:
            print(f"first start to /healthz         {first.seconds_to_health:6.1f} s")
        with demo(folder=Path(made)) as warm:
            seconds = warm.seconds_to_health
            print(f"warm start to /healthz          {seconds:6.1f} s  (goal 5)")


if __name__ == "__main__":
    main()
