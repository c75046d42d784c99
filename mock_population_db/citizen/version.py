"""Which rules and tables made the facts, so that two editions are never mixed."""

import hashlib
from functools import cache

from mock_population_db.nation.sources import TABLES

VERSION = 1
"""Raised when the same person would get other facts."""
_TABLES = (
    "religion",
    "blood_groups",
    "occupations",
    "education",
    "streets",
    "settlements",
    "ethnic_by_province",
    "communes",
    "provinces",
)


@cache
def digest() -> str:
    """Return the SHA-256 of the version and of all tables the facts are drawn from."""
    total = hashlib.sha256(f"citizen {VERSION}\n".encode())
    for name in _TABLES:
        total.update(name.encode() + b"\0" + (TABLES / f"{name}.csv").read_bytes())
    return total.hexdigest()
