"""Draws of one day: they depend on the seed, the world, the commune and the day."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.mixing import MASK, chain, mix, pick

Numbers = NDArray[np.int64]
T = TypeVar("T")
_HALF = 1_000_000


class Dice:
    """The draws of one commune in one world, on one day or on all of them.

    Args:
        seed: the nation's.
        world: the world's code.
        commune: five-digit code.
        day: the day; None for what is the same on every day.
    """

    def __init__(self, seed: int, world: str, commune: str, day: date | None) -> None:
        moment = day.toordinal() if day else 0
        self._key = chain(seed, crc32(world.encode()), int(commune), moment)

    def lanes(self, what: str, numbers: Numbers) -> Numbers:
        """Return a hash of 32 bits for each personal number."""
        key = mix(self._key ^ crc32(what.encode()) & MASK)
        return mix(mix(key ^ numbers // _HALF) ^ numbers % _HALF)

    def below(self, what: str, about: str, bound: int) -> int:
        """Draw a whole number from 0 to ``bound - 1`` about somebody."""
        return pick(
            mix(mix(self._key ^ crc32(what.encode())) ^ crc32(about.encode())), bound
        )

    def chance(self, what: str, about: str, per_mille: int) -> bool:
        """Say yes in so many of a thousand cases."""
        return self.below(what, about, 1000) < per_mille

    def choice(self, what: str, about: str, items: Sequence[T]) -> T:
        """Draw one of several."""
        return items[self.below(what, about, len(items))]
