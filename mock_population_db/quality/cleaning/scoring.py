"""Precision and recall against a truth file, per kind of defect."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from mock_population_db.quality.cleaning.matching.findings import BIT
from mock_population_db.quality.defects.truth import WHOLE_ROW, Change

_FINDING_OF = {"double_registration": "duplicate"}
_NOT_COMPARED = frozenset({"phone", "household", "office", "registered"})


class Score(NamedTuple):
    """How well one kind of defect was seen.

    Attributes:
        made: rows that have it.
        named: rows said to have it.
        right: rows rightly said to have it.
        linked: rows that have it and were taken for the right person.
        mislinked: rows that have it and were taken for somebody else.
    """

    made: int
    named: int
    right: int
    linked: int
    mislinked: int

    @property
    def precision(self) -> float | None:
        """Share of rows rightly said to have it."""
        return self.right / self.named if self.named else None

    @property
    def recall(self) -> float | None:
        """Share of rows with it that were said to have it."""
        return self.right / self.made if self.made else None

    @property
    def link_precision(self) -> float | None:
        """Share of persons found for such rows that are the right ones."""
        found = self.linked + self.mislinked
        return self.linked / found if found else None

    @property
    def link_recall(self) -> float | None:
        """Share of such rows whose right person was found."""
        return self.linked / self.made if self.made else None


@dataclass
class Scoring:
    """Compares what was found with what was made; holds the truth in memory.

    Args:
        truth: all changes of the list.
    """

    truth: Iterable[Change]
    not_compared: int = field(default=0, init=False)
    _kinds: dict[str, set[str]] = field(default_factory=dict, init=False)
    _numbers: dict[str, int] = field(default_factory=dict, init=False)
    _original: dict[str, str] = field(default_factory=dict, init=False)
    _counts: dict[str, Counter[str]] = field(default_factory=dict, init=False)
    _waiting: list[tuple[str, int]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        for change in self.truth:
            if change.field in _NOT_COMPARED:
                self.not_compared += 1
                continue
            self._kinds.setdefault(change.row_id, set()).add(change.kind)
            self._counts.setdefault(change.kind, Counter())
            if change.field == "personal_id" and change.before.isdigit():
                self._numbers[change.row_id] = int(change.before)
            if change.field == WHOLE_ROW:
                self._original[change.row_id] = change.before
        self.truth = ()
        self._originals = set(self._original.values()) - set(self._numbers)

    def add(self, row_id: str, written: int, number: int, bits: int) -> None:
        """Count a row: its number as written, who was found, what was said."""
        kinds = self._kinds.get(row_id)
        if row_id in self._originals:
            self._numbers[row_id] = written
        if kinds is None and not bits:
            return
        kinds = kinds or set()
        for kind in self._counts:
            self._count(kind, has_it=kind in kinds, bits=bits)
        if row_id in self._original:
            self._waiting.append((row_id, number))
        elif kinds:
            self._link(row_id, number, self._numbers.get(row_id, written))

    def _count(self, kind: str, *, has_it: bool, bits: int) -> None:
        counts = self._counts[kind]
        is_named = bool(bits & BIT.get(_FINDING_OF.get(kind, kind), 0))
        counts["named"] += is_named
        counts["right"] += is_named and has_it
        counts["made"] += has_it

    def _link(self, row_id: str, number: int, true: int) -> None:
        for kind in self._kinds[row_id]:
            self._counts[kind]["linked"] += number == true
            self._counts[kind]["mislinked"] += number not in {0, true}

    def scores(self) -> dict[str, Score]:
        """Return the scores by kind."""
        for row_id, number in self._waiting:
            self._link(row_id, number, self._numbers.get(self._original[row_id], 0))
        self._waiting.clear()
        return {
            kind: Score(*(counts[name] for name in Score._fields))
            for kind, counts in sorted(self._counts.items())
        }
