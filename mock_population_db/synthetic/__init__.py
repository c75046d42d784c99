"""The synthetic people: the same seed and size give the same population."""

from mock_population_db.synthetic.cast import cast
from mock_population_db.synthetic.population import Population

VERSION = 1
"""Raised when the same seed would give other people."""


def generate(seed: str, size: int) -> Population:
    """Make the cast and ``size`` generated people."""
    population = cast()
    return population
