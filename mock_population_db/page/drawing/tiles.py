"""A schematic map: one tile for each province, drawn from a table of our own.

Tiles stand roughly as the provinces lie to each other; they say nothing about borders
or areas. Hoàng Sa and Trường Sa, special zones of Đà Nẵng and Khánh Hòa, have tiles of
their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from forms import codelists
from forms.codelists.units import all_communes

WIDE, HIGH, GAP, EDGE = 112, 50, 6, 8
CLASSES = 5

PLACES: Mapping[str, tuple[int, int]] = {
    "12": (0, 1),
    "15": (0, 2),
    "08": (0, 3),
    "04": (0, 4),
    "11": (1, 0),
    "14": (1, 1),
    "25": (1, 2),
    "19": (1, 3),
    "20": (1, 4),
    "01": (2, 2),
    "24": (2, 3),
    "22": (2, 4),
    "37": (3, 2),
    "33": (3, 3),
    "31": (3, 4),
    "38": (4, 2),
    "40": (5, 2),
    "42": (6, 2),
    "44": (7, 3),
    "46": (8, 3),
    "48": (9, 4),
    "51": (10, 4),
    "52": (11, 4),
    "66": (12, 4),
    "80": (13, 1),
    "75": (13, 2),
    "68": (13, 3),
    "56": (13, 4),
    "91": (14, 0),
    "82": (14, 1),
    "79": (14, 2),
    "92": (15, 0),
    "86": (15, 1),
    "96": (16, 0),
}
"""Province -> row and column."""
ISLANDS = {"Hoàng Sa": (9, 5), "Trường Sa": (14, 5)}


@dataclass(frozen=True)
class Tile:
    """A province, or a special zone out at sea."""

    code: str
    name: str
    x: int
    y: int
    people: int | None
    step: int
    """1 for the fewest to 5 for the most people; 0 for the islands."""


@dataclass(frozen=True)
class Map:
    """The drawing, and from how many people on a tile is in each class."""

    tiles: list[Tile]
    limits: list[int]
    width: int
    height: int


def draw(counts: Mapping[str, int]) -> Map:
    """Lay out the map; a fifth of the provinces is in each class."""
    ranked = sorted(counts.values())
    limits = [ranked[len(ranked) * part // CLASSES] for part in range(CLASSES)]
    tiles = [
        Tile(
            code=code,
            name=codelists.province(code).name,
            x=_x(column),
            y=_y(row),
            people=counts[code],
            step=max(1, sum(counts[code] >= limit for limit in limits)),
        )
        for code, (row, column) in PLACES.items()
    ]
    tiles += [
        Tile(islands()[name], name, _x(column), _y(row), None, 0)
        for name, (row, column) in ISLANDS.items()
    ]
    return Map(
        tiles=tiles,
        limits=limits,
        width=2 * EDGE + 6 * (WIDE + GAP) - GAP,
        height=2 * EDGE + 17 * (HIGH + GAP) - GAP,
    )


@cache
def islands() -> dict[str, str]:
    """Return the commune codes of the special zones Hoàng Sa and Trường Sa."""
    return {unit.name: unit.code for unit in all_communes() if unit.name in ISLANDS}


def _x(column: int) -> int:
    return EDGE + column * (WIDE + GAP)


def _y(row: int) -> int:
    return EDGE + row * (HIGH + GAP)
