"""Many people at once: facts, and facts with written names."""

import numpy as np

from benchmarks.register.figures import at_least, best, title
from mock_population_db.nation import Nation

FACTS, NAMED, ROWS_SECONDS = 1_000_000, 300_000, 20


def batches(nation: Nation, count: int) -> None:
    """Print persons per second in random and in consecutive order."""
    title(f"Batches of {count:,}, best of three")
    start = nation.capacity // 2
    orders = {
        "random order": np.random.default_rng(6).integers(0, nation.capacity, count),
        "consecutive": np.arange(start, start + count),
    }
    for name, indices in orders.items():
        facts = best(lambda indices=indices: nation.batch(indices))
        at_least(f"facts, {name}", count / facts, "persons/s", FACTS)
        named = best(lambda indices=indices: nation.batch(indices).names())
        at_least(f"facts and full names, {name}", count / named, "persons/s", NAMED)
    numbers = nation.numbers_of(orders["random order"])
    back = best(lambda: nation.indices_of(numbers))
    at_least("people of numbers", count / back, "persons/s", FACTS)
