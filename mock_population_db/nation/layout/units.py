"""Units of the nation: the people of one ethnic group in one former province."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation import sources

Numbers = NDArray[np.int64]
SHARE = 1 << 20
"""Shares of migration are parts of this."""


@dataclass(frozen=True)
class Units:
    """Units in the order of their province; the largest group of a province first."""

    provinces: tuple[str, ...]
    """Codes of the 63 former provinces, three digits."""
    regions: tuple[str, ...]
    """Per province which list of Kinh names applies."""
    province: Numbers
    """Per unit the place of its province in :attr:`provinces`."""
    ethnicity: Numbers
    """Per unit the number of the ethnic group, 1..54."""
    weight: Numbers
    """Per unit its share of the nation; all together are 2^31."""
    first: Numbers
    """Per province its first unit, and the end."""


def units() -> Units:
    """Read the units."""
    table = sources.rows("provinces")
    provinces = tuple(row["code63"] for row in table)
    place = {code: number for number, code in enumerate(provinces)}
    people = {row["code63"]: int(row["population"]) for row in table}
    found = sorted(
        (place[row["code63"]], -int(row["share_ppm"]), int(row["ethnicity"]))
        for row in sources.rows("ethnic_by_province")
    )
    sizes = [-share * people[provinces[home]] for home, share, _group in found]
    homes = np.array([home for home, _share, _group in found], np.int64)
    return Units(
        provinces,
        tuple(row["names"] for row in table),
        homes,
        np.array([group for _home, _share, group in found], np.int64),
        _scaled(sizes, 1 << 31),
        np.searchsorted(homes, np.arange(len(provinces) + 1)).astype(np.int64),
    )


def _scaled(parts: list[int], whole: int) -> Numbers:
    total, run, before = sum(parts), 0, 0
    found = []
    for part in parts:
        run += part
        now = run * whole // total
        found.append(now - before)
        before = now
    return np.array(found, np.int64)


@dataclass(frozen=True)
class Routes:
    """From where the adults of a unit came: pairs of a unit and a unit of origin.

    Pairs are ordered by the unit of residence; :attr:`inward` lists them once more
    by the unit of origin.
    """

    origin: Numbers
    """Per pair the unit of origin."""
    share: Numbers
    """Per pair the share before it among those of its unit, in parts of 2^20."""
    first: Numbers
    """Per unit its first pair, and the end."""
    residence: Numbers
    """Per pair the unit of residence."""
    inward: Numbers
    """Pairs by unit of origin."""
    inward_first: Numbers
    """Per unit the first of its pairs in :attr:`inward`, and the end."""
    inward_place: Numbers
    """Per pair its place among those of its origin."""


def routes(all_units: Units) -> Routes:
    """Read migration: only within an ethnic group, and only where it lives."""
    unit_at = {
        (all_units.provinces[home], group): number
        for number, (home, group) in enumerate(
            zip(all_units.province.tolist(), all_units.ethnicity.tolist(), strict=True)
        )
    }
    came = _came()
    origin, share, first, residence = [], [], [0], []
    for (code, group), number in unit_at.items():
        pairs = [
            (unit_at[source, group], ppm)
            for source, ppm in came[code]
            if (source, group) in unit_at
        ] or [(number, 1)]
        before = 0
        for target, part in zip(
            (pair[0] for pair in pairs),
            _scaled([pair[1] for pair in pairs], SHARE).tolist(),
            strict=True,
        ):
            origin.append(target)
            share.append(before)
            residence.append(number)
            before += part
        first.append(len(origin))
    return _routes(origin, share, first, residence, len(unit_at))


def _came() -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for row in sources.rows("migration"):
        found.setdefault(row["code63"], []).append(
            (row["origin"], int(row["share_ppm"]))
        )
    return {code: sorted(pairs) for code, pairs in found.items()}


def _routes(
    origin: list[int],
    share: list[int],
    first: list[int],
    residence: list[int],
    count: int,
) -> Routes:
    origins = np.array(origin, np.int64)
    inward = np.argsort(origins, kind="stable")
    inward_first = np.searchsorted(origins[inward], np.arange(count + 1))
    place = np.empty_like(inward)
    place[inward] = np.arange(len(inward)) - inward_first[origins[inward]]
    return Routes(
        origins,
        np.array(share, np.int64),
        np.array(first, np.int64),
        np.array(residence, np.int64),
        inward.astype(np.int64),
        inward_first.astype(np.int64),
        place.astype(np.int64),
    )
