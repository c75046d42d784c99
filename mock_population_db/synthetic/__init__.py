"""The synthetic people: the same seed and size give the same population."""

from mock_population_db.synthetic.people import generate
from mock_population_db.synthetic.population import Population

VERSION = 2
"""Raised when the same seed would give other people."""

__all__ = ["VERSION", "Population", "generate"]
