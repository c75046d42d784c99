"""The canonical text of a population: the same people, the same bytes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict

from mock_population_db.synthetic.population import Population


def json_lines(population: Population) -> Iterator[str]:
    """Give one line of JSON for each value, sorted by kind and key."""
    for kind, values, key in population.tables():
        for value in sorted(values, key=lambda row: str(getattr(row, key))):
            facts = {"kind": kind, **asdict(value)}
            yield json.dumps(
                facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )


def digest(population: Population) -> str:
    """Return the SHA-256 of the canonical text."""
    state = hashlib.sha256()
    for line in json_lines(population):
        state.update(line.encode())
        state.update(b"\n")
    return state.hexdigest()
