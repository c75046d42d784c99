"""Misbehaviour on request: the e-ID is down, or slow."""

import threading

KINDS = ("down", "slow")
LONGEST_SECONDS = 60.0


class Outages:
    """The faults that are switched on now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: dict[str, float] = {}
        self._waiting = threading.Event()

    def switch_on(self, kind: str, seconds: float = 0.0) -> None:
        """Switch a fault on; ``slow`` delays every answer by some seconds.

        Raises:
            ValueError: when the fault is unknown or the delay is not sensible.
        """
        if kind not in KINDS:
            raise ValueError(f"the kind of fault must be one of {', '.join(KINDS)}")
        if not 0 <= seconds <= LONGEST_SECONDS:
            raise ValueError(f"seconds must be between 0 and {LONGEST_SECONDS:g}")
        with self._lock:
            self._on[kind] = seconds

    def clear(self, kind: str | None = None) -> None:
        """Switch one fault off, or all."""
        with self._lock:
            if kind is None:
                self._on.clear()
            else:
                self._on.pop(kind, None)

    def active(self) -> dict[str, float]:
        """Return the faults that are on, each with its delay in seconds."""
        with self._lock:
            return dict(self._on)

    def wait(self) -> None:
        """Take the time that ``slow`` asks for."""
        seconds = self.active().get("slow", 0.0)
        if seconds:
            self._waiting.wait(seconds)
