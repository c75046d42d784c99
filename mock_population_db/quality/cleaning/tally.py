"""Counts over a whole list: classes, findings, đúng – đủ – sạch – sống."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mock_population_db.quality.cleaning.matching.findings import (
    BIT,
    CODES,
    class_of,
)
from mock_population_db.quality.cleaning.parts import accepted

Numbers = NDArray[np.int64]


def _mask(*codes: str) -> int:
    return sum(BIT[code] for code in codes)


_NOT_ABOUT_IDENTITY = _mask(
    "sex_contradicts", "old_address", "address_differs", "dead", "duplicate"
)
_CONTRADICTIONS = _mask(
    "duplicate",
    "columns_swapped",
    "name_differs",
    "date_differs",
    "copied_from_household",
    "number_of_other",
    "sex_contradicts",
)
_STALE = _mask("dead", "old_number", "old_address")
QUALITIES = ("correct", "complete", "clean", "live")


@dataclass
class Tally:
    """Counts of rows.

    Attributes:
        rows: rows that could be read.
        matched: rows accepted.
        classes: rows by class.
        findings: rows by finding; a row may have several.
        refused: lines that could not be read, by reason.
        quality: rows that are ``correct``, ``complete``, ``clean``, ``live``.
    """

    rows: int = 0
    matched: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    quality: Counter[str] = field(default_factory=Counter)

    @property
    def lines(self) -> int:
        """All lines of people, readable or not."""
        return self.rows + self.refused.total()

    def add(
        self, number: Numbers, bits: Numbers, is_complete: NDArray[np.bool_]
    ) -> None:
        """Count the rows of a block."""
        self.rows += len(bits)
        self.matched += int(accepted(number, bits).sum())
        values, counts = np.unique(bits, return_counts=True)
        for value, count in zip(values.tolist(), counts.tolist(), strict=True):
            self.classes[class_of(value)] += count
        for place, code in enumerate(CODES):
            self.findings[code] += int((bits >> place & 1).sum())
        is_known = number != 0
        self.quality["correct"] += _count(is_known & (bits & ~_NOT_ABOUT_IDENTITY == 0))
        self.quality["complete"] += _count(is_complete)
        self.quality["clean"] += _count(bits & _CONTRADICTIONS == 0)
        self.quality["live"] += _count(is_known & (bits & _STALE == 0))

    def share(self, quality: str) -> float:
        """Return the percentage of all lines that have a quality."""
        return 100 * self.quality[quality] / self.lines if self.lines else 0.0


def _count(rows: NDArray[np.bool_]) -> int:
    return int(rows.sum())
