"""Hashes in 32-bit lanes: the same for a Python number and for a numpy array.

Every multiplier is below 2^31 and every value below 2^32, so that no product reaches
2^63: Python's long numbers and numpy's int64 give the same hash on every machine.
"""

from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Lane = TypeVar("Lane", int, Numbers)

MASK: Final = 0xFFFFFFFF
GOLDEN: Final = 0x1E3779B9
_FIRST: Final = 0x2C1B3C6D
_SECOND: Final = 0x297A2D39


def mix(lane: Lane) -> Lane:
    """Scatter a number over 32 bits; different numbers stay different."""
    lane = (lane ^ (lane >> 16)) * _FIRST & MASK
    lane = (lane ^ (lane >> 15)) * _SECOND & MASK
    return lane ^ (lane >> 16)


def pick(lane: Lane, count: Lane | int) -> Lane:
    """Turn a hash into a number from 0 to ``count`` - 1; ``count`` below 2^31."""
    return (lane * count) >> 32


def chain(*parts: int) -> int:
    """Hash numbers of any length, in their order, to one of 32 bits."""
    lane = GOLDEN
    for part in parts:
        rest = part
        while True:
            lane = mix(lane ^ (rest & MASK)) + GOLDEN & MASK
            rest >>= 32
            if rest in {0, -1}:
                break
    return mix(lane)


class Draws:
    """A row of draws that depends on nothing but its parts."""

    def __init__(self, *parts: int) -> None:
        self._key = chain(*parts)
        self._count = 0

    def below(self, count: int) -> int:
        """Draw a number from 0 to ``count`` - 1."""
        self._count += 1
        return pick(mix(self._key ^ mix(self._count)), count)

    def chance(self, per_mille: int) -> bool:
        """Draw yes or no."""
        return self.below(1000) < per_mille

    def among(self, *choices: int) -> int:
        """Draw one of these."""
        return choices[self.below(len(choices))]
