"""Start the real programs on free ports, kill them hard, and start them again."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import requests

from portal.serving import first_free

START_SECONDS = 60
_next_port = 20000 + os.getpid() % 20000


def free_port() -> int:
    """Return a port that nobody listens on, another one at every call."""
    global _next_port  # noqa: PLW0603 - two calls must not give the same port
    _next_port = first_free("127.0.0.1", _next_port) + 1
    return _next_port - 1


class Program:
    """One of our programs as a process of its own, with everything it starts."""

    def __init__(
        self, module: str, *words: str, env: Mapping[str, str], health: str | None
    ) -> None:
        self.command = [sys.executable, "-m", module, *words]
        self.env = {**os.environ, "PYTHONUNBUFFERED": "1", **env}
        self.health = health
        self.process: subprocess.Popen[str] | None = None
        self.said: list[str] = []

    def start(self) -> "Program":
        """Start it and wait until it serves."""
        self.process = subprocess.Popen(
            self.command,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=[self.process], daemon=True).start()
        if self.health:
            self._wait_for(self.health)
        return self

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.said.append(line)

    def _wait_for(self, url: str) -> None:
        pause = threading.Event()
        for _ in range(START_SECONDS * 10):
            try:
                if requests.get(url, timeout=2).ok:
                    return
            except requests.RequestException:
                pass
            if self.process is None or self.process.poll() is not None:
                break
            pause.wait(0.1)
        raise AssertionError(f"{self.command} did not start:\n{''.join(self.said)}")

    def kill(self) -> None:
        """Kill it with SIGKILL, and everything it started with it."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop and return its exit status."""
        process = self.process
        if process is None or process.poll() is not None:
            return 0 if process is None else process.returncode
        process.terminate()
        status = process.wait(timeout=30)
        self._end(signal.SIGKILL)
        return status

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, how)
        except ProcessLookupError:
            pass
        self.process.wait(timeout=30)


def demo(folder: Path, *, port: int, database_url: str = "", autopilot: str) -> Program:
    """Return the demo, not yet started."""
    env = {"PORTAL_DATABASE_URL": database_url} if database_url else {}
    return Program(
        "portal",
        "demo",
        "--no-browser",
        f"--port={port}",
        f"--folder={folder}",
        f"--autopilot={autopilot}",
        env=env,
        health=f"http://127.0.0.1:{port}/healthz",
    )
