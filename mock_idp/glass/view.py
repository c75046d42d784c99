"""One trail as its page needs it: steps, checks, and where each value comes again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from mock_idp.control.faults.catalogue import CATALOGUE
from mock_idp.control.faults.fault import Fault
from mock_idp.glass.checks import Check, checks
from mock_idp.glass.rows import Row
from mock_idp.glass.steps import Step, steps
from mock_idp.glass.trails import Trail
from mock_idp.oidc.provider import Provider

MOST_PLACES = 4
"""Links beside one value."""


@dataclass(frozen=True)
class View:
    """A trail with everything that is shown of it."""

    trail: Trail
    steps: tuple[Step, ...]
    checks: tuple[Check, ...]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for step in self.steps:
            for mark in {row.mark for row in step.rows if row.mark is not None}:
                found.setdefault(mark, []).append(step.number)
        return found

    def before(self, row: Row, step: Step) -> list[int]:
        """Return the steps in which a value came before, the last ones."""
        places = self._places.get(row.mark or "", [])
        return [n for n in places if n < step.number][-MOST_PLACES:]

    def after(self, row: Row, step: Step) -> list[int]:
        """Return the steps in which a value comes again, the next ones."""
        places = self._places.get(row.mark or "", [])
        return [n for n in places if n > step.number][:MOST_PLACES]

    def fault(self, name: str) -> Fault | None:
        """Return a fault of the catalogue."""
        return CATALOGUE.get(name)

    @property
    def clients(self) -> tuple[str, ...]:
        """Return the relying parties that take part, in order."""
        return tuple(dict.fromkeys(s.client for s in self.steps if s.client))


def view(provider: Provider, trail: Trail) -> View:
    """Return a trail with everything that is shown of it."""
    return View(
        trail,
        steps(provider, trail.whole),
        () if trail.is_rest else checks(provider, trail.exchanges),
    )
