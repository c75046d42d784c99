"""Slow answers without a socket: whoever would give up waiting gives up at once."""

import time
from contextvars import ContextVar

PATIENCE: ContextVar[float | None] = ContextVar("PATIENCE", default=None)
"""How many seconds the client of this request waits; None waits for ever."""


class OutOfPatience(BaseException):
    """The client has hung up."""


def wait(seconds: float) -> None:
    """Do what a slow register does; a client with a shorter timeout has hung up.

    Raises:
        OutOfPatience: the client waits less long.
    """
    patience = PATIENCE.get()
    if patience is not None and patience < seconds:
        raise OutOfPatience
    time.sleep(seconds)
