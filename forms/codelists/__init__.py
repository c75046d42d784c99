"""Code lists: administrative units, ethnic groups, countries, facilities and more."""

from forms.codelists.addresses import address_text
from forms.codelists.lists import (
    Option,
    facilities,
    label,
    list_names,
    options,
)
from forms.codelists.lists import countries as countries
from forms.codelists.lists import ethnic_groups as ethnic_groups
from forms.codelists.lists import relations_to_head as relations_to_head
from forms.codelists.search import (
    CommuneUnclear,
    Found,
    find_communes,
    match_commune,
    match_province,
    search_communes,
)
from forms.codelists.units import (
    Commune,
    OldCommune,
    OldProvince,
    Province,
    commune,
    communes,
    old_communes,
    old_provinces,
    province,
    provinces,
)

__all__ = [
    "Commune",
    "CommuneUnclear",
    "Found",
    "OldCommune",
    "OldProvince",
    "Option",
    "Province",
    "address_text",
    "commune",
    "communes",
    "countries",
    "ethnic_groups",
    "facilities",
    "find_communes",
    "label",
    "list_names",
    "match_commune",
    "match_province",
    "old_communes",
    "old_provinces",
    "options",
    "province",
    "provinces",
    "relations_to_head",
    "search_communes",
]
