"""How often things happen, as the tables say."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation import sources

Numbers = NDArray[np.int64]
OLDEST = 130
MALE, FEMALE = 1, 2
DAYS_OF_YEAR = 365
_MILLION = 1_000_000


@cache
def table() -> dict[str, Any]:
    """Return the table of rates."""
    path = Path(__file__).with_name("rates.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def by_age(steps: list[list[int]], column: int = 1) -> Numbers:
    """Return a rate per completed year of age from a list of steps."""
    found = np.zeros(OLDEST + 1, np.int64)
    for step in steps:
        found[step[0] :] = step[column]
    return found


@cache
def births() -> Numbers:
    """Return births per million women and year, by age.

    The table says how births are shared among mothers' ages; there are as many women
    of each age as the table of ages says, and as many children as the fertility rate.
    """
    shares = np.zeros(OLDEST + 1, np.int64)
    for row in sources.rows("fertility"):
        shares[int(row["mother_age"])] = int(row["births_ppm"])
    relative = shares * _MILLION // np.maximum(_women(), 1)
    wanted, decimals = next(
        (int(row["value"]), int(row["decimals"]))
        for row in sources.rows("national_figures")
        if row["key"] == "tfr"
    )
    together: Numbers = relative * wanted // 10**decimals * _MILLION // relative.sum()
    return together


def _women() -> Numbers:
    found = np.zeros(OLDEST + 1, np.int64)
    for row in sources.rows("ages"):
        found[int(row["age"])] = int(row["female_ppm"])
    return found


@cache
def deaths() -> Numbers:
    """Return deaths per million people and year, by sex (men first) and age."""
    steps = table()["deaths"]["rates"]
    return np.stack((by_age(steps, 1), by_age(steps, 2)))


@cache
def marriages() -> Numbers:
    """Return marriages per million unmarried women and year, by age."""
    return by_age(table()["marriages"]["rates"])


@cache
def moves() -> Numbers:
    """Return moves per million single adults and year, by age."""
    return by_age(table()["moves"]["rates"])


def limit_of_day(per_million: Numbers) -> Numbers:
    """Return the limit below which a hash of 32 bits means: today."""
    return (per_million << 32) // (_MILLION * DAYS_OF_YEAR)
