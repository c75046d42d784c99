"""Lists of names, made ready for drawing: one look-up per name."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mock_population_db.nation import sources
from mock_population_db.nation.shapes.slots import CELLS, FIRST_YEAR, YEARS

Numbers = NDArray[np.int64]
Compact = NDArray[np.int32]
DRAWS_BITS = 12
DRAWS = 1 << DRAWS_BITS
REGIONS = ("north", "central", "south")
GROUPS = 55
"""Ethnic groups by number; 0 is not used."""
PLAIN = ("{family}", "{middle}", "{given}")
"""How most peoples write surname, middle name and given name."""
_SEXES = ("male", "female")
_PARTS = ("surname", "middle_name", "given_name")


@dataclass(frozen=True)
class Names:
    """Names by number, and which to draw for whom."""

    texts: tuple[str, ...]
    draws: Compact
    """Per list 4,096 items, as often as they weigh."""
    text: Numbers
    """Per item its text."""
    after: Numbers
    """Per item the text of the next in its list."""
    last_word: Numbers
    """Per text the text of its last word (-1: that is no name of its own)."""
    family: Numbers
    """Per group and region the list of family names."""
    middle: Numbers
    """Per group, region and cell of birth the list of middle names."""
    given: Numbers
    """The same for given names."""
    patterns: tuple[tuple[tuple[str, str, str], tuple[str, str, str]], ...]
    """Per group and region, for both sexes: how the three parts are written."""
    from_mother: NDArray[np.bool_]
    """Per group whether children have their mother's family name."""


@dataclass
class _Pool:
    """Texts and lists as they are read."""

    texts: dict[str, int] = field(default_factory=dict)
    text: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    draws: list[Compact] = field(default_factory=list)
    known: dict[tuple[tuple[str, int], ...], int] = field(default_factory=dict)

    def add(self, weighted: dict[str, int]) -> int:
        """Add a list and return its number; the same list is kept once."""
        key = tuple(weighted.items())
        if key not in self.known:
            self.known[key] = len(self.draws)
            self._fill(weighted)
        return self.known[key]

    def _fill(self, weighted: dict[str, int]) -> None:
        start = len(self.text)
        numbers = [self.texts.setdefault(name, len(self.texts)) for name in weighted]
        self.text += numbers
        self.after += numbers[1:] + numbers[:1]
        run = np.cumsum(list(weighted.values()))
        places = (np.arange(DRAWS) * 2 + 1) * run[-1]
        chosen = np.searchsorted(run * (2 * DRAWS), places, side="right")
        self.draws.append((start + chosen).astype(np.int32))


def names() -> Names:
    """Read all lists of names."""
    pool = _Pool()
    family = np.zeros(GROUPS * len(REGIONS), np.int64)
    middle = np.zeros((GROUPS * len(REGIONS), CELLS), np.int64)
    given = np.zeros((GROUPS * len(REGIONS), CELLS), np.int64)
    patterns: list[Any] = [((_PARTS), (_PARTS))] * len(family)
    from_mother = np.zeros(GROUPS, np.bool_)
    for row in sources.rows("ethnic_groups"):
        group = int(row["code"])
        from_mother[group] = row["inherits"] == "mother"
        for region, word in enumerate(REGIONS):
            at = group * len(REGIONS) + region
            found = sources.name_lists(_file(row["names"], word))
            family[at] = pool.add(found["family"])
            middle[at], given[at] = (
                _cells(pool, found, "middle"),
                _cells(pool, found, "given"),
            )
            patterns[at] = tuple(
                tuple(found["slots"][sex][part] for part in _PARTS) for sex in _SEXES
            )
    return Names(
        tuple(pool.texts),
        np.concatenate(pool.draws),
        np.array(pool.text, np.int64),
        np.array(pool.after, np.int64),
        np.array([_last(pool.texts, text) for text in pool.texts], np.int64),
        family,
        middle.ravel(),
        given.ravel(),
        tuple(patterns),
        from_mother,
    )


def _file(name: str, region: str) -> str:
    return f"kinh_{region}" if name == "kinh" else name


def _cells(pool: _Pool, found: dict[str, Any], part: str) -> Numbers:
    """Return per cell of birth which list applies."""
    row = np.zeros(CELLS, np.int64)
    for sex, word in enumerate(_SEXES):
        first = FIRST_YEAR
        for last in found["cohorts"]:
            number = pool.add(found[word][part][str(last)])
            start, end = first - FIRST_YEAR, last - FIRST_YEAR + 1
            row[sex * YEARS + max(0, start) : sex * YEARS + min(end, YEARS)] = number
            first = last + 1
    return row


def _last(texts: dict[str, int], text: str) -> int:
    words = text.split()
    return texts.get(words[-1], -1) if words else -1
