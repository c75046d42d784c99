"""Read the CSV tables that ship with the package."""

import csv
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parents[1] / "tables"


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``forms/tables/<name>.csv`` as text, header as keys."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
