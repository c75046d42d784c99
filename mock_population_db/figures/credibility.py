"""The nation beside published figures of the real one: how credible it is."""

from dataclasses import dataclass
from functools import lru_cache

from mock_population_db.figures.measuring import Sample
from mock_population_db.nation.nation import Nation
from mock_population_db.nation.sources import rows

POPULATION = "population"
CLOSE = 0.05
FAIR = 0.15


@dataclass(frozen=True)
class Comparison:
    """One published figure and what the nation has.

    Attributes:
        key: of ``national_figures.csv``.
        published: the figure as published.
        measured: the same of the nation.
        decimals: how many digits after the comma are published.
        unit: what is counted, in English as the table has it.
        year: of the publication's data.
        source: the publication.
        confidence: ``H``, ``M`` or ``L``: how sure the table is of its source.
    """

    key: str
    published: float
    measured: float
    decimals: int
    unit: str
    year: int
    source: str
    confidence: str

    @property
    def difference(self) -> float:
        """How far the measured figure is off, as a part of the published one."""
        return (self.measured - self.published) / self.published

    @property
    def verdict(self) -> str:
        """``close`` up to 5 %, ``fair`` up to 15 %, ``far`` beyond."""
        off = abs(self.difference)
        return "close" if off <= CLOSE else "fair" if off <= FAIR else "far"


@dataclass(frozen=True)
class Report:
    """All comparisons, and the published figures that the nation cannot answer."""

    compared: tuple[Comparison, ...]
    not_measured: tuple[Comparison, ...]
    people: int
    in_full: int


@lru_cache(maxsize=4)
def report(nation: Nation) -> Report:
    """Measure a nation; the same nation gives the same report."""
    sample = Sample(nation)
    measured: dict[str, float] = {POPULATION: nation.size}
    for part in (
        sample.by_ages,
        sample.by_places,
        sample.by_homes,
        sample.by_marriages,
        sample.by_births,
        sample.by_names,
        sample.by_groups,
    ):
        measured |= part
    found = [_comparison(row, measured) for row in rows("national_figures")]
    return Report(
        compared=tuple(one for one in found if one.key in measured),
        not_measured=tuple(one for one in found if one.key not in measured),
        people=len(sample.people),
        in_full=len(sample.some),
    )


def _comparison(row: dict[str, str], measured: dict[str, float]) -> Comparison:
    decimals = int(row["decimals"])
    return Comparison(
        key=row["key"],
        published=int(row["value"]) / 10**decimals,
        measured=float(measured.get(row["key"], 0.0)),
        decimals=decimals,
        unit=row["unit"],
        year=int(row["year"]),
        source=row["source"],
        confidence=row["confidence"],
    )
