"""The places of a dossier to which an officer can pin a reason: answers and papers."""

from dataclasses import dataclass
from typing import Literal

from portal.agency.sheet.reasons import PAPER, CatalogueReason, catalogue


@dataclass(frozen=True)
class Place:
    """One answer or one paper; ``name`` is the field's name or the paper's code."""

    sort: Literal["field", "paper"]
    name: str
    label: str
    """As it is called on its own: «Họ (trẻ)»."""
    shown: str
    reasons: tuple[CatalogueReason, ...]

    @property
    def key(self) -> str:
        """How a form names it: ``field-child_given_name``, ``paper-…``."""
        return f"{self.sort}-{self.name}"


def place_of_field(name: str, label: str, kind: str, shown: str) -> Place:
    """Return the place of an answer."""
    return Place("field", name, label, shown, catalogue(kind))


def place_of_paper(code: str, label: str, shown: str, *, is_missing: bool) -> Place:
    """Return the place of a paper, in the dossier or missing."""
    return Place("paper", code, label, shown, catalogue(PAPER, is_missing=is_missing))
