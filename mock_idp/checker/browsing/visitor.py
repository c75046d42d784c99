"""What a visit needs of a browser, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self

from mock_idp.checker.browsing.page import Page, Step

Pause = Callable[[Step], bool]


@dataclass(frozen=True)
class Walk:
    """Steps one after another, until nothing leads on.

    Attributes:
        pages: every answer on the way, the last one is what the person sees.
        paused: the step that was not taken, because somebody wanted to look at it.
        is_endless: it led in circles.
    """

    pages: tuple[Page, ...]
    paused: Step | None = None
    is_endless: bool = False

    @property
    def last(self) -> Page | None:
        """Return what the person sees in the end."""
        return self.pages[-1] if self.pages else None


def never(step: Step) -> bool:
    """Pause nowhere."""
    del step
    return False


class Visitor(Protocol):
    """One browser with cookies of its own; used by one thread."""

    def walk(self, step: Step, pause: Pause = never) -> Walk:
        """Take a step and whatever it leads to; stop before a step that is paused."""

    def open(self, url: str, pause: Pause = never) -> Walk:
        """Open an address and follow it."""

    def tab(self) -> "Visitor":
        """Return another tab of the same browser; it is closed with it."""

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(self, *error: object) -> None:
        """Close everything."""


Browse = Callable[[], Visitor]
"""Opens a fresh browser."""
