"""A demo that is killed at moments drawn by lot, and started again."""

import os
import random
import signal
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.running import Program, wait_for

READY = "is ready"
LONGEST_REQUEST_S = 0.12
LONGEST_START_S = 3.0
LONGEST_WORK_S = 0.9
DIES_YOUNG = 0.4


@dataclass
class Lot:
    """Draws the moments at which the demo dies.

    Attributes:
        program: the demo; it runs.
        chance: seeded, so that a failing run can be played again.
        deaths: what was killed when, for the report of a failure.
        left: how many deaths around requests are still to come.
    """

    program: Program
    chance: random.Random
    deaths: list[str] = field(default_factory=list)
    left: int = 0
    _next: int = 0
    _heard: int = 0
    _is_dead: bool = False

    def kill_often(self, times: int) -> None:
        """From now on kill the demo around the citizen's requests, so many times."""
        self.left = times
        self._next = self.chance.randint(1, 5)

    def around(self, count: int, ask: Callable[[], None]) -> None:
        """Let one request happen; the demo may die in it, or after it."""
        if not self.left or count < self._next:
            ask()
            return
        self.left -= 1
        self._next = count + self.chance.randint(1, 6)
        if self.chance.random() < 0.5:
            ask()
            self._kill(f"after request {count}")
            return
        delay = self.chance.uniform(0, LONGEST_REQUEST_S)
        death = threading.Timer(
            delay, self._kill, [f"{delay:.3f} s into request {count}"]
        )
        death.start()
        try:
            ask()
        finally:
            death.join()

    def start_again(self) -> None:
        """Start the demo if it lies dead."""
        if self._is_dead:
            self.program.start()
            self._is_dead = False

    def kill_at_work(self) -> None:
        """Kill the whole demo while it starts or works, and start it again."""
        self._let_it_work()
        self._kill("the whole demo at work")
        self.start_again()

    def kill_the_worker(self) -> None:
        """Kill the worker alone; the demo starts another."""
        self._let_it_work()
        self.deaths.append("the worker at work")
        self._heard = len(self.program.words())
        for child in children_of(self.program):
            os.kill(child, signal.SIGKILL)

    def _let_it_work(self) -> None:
        """Wait for a moment of this life: while it starts, or while it works."""
        if self.chance.random() < DIES_YOUNG:
            threading.Event().wait(self.chance.uniform(0, LONGEST_START_S))
            return
        ready = wait_for(
            lambda: READY in self.program.words()[self._heard :], 60, every=0.02
        )
        assert ready, self.program.words()
        threading.Event().wait(self.chance.uniform(0, LONGEST_WORK_S))

    def _kill(self, moment: str) -> None:
        self.deaths.append(moment)
        self.program.kill()
        self._heard = len(self.program.words())
        self._is_dead = True


def children_of(program: Program) -> list[int]:
    """Return the processes that a program has started itself."""
    assert program.process is not None
    found = subprocess.run(
        ["pgrep", "-P", str(program.process.pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return [int(line) for line in found.stdout.split()]
