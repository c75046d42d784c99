"""What a rehearsal tells: each step with its time, and where it stopped."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from portal.rehearse.stumbles import Stumble


@dataclass
class Report:
    """Collects the steps; says them at once, unless they go into one JSON object.

    Attributes:
        echo: prints a line.
        as_json: one object at the end instead of a line for each step.
    """

    echo: Callable[[str], None]
    as_json: bool = False
    steps: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    stumble: Stumble | None = None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure one step; a stumble in it ends the rehearsal."""
        begun = time.perf_counter()
        try:
            yield
        except Stumble as stumble:
            self.stumble = stumble
            self._say(f"✗ {name}")
            raise
        seconds = round(time.perf_counter() - begun, 3)
        self.steps.append({"name": name, "seconds": seconds})
        self._say(f"✓ {name} ({seconds:.1f} s)")

    def finish(self) -> int:
        """Say how it ended; returns 0, or 1 after a stumble."""
        seconds = round(sum(step["seconds"] for step in self.steps), 3)
        if self.as_json:
            self.echo(json.dumps(self._object(seconds), ensure_ascii=False))
        elif self.stumble is None:
            count = len(self.steps)
            self._say(f"Buổi diễn tập trọn vẹn: {count} bước, {seconds:.1f} giây.")
        else:
            self._say(f"Dừng tại {self.stumble.where}")
            self._say(f"  {self.stumble.what}")
        return 0 if self.stumble is None else 1

    def _object(self, seconds: float) -> dict[str, Any]:
        stumble = self.stumble
        return {
            "ok": stumble is None,
            "seconds": seconds,
            **self.facts,
            "steps": self.steps,
            "stumble": stumble and {"where": stumble.where, "what": stumble.what},
        }

    def _say(self, line: str) -> None:
        if not self.as_json:
            self.echo(line)
