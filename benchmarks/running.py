"""A demo of the benchmark's own, in a temporary folder, and the machine it runs on."""

import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from portal.serving import first_free

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Running:
    """A demo that serves."""

    url: str
    seconds_to_health: float


def machine() -> str:
    """Return one line about the machine."""
    model = "unknown processor"
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        names = [x for x in cpu.read_text().splitlines() if x.startswith("model name")]
        model = names[0].split(":", 1)[1].strip() if names else model
    return (
        f"{os.cpu_count()} cores, {model}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


@contextmanager
def demo(autopilot: str = "off", folder: Path | None = None) -> Iterator[Running]:
    """Start a demo, yield it when it answers, and end all its processes."""
    with tempfile.TemporaryDirectory() as made:
        port = first_free("127.0.0.1", 18390)
        command = [sys.executable, "-m", "portal", "demo", "--no-browser"]
        command += [f"--port={port}", f"--folder={folder or made}"]
        begun = time.perf_counter()
        process = subprocess.Popen(
            [*command, f"--autopilot={autopilot}"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/healthz")
            yield Running(url, time.perf_counter() - begun)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=60)


def _wait(url: str) -> None:
    for _ in range(1200):
        try:
            if requests.get(url, timeout=1).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise SystemExit(f"{url} did not answer")
