"""Nations of three sizes, each made once, and people picked from them."""

from functools import cache
from random import Random

from mock_population_db.nation import Nation

SIZES = (2_000, 1_000_000, 100_000_000)


@cache
def nation(size: int) -> Nation:
    return Nation(size)


def some(size: int, count: int, seed: int = 7) -> list[int]:
    draw = Random(seed)  # noqa: S311 - a sample, not a secret
    return [draw.randrange(nation(size).capacity) for _ in range(count)]
