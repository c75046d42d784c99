"""Communes: which households of a former province live in which of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation import sources
from mock_population_db.nation.layout.units import Units

Numbers = NDArray[np.int64]
_WHOLE = 1_000_000


@dataclass(frozen=True)
class Places:
    """Communes in the order of their former province."""

    codes: tuple[str, ...]
    first: Numbers
    """Per province its first commune, and the end."""
    before: Numbers
    """Per commune the homes before it in its province (sections are counted)."""
    homes: Numbers
    """Per province how many homes there are."""
    home_first: Numbers
    """Per province its first household, and the end."""
    share: Numbers
    """Per commune the share before it in its province, in parts per million."""


def places(units: Units, unit_homes: Numbers) -> Places:
    """Share the homes of each province out among its communes."""
    number = {code: place for place, code in enumerate(units.provinces)}
    table = sorted(
        (number[row["code63"]], row["code"], int(row["weight_ppm"]))
        for row in sources.rows("communes")
    )
    homes = np.add.reduceat(unit_homes, units.first[:-1])
    before, share, run, last = [], [], 0, -1
    for province, _code, weight in table:
        run = run if province == last else 0
        last = province
        share.append(run)
        before.append((int(homes[province]) * run + _WHOLE // 2) // _WHOLE)
        run += weight
    return Places(
        tuple(code for _province, code, _weight in table),
        np.searchsorted(
            [province for province, _code, _weight in table],
            np.arange(len(units.provinces) + 1),
        ).astype(np.int64),
        np.array(before, np.int64),
        homes,
        np.concatenate(([0], np.cumsum(homes))).astype(np.int64),
        np.array(share, np.int64),
    )
