"""Figures as the report prints them: measured, goal, and whether it was met."""

import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

MS = 1000.0
WARM = 200
"""Calls before the measured ones: first calls fill caches."""


def title(text: str) -> None:
    """Begin a part of the report."""
    print(f"\n{text}", flush=True)


def told(
    name: str, value: float, unit: str, goal: str = "", *, met: bool = True
) -> None:
    """Print one figure; ``goal`` is what it was to be."""
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"  # noqa: PLR2004
    judged = f"(goal {goal}{'' if met else ': MISSED'})" if goal else ""
    print(f"  {name:<46} {number:>11} {unit:<10} {judged}".rstrip(), flush=True)


def at_most(name: str, value: float, unit: str, goal: float) -> None:
    """Print a figure that must stay below its goal."""
    told(name, value, unit, f"< {goal:,g}", met=value < goal)


def at_least(name: str, value: float, unit: str, goal: float) -> None:
    """Print a figure that must reach its goal."""
    told(name, value, unit, f">= {goal:,g}", met=value >= goal)


def each_ms(do: Callable[[Any], object], items: Iterable[Any]) -> list[float]:
    """Return how long each call took, in milliseconds, sorted."""
    queue = list(items)
    for item in queue[:WARM]:
        do(item)
    spent = []
    for item in queue:
        begun = time.perf_counter()
        do(item)
        spent.append(MS * (time.perf_counter() - begun))
    return sorted(spent)


def spread(
    name: str, do: Callable[[Any], object], items: Iterable[Any], *, goal: float
) -> None:
    """Print median and 99th percentile; the latter is judged.

    A busy machine holds calls up: the processor time of the thread says what the same
    calls take where nobody else works.
    """
    queue = list(items)
    for item in queue[:WARM]:
        do(item)
    spent, worked = [], []
    for item in queue:
        begun, at_work = time.perf_counter(), time.thread_time()
        do(item)
        worked.append(MS * (time.thread_time() - at_work))
        spent.append(MS * (time.perf_counter() - begun))
    at_most(f"{name}, p99", percentile(sorted(spent), 0.99), "ms", goal)
    at_most("  p99 of its processor time", percentile(sorted(worked), 0.99), "ms", goal)
    told("  median", statistics.median(spent), "ms")


def percentile(ordered: list[float], share: float) -> float:
    """Return the value below which so large a share of sorted values lies."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def seconds(do: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def best(do: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the quickest of several calls."""
    return min(seconds(do) for _ in range(times))
