"""Addresses: every home of a commune has one, and no two homes have the same.

A home's number in its commune (the plot) is written as a street or settlement, a lane
and a house number. Provinces and communes are those since 1 July 2025; the words of
an address before that are in :func:`former_address`.
"""

from collections.abc import Mapping
from functools import cache
from zlib import crc32

from forms import codelists
from forms.codelists import OldCommune
from mock_population_db.citizen.homes.communes import CommuneFacts, commune_facts

Address = dict[str, str]

HOME = "VN"
HOUSES_OF_A_LANE = 40
LANE = {"north": "ngõ", "central": "kiệt", "south": "hẻm"}


def town(commune: str, detail: str = "") -> Address:
    """Return an address that names a commune and, at most, a place in it."""
    return {
        "country": HOME,
        "province": commune_facts(commune).province,
        "commune": commune,
        "detail": detail,
    }


def abroad(country: str) -> Address:
    """Return an address of which only the country is known."""
    return {"country": country, "province": "", "commune": "", "detail": ""}


def home_address(commune: str, plot: int) -> Address:
    """Return the address of a home of a commune.

    Args:
        commune: five digits.
        plot: the home's number in the commune, from 0.
    """
    facts = commune_facts(commune)
    detail = _in_ward(facts, plot) if facts.is_ward else _in_settlement(facts, plot)
    return {
        "country": HOME,
        "province": facts.province,
        "commune": commune,
        "detail": detail,
    }


def _in_ward(facts: CommuneFacts, plot: int) -> str:
    rest, street = divmod(plot, len(facts.streets))
    lane, house = divmod(rest, HOUSES_OF_A_LANE)
    group = facts.settlements[street % len(facts.settlements)]
    along = f" {LANE[facts.part]} {lane}" if lane else ""
    return f"số {house + 1}{along} đường {facts.streets[street]}, {group}"


def _in_settlement(facts: CommuneFacts, plot: int) -> str:
    house, place = divmod(plot, len(facts.settlements))
    return f"số nhà {house + 1}, {facts.settlements[place]}"


@cache
def _before_2025() -> dict[str, list[OldCommune]]:
    found: dict[str, list[OldCommune]] = {}
    for unit in codelists.old_communes():
        for code in unit.communes:
            found.setdefault(code, []).append(unit)
    return found


@cache
def _old_provinces() -> dict[str, str]:
    return {unit.code: unit.full_name for unit in codelists.old_provinces()}


def former_address(address: Mapping[str, str]) -> str:
    """Write an address as before 1 July 2025: with district and former province.

    Homes of the same street or settlement lie in the same former commune. An address
    outside Việt Nam, or without a commune, gives an empty text.
    """
    units = _before_2025().get(address.get("commune", ""))
    if not units or address.get("country") != HOME:
        return ""
    detail = address.get("detail", "")
    unit = units[crc32(detail.rpartition(", ")[2].encode()) % len(units)]
    parts = (detail, unit.full_name, unit.district, _old_provinces()[unit.province_63])
    return ", ".join(part for part in parts if part)
