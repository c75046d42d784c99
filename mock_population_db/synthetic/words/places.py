"""Homes and origins: real communes and streets, invented house numbers."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from forms import codelists
from mock_population_db.synthetic.draws import Draw
from mock_population_db.synthetic.population import Address, address

FACILITIES = {  # facility -> commune where it stands
    "01001": "00070",
    "01002": "00082",
    "01101": "00070",
    "08001": "02215",
    "08002": "02215",
}
MATERNITY = {"01": ("01001", "01002"), "08": ("08001", "08002")}
_LANE_PERCENT = 35


@dataclass(frozen=True)
class Home:
    """A commune where generated people live."""

    commune: str
    former: str
    people: str
    kind: str
    streets: tuple[str, ...]

    @property
    def province(self) -> str:
        """Two-digit code of the province."""
        return codelists.commune(self.commune).province


@dataclass(frozen=True)
class Origin:
    """A province where those who moved in come from."""

    former: str
    people: str
    communes: tuple[str, ...]


@cache
def _file() -> dict[str, list[dict[str, Any]]]:
    path = Path(__file__).parent / "places.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def homes() -> dict[Home, int]:
    """Return the communes people live in, with their weights."""
    return {
        Home(
            commune=row["commune"],
            former=row["former"],
            people=row["people"],
            kind=row["kind"],
            streets=tuple(row["streets"]),
        ): row["weight"]
        for row in _file()["home"]
    }


@cache
def origins() -> dict[Origin, int]:
    """Return the provinces newcomers are from, with their weights."""
    return {
        Origin(row["former"], row["people"], tuple(row["communes"])): row["weight"]
        for row in _file()["origin"]
    }


def house(home: Home, draw: Draw, taken: set[str]) -> Address:
    """Draw a house that nobody else has, and take it."""
    attempt = 0
    while True:
        detail = _detail(home, draw.within(f"house/{attempt}"), attempt)
        if f"{home.commune} {detail}" not in taken:
            taken.add(f"{home.commune} {detail}")
            return address(home.province, home.commune, detail)
        attempt += 1


def _detail(home: Home, draw: Draw, attempt: int) -> str:
    street = draw.pick("street", home.streets)
    number = draw.number("number", 1, 150 + 10 * attempt)
    if home.kind == "thôn":
        return f"nhà số {number}, thôn {street}"
    if draw.chance("lane", _LANE_PERCENT):
        lane = draw.number("lane number", 2, 60)
        return f"số {number} ngõ {lane} phố {street}"
    return f"số {number} phố {street}"


def town(commune: str, detail: str = "") -> Address:
    """Return an address that names a commune and, at most, a place in it."""
    return address(codelists.commune(commune).province, commune, detail)


def facility_name(code: str) -> str:
    """Return the name of a health facility, in Vietnamese."""
    found = {option.code: option.label for option in codelists.facilities()}
    return str.__str__(found[code])


def facility_address(code: str) -> Address:
    """Return where a birth in a facility took place; the detail is its name."""
    return town(FACILITIES[code], facility_name(code))


def file_number(home: Address, serial: int) -> str:
    """Make a residence-file number (số hồ sơ cư trú); its real form is not public."""
    return f"{home['province']}.{home['commune']}.{serial:06}"
