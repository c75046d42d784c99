"""Faults that a trainer asks for: how a register goes wrong, in one world at a time.

A fault may be for everybody, or for one caller, one person, and so many times.
``kinds`` names them, ``switching`` keeps them, ``playing`` says which ones touch a
request, ``spoiling`` changes an answer.
"""

from mock_population_db.faults.kinds import KINDS, LONGEST_SECONDS, MOST_TIMES
from mock_population_db.faults.speaking import banner
from mock_population_db.faults.switching import Wanted, active, switch_off, switch_on

__all__ = [
    "KINDS",
    "LONGEST_SECONDS",
    "MOST_TIMES",
    "Wanted",
    "active",
    "banner",
    "switch_off",
    "switch_on",
]
