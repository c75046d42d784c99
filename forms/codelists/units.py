"""Provinces and communes since 1 July 2025, and the units they came from.

34 provinces and 3,321 communes, two levels (QĐ 19/2025/QĐ-TTg). The 63 former
provinces live on in personal numbers and in people's memory.
"""

from dataclasses import dataclass
from functools import cache

from forms.codelists.tables import read
from forms.errors import UnknownCode


@dataclass(frozen=True)
class Province:
    """A province or centrally run city."""

    code: str
    name: str
    full_name: str


@dataclass(frozen=True)
class Commune:
    """A commune, ward or special zone (xã, phường, đặc khu)."""

    code: str
    name: str
    kind: str
    full_name: str
    province: str
    """Two-digit code."""


@dataclass(frozen=True)
class OldProvince:
    """One of the 63 provinces before 1 July 2025."""

    code: str
    """Three digits, as in a real personal number: ``001``."""
    name: str
    full_name: str
    province: str
    """Two-digit code of the province it now belongs to."""


@dataclass(frozen=True)
class OldCommune:
    """A commune before 1 July 2025 and the communes its area lies in now."""

    full_name: str
    district: str
    province_63: str
    communes: tuple[str, ...]


@cache
def _provinces() -> dict[str, Province]:
    return {
        row["code"]: Province(row["code"], row["name"], f"{row['kind']} {row['name']}")
        for row in read("provinces")
    }


@cache
def _communes() -> dict[str, Commune]:
    return {
        row["code"]: Commune(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            full_name=f"{row['kind']} {row['name']}",
            province=row["province"],
        )
        for row in read("communes")
    }


@cache
def _by_province() -> dict[str, tuple[Commune, ...]]:
    found: dict[str, list[Commune]] = {code: [] for code in _provinces()}
    for unit in _communes().values():
        found[unit.province].append(unit)
    return {code: tuple(units) for code, units in found.items()}


def provinces() -> tuple[Province, ...]:
    """Return the 34 provinces by code."""
    return tuple(_provinces().values())


def province(code: str) -> Province:
    """Return the province with this two-digit code.

    Raises:
        UnknownCode: there is none.
    """
    try:
        return _provinces()[code]
    except KeyError:
        raise UnknownCode("provinces", code) from None


def communes(province_code: str) -> tuple[Commune, ...]:
    """Return the communes of a province by code.

    Raises:
        UnknownCode: there is no such province.
    """
    return _by_province()[province(province_code).code]


def all_communes() -> tuple[Commune, ...]:
    """Return all 3,321 communes by code."""
    return tuple(_communes().values())


def commune(code: str) -> Commune:
    """Return the commune with this five-digit code.

    Raises:
        UnknownCode: there is none.
    """
    try:
        return _communes()[code]
    except KeyError:
        raise UnknownCode("communes", code) from None


def is_commune(code: str, province_code: str | None = None) -> bool:
    """Tell whether a commune exists, in this province if one is named."""
    unit = _communes().get(code)
    return unit is not None and province_code in {None, unit.province}


@cache
def old_provinces() -> tuple[OldProvince, ...]:
    """Return the 63 provinces before 1 July 2025."""
    return tuple(
        OldProvince(
            row["code"],
            row["name"],
            f"{row['kind']} {row['name']}",
            row["province"],
        )
        for row in read("province_63")
    )


@cache
def former_province_codes() -> frozenset[str]:
    """Return the 63 codes that may open a personal number (three digits)."""
    return frozenset(unit.code for unit in old_provinces())


@cache
def old_communes() -> tuple[OldCommune, ...]:
    """Return the communes before 1 July 2025 (10,035, with their districts)."""
    return tuple(
        OldCommune(
            row["name"],
            row["district"],
            row["province_63"],
            tuple(row["communes"].split()),
        )
        for row in read("old_communes")
    )
