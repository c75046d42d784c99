"""Permutations of 0..n-1 that need no table (Feistel networks).

A place x < n is written as two digits to the base a = ceil(sqrt n) and goes through
rounds that swap and shift the digits. Results of n or more go round again; since the
network is a bijection of a², this ends.
"""

from collections.abc import Callable
from math import isqrt
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.mixing import GOLDEN, MASK

Numbers = NDArray[np.int64]
Lane = TypeVar("Lane", int, Numbers)

SERIALS: Final = 1_000_000
_THOUSAND: Final = 1000
_ROUNDS: Final = 4
_SERIAL_ROUNDS: Final = 6
_FIRST: Final = 0x2C1B3C6D
_SECOND: Final = 0x297A2D39


def _shift(digit: Lane, key: Lane, base: Lane) -> Lane:
    lane = (digit ^ key) * _FIRST & MASK
    lane = (lane ^ (lane >> 15)) * _SECOND & MASK
    return (lane * base) >> 32


def _forth(place: Lane, base: Lane, key: Lane, rounds: int) -> Lane:
    left = place // base
    right = place - left * base
    for step in range(rounds):
        moved = left + _shift(right, (key + step * GOLDEN) & MASK, base)
        left, right = right, moved - base * (moved >= base)
    return left * base + right


def _back(place: Lane, base: Lane, key: Lane, rounds: int) -> Lane:
    left = place // base
    right = place - left * base
    for step in reversed(range(rounds)):
        moved = right - _shift(left, (key + step * GOLDEN) & MASK, base)
        left, right = moved + base * (moved < 0), left
    return left * base + right


def forth(place: int, count: int, key: int) -> int:
    """Return where ``place`` of 0..count-1 goes.

    The rounds of :func:`_forth` written out, three times as fast for one number.
    """
    base = isqrt(count - 1) + 1
    second, third = key + GOLDEN & MASK, key + 2 * GOLDEN & MASK
    fourth = key + 3 * GOLDEN & MASK
    for _ in range(base * base - count + 1):
        left, right = divmod(place, base)
        lane = (right ^ key) * _FIRST & MASK
        left += ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        left -= base * (left >= base)
        lane = (left ^ second) * _FIRST & MASK
        right += ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        right -= base * (right >= base)
        lane = (right ^ third) * _FIRST & MASK
        left += ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        left -= base * (left >= base)
        lane = (left ^ fourth) * _FIRST & MASK
        right += ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        place = left * base + right - base * (right >= base)
        if place < count:
            return place
    raise ArithmeticError(f"no place of {count} found")


def back(place: int, count: int, key: int) -> int:
    """Return which place goes to ``place``: the inverse of :func:`forth`."""
    base = isqrt(count - 1) + 1
    second, third = key + GOLDEN & MASK, key + 2 * GOLDEN & MASK
    fourth = key + 3 * GOLDEN & MASK
    for _ in range(base * base - count + 1):
        left, right = divmod(place, base)
        lane = (left ^ fourth) * _FIRST & MASK
        right -= ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        right += base * (right < 0)
        lane = (right ^ third) * _FIRST & MASK
        left -= ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        left += base * (left < 0)
        lane = (left ^ second) * _FIRST & MASK
        right -= ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        right += base * (right < 0)
        lane = (right ^ key) * _FIRST & MASK
        left -= ((lane ^ (lane >> 15)) * _SECOND & MASK) * base >> 32
        place = (left + base * (left < 0)) * base + right
        if place < count:
            return place
    raise ArithmeticError(f"no place of {count} found")


def _bases(counts: Numbers) -> Numbers:
    # the root of a number below 2^52 is exact enough for its whole part
    bases: Numbers = np.sqrt(np.maximum(counts - 1, 0)).astype(np.int64)
    return bases + 1


def all_forth(places: Numbers, counts: Numbers, keys: Numbers) -> Numbers:
    """Do :func:`forth` for many, each with its own count and key."""
    return _all(_forth, places, counts, keys)


def all_back(places: Numbers, counts: Numbers, keys: Numbers) -> Numbers:
    """Do :func:`back` for many."""
    return _all(_back, places, counts, keys)


def _all(
    walk: Callable[[Numbers, Numbers, Numbers, int], Numbers],
    places: Numbers,
    counts: Numbers,
    keys: Numbers,
) -> Numbers:
    bases = _bases(counts)
    found = walk(places, bases, keys, _ROUNDS)
    outside = np.flatnonzero(found >= counts)
    while outside.size:
        again = walk(found[outside], bases[outside], keys[outside], _ROUNDS)
        found[outside] = again
        outside = outside[again >= counts[outside]]
    return found


def serial_of(rank: Lane, key: Lane) -> Lane:
    """Return the serial digits of the person of this rank in a cell of numbers."""
    return _forth(rank, _base(rank), key, _SERIAL_ROUNDS)


def rank_of(serial: Lane, key: Lane) -> Lane:
    """Return the rank in its cell to which these serial digits belong."""
    return _back(serial, _base(serial), key, _SERIAL_ROUNDS)


def _base(like: Lane) -> Lane:
    if isinstance(like, int):
        return _THOUSAND
    return np.full_like(like, _THOUSAND)
