"""Addresses, health facilities and residence files of the cast and of worlds."""

from forms import codelists
from mock_population_db.citizen.homes.communes import central_ward
from mock_population_db.synthetic.population import Address, address

FACILITIES = {  # facility -> commune where it stands
    "01001": "00070",
    "01002": "00082",
    "01101": "00070",
    "08001": "02215",
    "08002": "02215",
}


def town(commune: str, detail: str = "") -> Address:
    """Return an address that names a commune and, at most, a place in it."""
    return address(codelists.commune(commune).province, commune, detail)


def facility_name(code: str) -> str:
    """Return the name of a health facility, in Vietnamese."""
    found = {option.code: option.label for option in codelists.facilities()}
    return str.__str__(found[code])


def facility_address(code: str) -> Address:
    """Return where a birth in a facility took place; the detail is its name."""
    commune = FACILITIES.get(code) or central_ward(code[:2])
    return town(commune, facility_name(code))


def file_number(home: Address, serial: int) -> str:
    """Make a residence-file number (số hồ sơ cư trú); its real form is not public."""
    return f"{home['province']}.{home['commune']}.{serial:06}"
