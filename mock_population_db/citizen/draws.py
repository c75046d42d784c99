"""Named draws: chance that depends on nothing but whom it is about and its name.

A draw is a hash of the nation's seed, a number (person or household) and a name. It
costs half a microsecond, and adding one moves nobody else's fate.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Generic, TypeVar

from mock_population_db.nation.mixing import chain, mix, pick

Item = TypeVar("Item")
Label = int

MILLION = 1_000_000


def label(name: str) -> Label:
    """Make the name of a draw; modules keep it as a constant."""
    return chain(*name.encode())


class Draws:
    """The draws about one person, household, marriage or commune.

    Args:
        kind: the hash of the seed and of what it is about.
        number: which one, below 2^32.
    """

    __slots__ = ("_key",)

    def __init__(self, kind: int, number: int) -> None:
        self._key = mix(kind ^ number)

    def below(self, name: Label, bound: int) -> int:
        """Draw a whole number from 0 to ``bound - 1``."""
        return pick(mix(self._key ^ name), bound)

    def chance(self, name: Label, per_mille: int) -> bool:
        """Say yes in so many of a thousand cases."""
        return self.below(name, 1000) < per_mille

    def day(self, name: Label, first: date, last: date) -> date:
        """Draw a day from ``first`` to ``last``, both included."""
        return first + timedelta(self.below(name, (last - first).days + 1))


class Shares(Generic[Item]):
    """What is drawn by shares, in the order given.

    Args:
        shares: each item with its weight.
    """

    __slots__ = ("_items", "_steps")

    def __init__(self, shares: Iterable[tuple[Item, int]]) -> None:
        pairs = [(item, weight) for item, weight in shares if weight > 0]
        self._items = [item for item, _weight in pairs]
        self._steps = list(accumulate(weight for _item, weight in pairs))

    def of(self, draws: Draws, name: Label) -> Item:
        """Draw an item."""
        return self.at(draws.below(name, MILLION))

    def at(self, millionth: int) -> Item:
        """Return the item at a place from 0 to 999,999 along the shares."""
        return self._items[
            bisect_right(self._steps, millionth * self._steps[-1] // MILLION)
        ]
