"""Which people are exported: of a commune, of a province, a sample, everybody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from forms import codelists
from mock_population_db.errors.exporting import ScopeNotFound
from mock_population_db.nation.nation import Nation

Numbers = NDArray[np.int64]
BLOCK = 1 << 15
"""So many people are worked on at a time."""
_SCOPE = re.compile(r"(?:(commune|province|sample):([0-9]{1,9})|nation)", re.ASCII)
EXAMPLE = "commune:00070, province:01, sample:100000, nation"


@dataclass(frozen=True)
class Scope:
    """A part of the nation.

    Attributes:
        nation: whose people.
        kind: ``commune``, ``province``, ``sample`` or ``nation``.
        which: a code, or how many people.
        seed: of a sample; the same seed gives the same people.
    """

    nation: Nation
    kind: str
    which: str = ""
    seed: int = 0

    @cached_property
    def steps(self) -> int:
        """How much work the scope is, in the unit that :meth:`blocks` counts."""
        if self.kind == "nation":
            return self.nation.capacity
        if self.kind == "sample":
            return int(self.which)
        homes = self.nation.communes()
        return sum(homes[commune] for commune in self._communes)

    @property
    def _communes(self) -> tuple[str, ...]:
        if self.kind == "commune":
            return (self.which,)
        units = {unit.code for unit in codelists.communes(self.which)}
        return tuple(code for code in self.nation.communes() if code in units)

    def blocks(self) -> Iterator[tuple[Numbers, int]]:
        """Yield living people, and how many steps of the work are done with them."""
        if self.kind == "nation":
            yield from self._everybody()
        elif self.kind == "sample":
            found = self.nation.sample(int(self.which), self.seed)
            for start in range(0, len(found), BLOCK):
                part = found[start : start + BLOCK]
                yield part, len(part)
        else:
            homes = self.nation.communes()
            for commune in self._communes:
                yield self.nation.living_in(commune), homes[commune]

    def _everybody(self) -> Iterator[tuple[Numbers, int]]:
        for start in range(0, self.nation.capacity, BLOCK):
            end = min(start + BLOCK, self.nation.capacity)
            people = np.arange(start, end)
            yield people[self.nation.batch(people).is_alive], end - start


def read_scope(text: str, nation: Nation, *, seed: int = 0) -> Scope:
    """Read ``commune:00070``, ``province:01``, ``sample:100000`` or ``nation``.

    Raises:
        ScopeNotFound: it names nothing of the nation.
    """
    found = _SCOPE.fullmatch(text.strip())
    if found is None:
        raise ScopeNotFound(scope=text[:40])
    scope = Scope(nation, found[1] or "nation", found[2] or "", seed)
    if not _exists(scope):
        raise ScopeNotFound(scope=text[:40])
    return scope


def _exists(scope: Scope) -> bool:
    if scope.kind == "commune":
        return scope.which in scope.nation.communes()
    if scope.kind == "province":
        return scope.which in {unit.code for unit in codelists.provinces()}
    if scope.kind == "sample":
        return 0 < int(scope.which) <= scope.nation.size
    return True
