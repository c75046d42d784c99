"""The register inside a test: worlds, people, events, faults, time, who read what.

``with MockPopulation() as register: world = register.new_world()`` gives a register of
its own without a socket; ``world.serve()`` gives it a real address. With pytest, ask
for the fixture ``mock_population`` instead.
"""

from mock_population_db.testing.embedded import MockPopulation
from mock_population_db.testing.marks import ReadMark
from mock_population_db.testing.orders import BadOrder
from mock_population_db.testing.people import Citizen, Family
from mock_population_db.testing.switches import Fault
from mock_population_db.testing.world import World

__all__ = [
    "BadOrder",
    "Citizen",
    "Family",
    "Fault",
    "MockPopulation",
    "ReadMark",
    "World",
]
