"""Real seconds that pass on purpose: bounded, and ended by a reset."""

import threading

LONGEST_SECONDS = 60.0
MOST_AT_ONCE = 4
"""Threads that may wait at once; the server must go on answering everybody else."""


class Waiting:
    """Lets requests wait until their time is over or somebody ends all waiting."""

    def __init__(self) -> None:
        self._room = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._ended = threading.Event()

    def wait(self, seconds: float) -> None:
        """Wait some seconds; not at all when too many wait already."""
        if seconds <= 0 or not self._room.acquire(blocking=False):
            return
        try:
            self._ended.wait(min(seconds, LONGEST_SECONDS))
        finally:
            self._room.release()

    def end(self) -> None:
        """Let everybody who waits go on."""
        ended, self._ended = self._ended, threading.Event()
        ended.set()
