"""How many families of each shape live in each unit, for exactly N living people."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.layout.units import Units
from mock_population_db.nation.shapes.slots import Shape

Numbers = NDArray[np.int64]
_WEIGHTS = 1 << 20
_UNITS = 1 << 31


@dataclass(frozen=True)
class Families:
    """Counts per stratum (unit x shape), in sets with one family of each section."""

    sets: Numbers
    """Sets per stratum."""
    surplus: int
    """Living people above N, fewer than there are sections: these have died."""


def families(
    units: Units, shapes: tuple[Shape, ...], weights: Numbers, size: int, sections: int
) -> Families:
    """Share out so many sets of families that ``size`` people are alive."""
    living = np.array([len(shape.living()) for shape in shapes], np.int64)
    small = (weights * _WEIGHTS) >> 30
    small[0] += _WEIGHTS - small.sum()
    shares = units.weight[:, None] * small[None, :]
    strata = np.cumsum(shares)
    mean = int((small * living).sum())
    wanted = -(-size // sections)
    total = wanted * _WEIGHTS // mean
    everybody = np.tile(living, len(units.weight))
    while True:
        sets = _shared(strata, total)
        missing = wanted - int((sets * everybody).sum())
        if missing >= 0:
            break
        total -= max(1, -missing * _WEIGHTS // mean)
    alone = np.array([len(shape.slots) == 1 for shape in shapes])
    single = np.cumsum(shares * alone[None, :])
    sets += _shared(single, missing, int(single[-1]))
    return Families(sets, wanted * sections - size)


def _shared(run: Numbers, total: int, whole: int = _UNITS * _WEIGHTS) -> Numbers:
    """Share ``total`` out along running sums of weights, to the nearest."""
    bounds = np.floor(run * (total / whole) + 0.5).astype(np.int64)
    bounds[-1] = total
    counts: Numbers = np.diff(bounds, prepend=0)
    return counts
