"""BACK ROOM: what a decided branch changes in the world.

A procedure names effects, verbs the house knows; :data:`EFFECTS` holds one function
for each. An effect asks a register, which writes the change down and gives facts
back. It may be asked twice under the same key and does it once.
"""

from collections.abc import Callable

from portal.effects import population
from portal.effects.case import Case, Facts, Register

__all__ = ["EFFECTS", "Case", "Effect", "Facts", "Register"]

Effect = Callable[[Register, Case], Facts]

EFFECTS: dict[str, Effect] = {
    "population.register_birth": population.register_birth,
    "population.register_residence": population.register_residence,
    "population.issue_insurance_number": population.issue_insurance_number,
}
