"""Households and their residence-file numbers (số hồ sơ cư trú).

The real form of a file number is not public. Ours names province and commune and
ends in eight digits that lead back to the household; files opened in a world, and the
cast's, end in six.
"""

import re

from mock_population_db.citizen.homes.addresses import home_address
from mock_population_db.citizen.homes.communes import commune_facts
from mock_population_db.citizen.kin.numbers import number_of
from mock_population_db.citizen.series import FILES
from mock_population_db.models import BASE_WORLD
from mock_population_db.models import Household as HouseholdRow
from mock_population_db.nation.nation import Nation
from mock_population_db.nation.person import Household

FILE_NO = re.compile(r"([0-9]{2})\.([0-9]{5})\.([0-9]{8})", re.ASCII)


def file_number(nation: Nation, household: Household) -> str:
    """Return the number of a household's residence file."""
    province = commune_facts(household.commune).province
    return f"{province}.{household.commune}.{FILES.number(nation, household.id)}"


def household_id_of(nation: Nation, file_no: str) -> int | None:
    """Return whose residence file this is, None if no household's."""
    found = FILE_NO.fullmatch(file_no)
    number = FILES.index(nation, found[3]) if found else None
    if found is None or number is None or number >= nation.households:
        return None
    household = nation.household(number)
    return number if file_number(nation, household) == file_no else None


def household_row(nation: Nation, household_id: int) -> HouseholdRow:
    """Return a household as a row of the base; it is in no session.

    Raises:
        IndexError: there is no such household.
    """
    household = nation.household(household_id)
    return HouseholdRow(
        world=BASE_WORLD,
        file_no=file_number(nation, household),
        address=home_address(household.commune, household.plot),
        head_id=number_of(nation, household.head),
    )
