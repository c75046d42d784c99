"""What a task is, and how it says that it must be tried again."""

from collections.abc import Callable
from typing import Any

from portal.errors import PortalError

Task = Callable[..., None]
"""``task(context, **arguments)``; it may run twice, so it must not mind."""

Tick = Callable[[Any], None]
"""Called with the context about once a second while a worker runs."""

LONGEST_DELAY = 30.0


class TryAgain(PortalError):  # noqa: N818 - named after what to do
    """A neighbour did not answer; the task wants to be done again later."""


def delay_before(tries: int) -> float:
    """Return how long to wait before a try, in seconds: 1, 2, 4 … 30."""
    return min(2.0 ** min(tries - 1, 10), LONGEST_DELAY)
