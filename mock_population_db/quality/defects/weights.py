"""How likely rows are to be spoilt: by office and by decade of registration."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.mixing import Draws
from mock_population_db.quality.defects.config import Config
from mock_population_db.quality.rows import Block

Weights = NDArray[np.float64]
Group = tuple[str, int]
"""Office and decade."""
_DECADE = 10
_UNIFORMS, _SCALE = 12, 1 << 30


def groups_of(block: Block) -> list[Group]:
    """Return office and decade of every row; empty and 0 where unknown."""
    empty = [""] * len(block)
    offices = block.columns.get("office", empty)
    years = block.columns.get("registered", empty)
    return list(zip(offices, map(_decade, years), strict=True))


@lru_cache(4096)
def _decade(year: str) -> int:
    text = year[-4:]
    known = text.isascii() and text.isdigit()
    return int(text) // _DECADE * _DECADE if known else 0


class Weighing:
    """Factors of one list.

    Args:
        config: how unequal offices and eras are.
        seed: of the list.
        shares: how many rows each group has in the whole list.
    """

    def __init__(self, config: Config, seed: int, shares: Mapping[Group, int]) -> None:
        self._config, self._seed = config, seed
        self._shares = shares
        self._means: dict[str, float] = {}

    def of(self, kind: str, block: Block) -> Weights | None:
        """Return the factors of rows under a kind, 1 on average; None if all alike."""
        if not self._config.is_correlated:
            return None
        groups = groups_of(block)
        factors = {group: self._factor(kind, group) for group in set(groups)}
        mean = self._mean(kind)
        return np.array([factors[group] / mean for group in groups])

    def _mean(self, kind: str) -> float:
        if kind not in self._means:
            total = sum(self._shares.values())
            weighed = sum(
                count * self._factor(kind, group)
                for group, count in sorted(self._shares.items())
            )
            self._means[kind] = weighed / total if total and weighed else 1.0
        return self._means[kind]

    def _factor(self, kind: str, group: Group) -> float:
        office, decade = group
        draws = Draws(self._seed, crc32(kind.encode()), crc32(office.encode()))
        # twelve uniform draws make nearly a normal one
        normal = sum(draws.below(_SCALE) for _ in range(_UNIFORMS)) / _SCALE - 6
        era = self._config.eras.get(decade, 1.0)
        return exp(self._config.office * normal) * era


def shares_of(blocks: Iterable[Block]) -> Counter[Group]:
    """Count the rows of each office and decade."""
    found: Counter[Group] = Counter()
    for block in blocks:
        found.update(groups_of(block))
    return found
