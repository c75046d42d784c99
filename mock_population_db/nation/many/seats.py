"""Seats and births of many people, column by column."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Seats:
    """Places in families; see :class:`..single.tracing.Seat`."""

    unit: Numbers
    place: Numbers
    set: Numbers
    section: Numbers

    def take(self, which: "Numbers | NDArray[np.bool_]") -> "Seats":
        """Return some of them."""
        return Seats(
            self.unit[which], self.place[which], self.set[which], self.section[which]
        )

    def at(self, place: Numbers) -> "Seats":
        """Return seats at other places of the same families."""
        return Seats(self.unit, place, self.set, self.section)


@dataclass(frozen=True, slots=True)
class Births:
    """Ranks at birth; see :class:`..single.tracing.Birth`."""

    unit: Numbers
    kind: Numbers
    cell: Numbers
    section: Numbers
    rank: Numbers
    size: Numbers
    """How many of a section were born in the unit, kind and cell."""

    def take(self, which: "Numbers | NDArray[np.bool_]") -> "Births":
        """Return some of them."""
        return Births(
            self.unit[which],
            self.kind[which],
            self.cell[which],
            self.section[which],
            self.rank[which],
            self.size[which],
        )
