"""How many people live where, by sex and age."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from forms import codelists
from mock_population_db.nation.nation import AS_OF, Nation

GROUP, OLDEST = 5, 100
"""Ages are counted in groups of five years; the last is 100 and over."""
GROUPS = OLDEST // GROUP + 1
FIRST_YEAR, DAYS = 1900, 365


@dataclass(frozen=True)
class Band:
    """The people of one group of ages.

    Attributes:
        first: the youngest age of the group.
        men: how many.
        women: how many.
    """

    first: int
    men: int
    women: int

    @property
    def label(self) -> str:
        """The ages in words: ``20–24``, ``100+``."""
        if self.first >= OLDEST:
            return f"{OLDEST}+"
        return f"{self.first}–{self.first + GROUP - 1}"


@dataclass(frozen=True)
class CommuneCounts:
    """What is counted in one commune, all people of the nation who live there."""

    people: int
    households: int
    bands: tuple[Band, ...]
    ethnicities: tuple[tuple[str, int], ...]
    """Codes of ethnic groups with their people, the largest first."""

    @property
    def men(self) -> int:
        """How many men."""
        return sum(band.men for band in self.bands)

    @property
    def women(self) -> int:
        """How many women."""
        return sum(band.women for band in self.bands)


@lru_cache(maxsize=64)
def commune_counts(nation: Nation, commune: str) -> CommuneCounts:
    """Count a commune.

    Raises:
        KeyError: there is no such commune.
    """
    facts = nation.batch(nation.living_in(commune))
    groups = np.bincount(facts.ethnicity, minlength=1)
    order = np.argsort(-groups, kind="stable")
    return CommuneCounts(
        people=len(facts.index),
        households=nation.communes()[commune],
        bands=_bands(ages(facts.date_of_birth), facts.sex),
        ethnicities=tuple(
            (f"{code:02}", int(groups[code])) for code in order.tolist() if groups[code]
        ),
    )


def ages(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return completed years at the end of the base of people born on these days."""
    epoch = AS_OF.replace(1970, 1, 1).toordinal()
    born = (days - epoch).astype("datetime64[D]")
    months = born.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (born - months.astype("datetime64[D]")).astype(np.int64) + 1
    late = (month % 12 + 1) * 100 + day > AS_OF.month * 100 + AS_OF.day
    years: NDArray[np.int64] = AS_OF.year - (month // 12 + 1970) - late
    return years


def _bands(years: NDArray[np.int64], sex: NDArray[np.int64]) -> tuple[Band, ...]:
    group = np.minimum(years // GROUP, GROUPS - 1)
    men = np.bincount(group[sex == 1], minlength=GROUPS)
    women = np.bincount(group[sex == 2], minlength=GROUPS)  # noqa: PLR2004 - a code
    return tuple(
        Band(place * GROUP, int(men[place]), int(women[place]))
        for place in range(GROUPS)
    )


@lru_cache(maxsize=8)
def provinces(nation: Nation) -> dict[str, int]:
    """Return the living by province of today, from the tables."""
    found = dict.fromkeys((unit.code for unit in codelists.provinces()), 0)
    for unit in codelists.old_provinces():
        found[unit.province] += nation.alive_count(province=unit.code)
    return found


@lru_cache(maxsize=64)
def bands_of(nation: Nation, province: str | None = None) -> tuple[Band, ...]:
    """Return ages of the nation or of a province of today, from the tables.

    The tables count years of birth; each is shared out over the two ages that its
    people have on the base's last day.
    """
    units: list[str | None] = [None]
    if province:
        units = [u.code for u in codelists.old_provinces() if u.province == province]
    counts = np.zeros((2, GROUPS), np.int64)
    for year in range(FIRST_YEAR, AS_OF.year + 1):
        for sex in range(2):
            born = sum(
                nation.alive_count(province=unit, sex=str(sex + 1), year=year)
                for unit in units
            )
            for years, people in _shared(year, born):
                counts[sex, min(years // GROUP, GROUPS - 1)] += people
    return tuple(
        Band(place * GROUP, int(counts[0, place]), int(counts[1, place]))
        for place in range(GROUPS)
    )


def _shared(year: int, born: int) -> list[tuple[int, int]]:
    if year == AS_OF.year:
        return [(0, born)]
    older = born * AS_OF.timetuple().tm_yday // DAYS
    return [(AS_OF.year - year, older), (AS_OF.year - year - 1, born - older)]


def communes_of(nation: Nation, province: str) -> list[tuple[codelists.Commune, int]]:
    """Return the communes of a province with their households."""
    homes = nation.communes()
    return [
        (unit, homes[unit.code])
        for unit in codelists.communes(province)
        if unit.code in homes
    ]
