"""Run pyHanko's coroutines to their end, also where an event loop runs already."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Make a coroutine and finish it in a thread of its own; its errors come back.

    A caller's thread may have a loop (an asynchronous server, a browser driver), in
    which ``asyncio.run`` refuses to start another.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="signature") as pool:
        return pool.submit(lambda: asyncio.run(make())).result()
