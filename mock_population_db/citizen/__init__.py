"""The citizen: every fact of the 26 groups for a person of the virtual nation.

Nothing here is stored. Each fact follows from the nation's seed, the person's index
and the name of a draw, so that it is the same whenever it is asked for.

``row`` gives people as rows of the register's tables; ``homes`` knows addresses and
households, ``kin`` marriages and representatives, ``traits`` religion, blood, schooling
and other names.
"""

from mock_population_db.citizen.accounts import account_row
from mock_population_db.citizen.homes.addresses import former_address
from mock_population_db.citizen.homes.households import household_id_of, household_row
from mock_population_db.citizen.kin.marriages import marriage_row
from mock_population_db.citizen.kin.representatives import represented_by
from mock_population_db.citizen.row import (
    index_of_insurance_number,
    index_of_old_id,
    person_row,
)
from mock_population_db.citizen.version import digest

__all__ = [
    "account_row",
    "digest",
    "former_address",
    "household_id_of",
    "household_row",
    "index_of_insurance_number",
    "index_of_old_id",
    "marriage_row",
    "person_row",
    "represented_by",
]
