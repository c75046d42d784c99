"""Start the real programs on free ports, kill them hard, and start them again."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import requests

from portal.serving import first_free

START_SECONDS = 120
LIKE_AT_HOME = {
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # empty: what starts often is compiled once
}
_next_port = 20000 + os.getpid() * 101 % 20000


def free_port() -> int:
    """Return a port that nobody listens on, another one at every call.

    Test processes, whose numbers follow each other, begin a hundred ports apart.
    """
    global _next_port  # noqa: PLW0603 - two calls must not give the same port
    _next_port = first_free("127.0.0.1", _next_port) + 1
    return _next_port - 1


class Program:
    """One of our programs as a process of its own, with everything it starts."""

    def __init__(
        self, module: str, *words: str, env: Mapping[str, str], health: str | None
    ) -> None:
        self.command = [sys.executable, "-m", module, *words]
        self.env = {**os.environ, **LIKE_AT_HOME, **env}
        self.health = health
        self.process: subprocess.Popen[str] | None = None
        self.said: list[str] = []
        self._listener: threading.Thread | None = None

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
        self._listener = threading.Thread(
            target=self._listen, args=[self.process], daemon=True
        )
        self._listener.start()
        if self.health:
            self._wait_for(self.health)
        return self

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.said.append(line)

    def _wait_for(self, url: str) -> None:
        if not wait_for(lambda: self._is_gone() or answers(url), START_SECONDS):
            self.kill()
            raise AssertionError(f"{self.command} does not serve:\n{self.words()}")
        if self._is_gone():
            raise AssertionError(f"{self.command} did not start:\n{self.words()}")

    def _is_gone(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def words(self) -> str:
        """Return all it has printed so far, in all its lives."""
        return "".join(self.said)

    def kill(self) -> None:
        """Kill it with SIGKILL, and everything it started with it."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop and return its exit status."""
        process = self.process
        if process is None:
            return 0
        process.terminate()
        status = process.wait(timeout=30)
        self.kill()  # whatever it may have left behind
        return status

    def _end(self, how: signal.Signals) -> None:
        process, listener = self.process, self._listener
        if process is None or listener is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait(timeout=30)
        listener.join(timeout=30)
        if process.stdout is not None:
            process.stdout.close()


def answers(url: str) -> bool:
    """Tell whether an address answers well, without any proxy of the machine."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(url, timeout=2).ok
        except requests.RequestException:
            return False


def wait_for(
    condition: Callable[[], object], seconds: float, every: float = 0.05
) -> bool:
    """Wait until something is so; returns whether it came so in time."""
    pause, end = threading.Event(), time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        pause.wait(every)
    return True


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
