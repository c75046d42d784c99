"""The virtual nation: up to a hundred million people, computed, never stored.

Every person follows from an index, a size and a seed; nothing is kept but tables of
some 30 MB that are built in a second. :mod:`..nation.nation` is the door.
"""

from mock_population_db.nation.many.facts import Facts
from mock_population_db.nation.nation import AS_OF, Nation
from mock_population_db.nation.person import BasePerson, Household

__all__ = ["AS_OF", "BasePerson", "Facts", "Household", "Nation"]
