"""Reads the tables of the nation: how many people of each kind there are.

The folder ``tables/README.md`` says what each file holds. Shares are whole numbers;
the digest over all files that matter is part of the nation's own.
"""

import csv
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation.shapes.slots import FIRST_YEAR, LAST_YEAR, YEARS

TABLES = Path(__file__).parent / "tables"
DAYS_OF_LAST_YEAR = 68
"""Births of the last year are known from 1 January to 9 March."""
_OLDEST = 100
_YEAR = 365
_FILES = (
    "provinces",
    "ages",
    "household_sizes",
    "marital_status",
    "ethnic_groups",
    "ethnic_by_province",
    "migration",
    "communes",
)


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table as text, header as keys."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def name_lists(name: str) -> dict[str, Any]:
    """Return the name lists of a people."""
    path = TABLES / "names" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def digest() -> str:
    """Return the SHA-256 of all tables that decide who lives in the nation."""
    total = hashlib.sha256()
    paths = [TABLES / f"{name}.csv" for name in _FILES]
    for path in (*paths, *sorted((TABLES / "names").glob("*.toml"))):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def birth_years() -> NDArray[np.int64]:
    """Return how the living share out over sex and year of birth (2 x years)."""
    found = np.zeros((2, YEARS), np.int64)
    for row in rows("ages"):
        age = int(row["age"])
        for sex, column in enumerate(("male_ppm", "female_ppm")):
            for year, share in _years_of(age, int(row[column])):
                found[sex, year - FIRST_YEAR] += share
    return found


def _years_of(age: int, ppm: int) -> list[tuple[int, int]]:
    late = LAST_YEAR - age
    if age < _OLDEST:
        return [
            (late, ppm * DAYS_OF_LAST_YEAR),
            (late - 1, ppm * (_YEAR - DAYS_OF_LAST_YEAR)),
        ]
    # the open group: each year of age has half as many as the one before
    years = range(late - 1, FIRST_YEAR - 1, -1)
    parts = [1 << (len(years) - step) for step in range(len(years))]
    return [
        (year, ppm * _YEAR * part // sum(parts))
        for year, part in zip(years, parts, strict=True)
    ]


def household_sizes(groups: int) -> NDArray[np.int64]:
    """Return the shares of households of 1, 2, … members; the last is `or more`."""
    found = np.zeros(groups, np.int64)
    for row in rows("household_sizes"):
        found[min(int(row["size"]), groups) - 1] += int(row["total_ppm"])
    return found


def marital_statuses() -> list[tuple[int, int, int, tuple[int, ...]]]:
    """Return sex, first age, last age and shares of the four statuses."""
    keys = ("never_ppm", "married_ppm", "widowed_ppm", "divorced_ppm")
    return [
        (
            int(row["sex"]) - 1,
            int(row["age_from"]),
            int(row["age_to"]),
            tuple(int(row[key]) for key in keys),
        )
        for row in rows("marital_status")
    ]
